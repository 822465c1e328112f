"""Keyed hashes: the same for the same person, readable by nobody."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.identity.keyed_hash import fingerprints, keyed_hash, token_hash, wrapped
from quiz.settings import HashingKey

KEY = HashingKey((b"a key of thirty-two bytes or more",))
OTHER = HashingKey((b"another key of thirty-two bytes or more",))
ROTATED = HashingKey((*KEY.chain, *OTHER.chain))


def test_a_known_vector_does_not_move() -> None:
    # Stored hashes must be found again by every later version: HMAC-SHA-256, parts prefixed by their length.
    assert keyed_hash(KEY, "identity", "issuer", "subject") == (
        "892f57f2715f48b99d0092b5e336dcb5159f7166b265a5f391b25fdef63b053f"
    )


def test_another_key_gives_another_hash() -> None:
    assert keyed_hash(KEY, "identity", "issuer", "subject") != keyed_hash(OTHER, "identity", "issuer", "subject")


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_parts_cannot_run_into_each_other(one: list[str], other: list[str]) -> None:
    assert (keyed_hash(KEY, *one) == keyed_hash(KEY, *other)) == (one == other)


def test_a_token_is_kept_by_its_hash_only() -> None:
    assert token_hash("token") != "token"
    assert len(token_hash("token")) == 64


def test_a_second_key_wraps_what_the_first_one_stored() -> None:
    stored = keyed_hash(KEY, "identity", "issuer", "subject")
    assert keyed_hash(ROTATED, "identity", "issuer", "subject") == wrapped(ROTATED.chain[1], stored) != stored


def test_fingerprints_tell_keys_apart_and_say_nothing_of_them() -> None:
    assert fingerprints(ROTATED)[:1] == fingerprints(KEY) != fingerprints(OTHER)
    assert not [each for each in fingerprints(ROTATED) if len(each) != 16 or each in KEY.chain[0].hex()]
