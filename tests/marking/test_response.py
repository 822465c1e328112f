"""What a browser sends becomes a response, or is refused; what is stored comes back the same."""

import pytest

from quiz.marking.response import from_json, read, to_json
from quiz.marking.score import Response
from quiz.refusal import Reason, Refused

from .items import (
    AnyItem,
    a_cloze,
    a_grid,
    a_multiple_choice,
    a_short_answer,
    a_single_choice,
    an_ordering,
)

FORGED = {
    "an option of another item": (a_single_choice(), {"choice": "z"}),
    "a slot of another item": (a_single_choice(), {"choice": "b", "r1": "true"}),
    "an unknown slot, even blank": (a_single_choice(), {"z": ""}),
    "a tick that is not yes": (a_multiple_choice(), {"a": "on"}),
    "neither true nor false": (a_grid(), {"r1": "True"}),
    "a rank beyond the last": (an_ordering(), {"a": "4"}),
    "rank zero": (an_ordering(), {"a": "0"}),
    "text in a gap that is picked": (a_cloze(), {"g1": "autre chose"}),
}


@pytest.mark.parametrize(("item", "raw"), FORGED.values(), ids=FORGED.keys())
@pytest.mark.parametrize("dont_know", [False, True])
def test_what_no_page_of_ours_can_send_is_refused(item: AnyItem, raw: dict[str, str], dont_know: bool) -> None:
    with pytest.raises(Refused) as refusal:
        read(item, raw, dont_know=dont_know)
    assert refusal.value.reason is Reason.FORGED


def test_values_are_kept_by_slot_and_blanks_dropped() -> None:
    raw = {"g1": "a", "g2": " \u00a0\t"}
    assert read(a_cloze(), raw) == Response({"g1": "a"})
    assert read(a_cloze(), {"g1": "", "g2": "  Ordinateur portable "}) == Response({"g2": "Ordinateur portable"})


def test_two_elements_may_be_given_the_same_rank() -> None:
    assert read(an_ordering(), {"a": "1", "b": "1"}).values == {"a": "1", "b": "1"}


def test_i_do_not_know_keeps_nothing_of_what_was_filled_in() -> None:
    assert read(a_single_choice(), {"choice": "b"}, dont_know=True) == Response(unknown=True)


def test_a_text_longer_than_any_accepted_one_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read(a_short_answer(), {"choice": "a" * 301})
    assert refusal.value.reason is Reason.TOO_LARGE


def test_what_a_database_cannot_store_is_read_as_a_space() -> None:
    assert read(a_short_answer(), {"choice": "ré\x00emploi\ud800"}).values == {"choice": "ré emploi"}


def test_what_was_read_cannot_be_changed() -> None:
    response = read(a_single_choice(), {"choice": "b"})
    with pytest.raises(TypeError):
        response.values["choice"] = "a"  # type: ignore[index]


STORED = {
    "a blank response": (Response(), "{}"),
    "i do not know": (Response(unknown=True), '{"unknown":true}'),
    "values, sorted by slot": (Response({"b": "yes", "a": "yes"}), '{"values":{"a":"yes","b":"yes"}}'),
    "typed text, in ascii": (Response({"choice": 'é"'}), '{"values":{"choice":"\\u00e9\\""}}'),
}


@pytest.mark.parametrize(("response", "text"), STORED.values(), ids=STORED.keys())
def test_a_response_is_stored_as(response: Response, text: str) -> None:
    assert to_json(response) == text
    assert from_json(text) == response
