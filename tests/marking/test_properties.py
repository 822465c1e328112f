"""What holds for every item and every response."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.content.item import ScoredItem, UnscoredItem
from quiz.marking.mark import denominator, guess_score, key, mark, slots
from quiz.marking.response import from_json, read, to_json
from quiz.marking.score import Response, Verdict
from tests.examples import examples

from .items import SCORED_ITEMS, UNSCORED_ITEMS, AnyItem, items_and_responses, rearranged

ITEMS: st.SearchStrategy[AnyItem] = SCORED_ITEMS | UNSCORED_ITEMS
often = examples(150)


@often
@given(items_and_responses(SCORED_ITEMS))
def test_a_score_is_within_bounds_and_over_the_items_denominator(case: tuple[ScoredItem, Response]) -> None:
    item, response = case
    marked = mark(item, response)
    assert 0 <= marked.score <= marked.max_score == 1
    assert denominator(item) % marked.score.denominator == 0


@often
@given(SCORED_ITEMS)
def test_the_key_earns_full_marks_and_every_part_is_right(item: ScoredItem) -> None:
    marked = mark(item, key(item))
    assert (marked.score, marked.verdict()) == (1, Verdict.RIGHT)
    assert all(part.right for part in marked.parts)


@often
@given(SCORED_ITEMS)
def test_the_key_is_a_response_our_pages_can_send(item: ScoredItem) -> None:
    assert mark(item, read(item, key(item).values)).score == 1


@often
@given(items_and_responses(SCORED_ITEMS))
def test_blank_and_i_do_not_know_earn_nothing(case: tuple[ScoredItem, Response]) -> None:
    item, response = case
    blank, unknown = mark(item, Response()), mark(item, Response(response.values, unknown=True))
    assert (blank.score, blank.max_score, blank.unknown) == (0, 1, False)
    assert (unknown.score, unknown.max_score, unknown.unknown) == (0, 1, True)
    assert blank.parts == unknown.parts


@often
@given(items_and_responses(UNSCORED_ITEMS))
def test_an_unscored_item_is_never_right_or_wrong(case: tuple[UnscoredItem, Response]) -> None:
    marked = mark(*case)
    assert (marked.score, marked.max_score, marked.verdict()) == (0, 0, Verdict.UNSCORED)
    assert key(case[0]) == Response()


@often
@given(items_and_responses(ITEMS), st.data())
def test_the_order_of_options_changes_nothing(case: tuple[AnyItem, Response], data: st.DataObject) -> None:
    item, response = case
    other = data.draw(rearranged(item))
    marked, again = mark(item, response), mark(other, response)
    assert (marked.score, marked.verdict()) == (again.score, again.verdict())
    assert {part.id: part.right for part in marked.parts} == {part.id: part.right for part in again.parts}
    assert (denominator(item), guess_score(item)) == (denominator(other), guess_score(other))


@often
@given(items_and_responses(ITEMS))
def test_parts_are_all_right_exactly_at_full_marks(case: tuple[AnyItem, Response]) -> None:
    item, response = case
    marked = mark(item, response)
    if marked.max_score:
        assert (marked.score == 1) is all(part.right for part in marked.parts)


@often
@given(items_and_responses(ITEMS))
def test_a_response_comes_back_from_storage_the_same(case: tuple[AnyItem, Response]) -> None:
    item, response = case
    stored = to_json(response)
    assert from_json(stored) == response
    assert to_json(from_json(stored)) == stored
    assert mark(item, from_json(stored)) == mark(item, response)


@often
@given(items_and_responses(ITEMS))
def test_what_our_pages_send_is_read_and_marked_as_given(case: tuple[AnyItem, Response]) -> None:
    item, response = case
    assert mark(item, read(item, response.values)).score == mark(item, Response(response.values)).score


@often
@given(ITEMS)
def test_guessing_earns_something_wherever_nothing_is_typed(item: AnyItem) -> None:
    guess = guess_score(item)
    picked = all(allowed is not None for allowed in slots(item).values())
    assert (guess is not None) is (picked and not isinstance(item, UnscoredItem))
    assert guess is None or 0 < guess <= 1
