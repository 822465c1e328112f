"""The rules of codes sent by e-mail: what is drawn, what is read, how often one may be wrong, what the mail is."""

import doctest
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.identity.address import Address
from quiz.identity.email_code import code, throttle
from quiz.identity.email_code.code import ALPHABET, LENGTH, new_code, read_code, spoken
from quiz.identity.email_code.message import Words, message
from quiz.identity.email_code.throttle import WRONG_FOR_ADDRESS, Counted, closed_until
from quiz.web import errors
from quiz.web.sealed import seal, unseal
from tests.build import MONDAY

CLAIRE = Address("claire", "example.org")
SECRET = "a secret of the tests, of no other use"
LIFE = timedelta(minutes=30)


def test_codes_and_references_are_written_with_the_same_characters() -> None:
    assert ALPHABET == errors.ALPHABET


@given(st.integers(0, 2**128 - 1))
def test_a_code_is_read_as_it_is_said(bits: int) -> None:
    drawn = new_code(bits)
    assert len(drawn) == LENGTH
    assert read_code(drawn) == read_code(spoken(drawn)) == read_code(spoken(drawn).lower()) == drawn


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_nothing(text: str) -> None:
    typed = read_code(text)
    assert typed is None or (len(typed) == LENGTH and set(typed) <= set(ALPHABET))


def test_no_character_that_could_be_meant_stays_outside_the_alphabet() -> None:
    assert set(code.MEANT.values()) <= {ord(character) for character in ALPHABET}
    assert not set(code.MEANT) & {ord(character) for character in ALPHABET}


@pytest.mark.parametrize(
    ("count", "minutes_past", "closed"),
    [(19, 0, False), (20, 0, True), (20, 59, True), (20, 60, False), (500, 61, False)],
)
def test_too_many_close_the_way_until_the_hour_is_over(count: int, minutes_past: int, closed: bool) -> None:
    counted = Counted(count, MONDAY + timedelta(hours=1))
    until = closed_until(WRONG_FOR_ADDRESS, counted, MONDAY + timedelta(minutes=minutes_past))
    assert until == (counted.until if closed else None)


def test_the_mail_is_plain_and_says_it_is_a_machine() -> None:
    raw = message(Words("fr", "Votre code", "Été\n"), "Service <no@example.org>", CLAIRE, MONDAY, 7).as_bytes()
    read = message_from_bytes(raw, policy=default)
    assert raw.isascii()
    assert (read["To"], read["Auto-Submitted"]) == ("claire@example.org", "auto-generated")
    assert read["Message-ID"].endswith("@example.org>")
    assert read.get_content_type() == "text/plain"
    assert read.get_content().replace("\r\n", "\n") == "Été\n"


@pytest.mark.parametrize("place", ["subject", "sender", "to"])
def test_no_line_end_becomes_a_second_header(place: str) -> None:
    evil = "x\r\nBcc: everyone@example.org"
    words = Words("fr", evil if place == "subject" else "Votre code", "")
    sender = evil if place == "sender" else "no@example.org"
    to = Address(evil, "example.org") if place == "to" else CLAIRE
    with pytest.raises(ValueError, match=r"[Hh]eader|linefeed|local part"):
        message(words, sender, to, MONDAY, 7)


def test_what_is_sealed_is_read_by_us_alone_for_one_purpose_and_a_time() -> None:
    sealed = seal(SECRET, "one", "claire@example.org", MONDAY)
    assert "claire" not in sealed
    assert unseal(SECRET, "one", sealed, MONDAY + timedelta(minutes=29), LIFE) == "claire@example.org"
    assert unseal(SECRET, "one", sealed, MONDAY + LIFE, LIFE) is None
    assert unseal(SECRET, "two", sealed, MONDAY, LIFE) is None
    assert unseal(SECRET + "!", "one", sealed, MONDAY, LIFE) is None
    assert sealed != seal(SECRET, "one", "claire@example.org", MONDAY)


@given(st.text(max_size=80))
def test_anything_else_is_not_ours(text: str) -> None:
    assert unseal(SECRET, "one", text, MONDAY, LIFE) is None


def test_the_examples_hold() -> None:
    assert [doctest.testmod(file).failed for file in (code, throttle)] == [0, 0]
