"""The form of an item: what a page of ours can post, and what is refused."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from quiz.learning.forms import MISSING, UNREADABLE, item_form, mistakes, response_of
from quiz.marking.mark import key
from quiz.marking.score import Response
from quiz.refusal import Reason, Refused
from tests.build import an_item

KEY = "00000000-0000-4000-8000-000000000001"
KINDS = ("single_choice", "multiple_choice", "true_false", "true_false_grid", "numeric")


def posted(item: Any, values: dict[str, str], submission_key: str = KEY) -> Response:
    """The response a post holds."""
    return response_of(item, item_form(item, MultiDict({"submission_key": submission_key, **values})))


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_of_every_kind_goes_through_its_form(kind: str) -> None:
    item = an_item(kind=kind)
    right = key(item)
    response = posted(item, {f"r-{slot}": value for slot, value in right.values.items()})
    assert response == right
    assert mistakes(item, response) == {}


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("single_choice", {"r-choice": "z"}),
        ("single_choice", {"r-autre": "a"}),
        ("multiple_choice", {"r-z": "yes"}),
        ("true_false", {"r-choice": "peut-être"}),
        ("true_false_grid", {"r-a": "yes"}),
    ],
)
def test_what_no_page_of_ours_can_send_is_forged(kind: str, values: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        posted(an_item(kind=kind), values)
    assert refused.value.reason is Reason.FORGED


@pytest.mark.parametrize("submission_key", ["", "abc", "1" * 400])
def test_a_post_without_its_key_is_forged(submission_key: str) -> None:
    with pytest.raises(Refused) as refused:
        posted(an_item(), {"r-choice": "a"}, submission_key)
    assert refused.value.reason is Reason.FORGED


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("single_choice", {}, {"choice": MISSING}),
        ("multiple_choice", {}, {"": MISSING}),
        ("multiple_choice", {"r-a": "yes"}, {}),
        ("true_false_grid", {"r-a": "true"}, {"b": MISSING, "c": MISSING}),
        ("numeric", {"r-choice": "  "}, {"choice": MISSING}),
        ("numeric", {"r-choice": "beaucoup"}, {"choice": UNREADABLE}),
        ("numeric", {"r-choice": "4,4"}, {}),
    ],
)
def test_an_oversight_is_told_where_it_is(kind: str, values: dict[str, str], expected: dict[str, str]) -> None:
    item = an_item(kind=kind)
    assert mistakes(item, posted(item, values)) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_i_do_not_know_is_an_answer_whatever_was_filled_in(kind: str) -> None:
    item = an_item(kind=kind)
    response = posted(item, {"dont_know": "1"})
    assert response == Response(unknown=True)
    assert mistakes(item, response) == {}
