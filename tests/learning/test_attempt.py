"""What a post does to an attempt."""

from datetime import timedelta
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

import pytest

from quiz.learning.attempt import Attempt, Effect, Recorded, effect
from quiz.marking.score import Response
from quiz.refusal import Reason, Refused
from tests.build import MONDAY

FIRST, SECOND = UUID(int=1), UUID(int=2)


def recorded(key: UUID = FIRST, score: Fraction = Fraction(1)) -> Recorded:
    return Recorded(Response({"choice": "a"}), key, score, Fraction(1))


def an_attempt(*answered: str, submitted: bool = False) -> Attempt:
    return Attempt(
        UUID(int=9),
        "enjeux",
        1,
        1,
        7,
        ("un", "deux", "trois"),
        MappingProxyType({name: recorded() for name in answered}),
        MONDAY + timedelta(hours=1) if submitted else None,
    )


@pytest.mark.parametrize(
    ("attempt", "key", "revisable", "expected"),
    [
        (an_attempt(), FIRST, False, Effect.RECORD),
        (an_attempt("un"), FIRST, False, Effect.REPEAT),
        (an_attempt("un"), FIRST, True, Effect.REPEAT),
        (an_attempt("un"), SECOND, True, Effect.REPLACE),
        (an_attempt("un", "deux", "trois", submitted=True), FIRST, False, Effect.REPEAT),
        (an_attempt("un", "deux", "trois", submitted=True), FIRST, True, Effect.REPEAT),
        (an_attempt("un"), SECOND, False, Reason.ALREADY_ANSWERED),
        (an_attempt("un", "deux", "trois", submitted=True), SECOND, False, Reason.ATTEMPT_CLOSED),
        (an_attempt("un", "deux", "trois", submitted=True), SECOND, True, Reason.ATTEMPT_CLOSED),
        (an_attempt("deux", submitted=True), SECOND, False, Reason.ATTEMPT_CLOSED),
    ],
    ids=[
        "a first response is recorded",
        "the same key is a harmless repeat",
        "the same key is a harmless repeat where responses can be revised",
        "another key replaces where responses can be revised",
        "the same key is a harmless repeat once closed",
        "the same key is a harmless repeat once closed, revisable or not",
        "another key is refused where the answer is final",
        "another key is refused once closed",
        "another key is refused once closed, revisable or not",
        "a closed attempt takes no first response",
    ],
)
def test_a_post(attempt: Attempt, key: UUID, revisable: bool, expected: Effect | Reason) -> None:
    if isinstance(expected, Effect):
        assert effect(attempt, "un", key, revisable) is expected
    else:
        with pytest.raises(Refused) as refused:
            effect(attempt, "un", key, revisable)
        assert refused.value.reason is expected


def test_an_item_that_was_not_drawn_is_forged() -> None:
    with pytest.raises(Refused) as refused:
        effect(an_attempt(), "quatre", FIRST, False)
    assert refused.value.reason is Reason.FORGED


def test_positions_count_from_one_and_stop_at_the_last() -> None:
    attempt = an_attempt()
    assert [attempt.item_at(position) for position in (0, 1, 3, 4)] == [None, "un", "trois", None]


def test_the_first_unanswered_is_where_the_attempt_is_taken_up() -> None:
    assert an_attempt("un", "trois").first_unanswered() == 2
    assert an_attempt("un", "deux", "trois").first_unanswered() is None


def test_every_drawn_item_answered_and_no_sooner() -> None:
    assert not an_attempt("un", "deux").answered()
    assert an_attempt("un", "deux", "trois").answered()


def test_the_score_is_the_sum_of_what_was_recorded() -> None:
    responses = {"un": recorded(score=Fraction(1, 3)), "deux": recorded(score=Fraction(1, 2))}
    attempt = Attempt(UUID(int=9), "enjeux", 1, 1, 7, ("un", "deux"), MappingProxyType(responses))
    assert (attempt.score(), attempt.max_score()) == (Fraction(5, 6), 2)


def test_a_score_kept_at_submission_outlives_the_responses() -> None:
    kept = (Fraction(2), Fraction(3))
    attempt = Attempt(UUID(int=9), "enjeux", 1, 1, 7, ("un",), submitted_at=MONDAY, kept_score=kept)
    assert (attempt.score(), attempt.max_score()) == (2, 3)
