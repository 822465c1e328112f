"""Items to mark: one plain example of each kind, and hypothesis strategies of all of them."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from quiz.content.item import (
    Categorise,
    Cloze,
    Commitment,
    Hotspot,
    Matching,
    MultipleChoice,
    Numeric,
    Opinion,
    Ordering,
    ScoredItem,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    TrueFalseGrid,
    UnscoredItem,
)
from quiz.marking.mark import slots
from quiz.marking.score import Response

AnyItem = ScoredItem | UnscoredItem

SOURCE = {"title": "Étude", "url": "https://example.org/etude", "year": 2025}
BASE = {"id": "i", "objective": "o", "prompt": "?", "explanation": "!", "source": SOURCE}
IMAGE = {"file": "poste.svg", "alt": "Un poste de travail", "width": 400, "height": 300}


def options(letters: str, keys: str) -> tuple[dict[str, Any], ...]:
    """Options named by letters; `keys` are the right ones."""
    return tuple({"id": letter, "text": letter.upper(), "correct": letter in keys} for letter in letters)


def elements(letters: str) -> tuple[dict[str, Any], ...]:
    return tuple({"id": letter, "text": letter.upper()} for letter in letters)


def an_item(kind: type[Any], name: str, **fields: Any) -> Any:
    base: dict[str, Any] = {"id": "i", "prompt": "?"} if kind in (Opinion, Commitment) else BASE
    return kind(**{**base, "kind": name, **fields})


def a_single_choice(letters: str = "abc", keys: str = "b") -> SingleChoice:
    return an_item(SingleChoice, "single_choice", options=options(letters, keys))


def a_multiple_choice(letters: str = "abcde", keys: str = "abd", credit_rule: str = "net") -> MultipleChoice:
    return an_item(MultipleChoice, "multiple_choice", options=options(letters, keys), credit_rule=credit_rule)


def a_true_false(correct: bool = False) -> TrueFalse:
    return an_item(TrueFalse, "true_false", correct=correct)


def a_grid(correct: tuple[bool, ...] = (True, False, True), credit_rule: str = "each") -> TrueFalseGrid:
    rows = tuple({"id": f"r{n}", "text": "t", "correct": value} for n, value in enumerate(correct, start=1))
    return an_item(TrueFalseGrid, "true_false_grid", rows=rows, credit_rule=credit_rule)


def a_numeric(answer: str = "100", unit: str = "kWh", bands: tuple[tuple[str, str], ...] = ()) -> Numeric:
    written = tuple({"within": within, "credit": credit} for within, credit in bands)
    return an_item(Numeric, "numeric", answer=Decimal(answer), unit=unit, bands=written)


def an_ordering(letters: str = "abc", credit_rule: str = "each") -> Ordering:
    return an_item(Ordering, "ordering", first="1", last="n", elements=elements(letters), credit_rule=credit_rule)


def a_matching(
    rights: tuple[str, ...] = ("un", "deux"), extra: tuple[str, ...] = ("trois",), credit_rule: str = "each"
) -> Matching:
    pairs = tuple({"id": f"p{n}", "left": "g", "right": right} for n, right in enumerate(rights, start=1))
    more = tuple({"id": f"x{n}", "text": text} for n, text in enumerate(extra, start=1))
    return an_item(Matching, "matching", pairs=pairs, extra=more, credit_rule=credit_rule)


def a_categorise(placed: str = "xyx", categories: str = "xy", credit_rule: str = "each") -> Categorise:
    classified = tuple({"id": f"e{n}", "text": "t", "category": one} for n, one in enumerate(placed, start=1))
    return an_item(
        Categorise, "categorise", categories=elements(categories), elements=classified, credit_rule=credit_rule
    )


def a_picked_gap(name: str = "g1", letters: str = "abc", keys: str = "a") -> dict[str, Any]:
    return {"id": name, "options": options(letters, keys)}


def a_typed_gap(name: str = "g2", accepted: tuple[str, ...] = ("fabrication",), distance: int = 1) -> dict[str, Any]:
    return {"id": name, "accepted": accepted, "distance": distance}


def a_cloze(*gaps: dict[str, Any], credit_rule: str = "each") -> Cloze:
    gaps = gaps or (a_picked_gap(), a_typed_gap())
    return an_item(Cloze, "cloze", text="…", gaps=gaps, credit_rule=credit_rule)


def a_short_answer(accepted: tuple[str, ...] = ("réemploi", "réutilisation"), distance: int = 1) -> ShortAnswer:
    return an_item(ShortAnswer, "short_answer", accepted=accepted, distance=distance)


def a_hotspot(letters: str = "abcd", keys: str = "c") -> Hotspot:
    place = {"x": 0, "y": 0, "width": 10, "height": 10}
    return an_item(Hotspot, "hotspot", image=IMAGE, areas=tuple(area | place for area in options(letters, keys)))


def an_opinion(letters: str = "abc") -> Opinion:
    return an_item(Opinion, "opinion", scale=elements(letters))


def a_commitment(letters: str = "ab") -> Commitment:
    return an_item(Commitment, "commitment", practices=elements(letters))


def one_of_each_kind() -> tuple[AnyItem, ...]:
    return (
        a_single_choice(), a_multiple_choice(), a_true_false(), a_grid(), a_numeric(bands=(("5 %", "50 %"),)),
        an_ordering(), a_matching(), a_categorise(), a_cloze(), a_short_answer(), a_hotspot(),
        an_opinion(), a_commitment(),
    )  # fmt: skip


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=300).filter(str.strip)
ROWS_RULES = st.sampled_from(("exact", "each"))
CREDITS = st.integers(0, 100).map(lambda share: f"{share} %")
WITHIN = st.from_regex(r"[0-9]{1,3}([.,][0-9]{1,2})?( ?%)?", fullmatch=True)


@st.composite
def letters_and_keys(draw: st.DrawFn, fewest: int, most: int) -> tuple[str, str]:
    letters = "abcdefgh"[: draw(st.integers(fewest, most))]
    return letters, "".join(draw(st.sets(st.sampled_from(letters), min_size=1)))


@st.composite
def letters_and_one_key(draw: st.DrawFn, fewest: int, most: int) -> tuple[str, str]:
    letters = "abcdefgh"[: draw(st.integers(fewest, most))]
    return letters, draw(st.sampled_from(letters))


def _gaps(name: str) -> st.SearchStrategy[dict[str, Any]]:
    picked = letters_and_keys(2, 6).map(lambda pair: a_picked_gap(name, *pair))
    typed = st.builds(a_typed_gap, st.just(name), st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.integers(0, 2))
    return picked | typed


CLOZES = st.integers(1, 6).flatmap(
    lambda size: st.builds(
        lambda gaps, rule: a_cloze(*gaps, credit_rule=rule),
        st.tuples(*(_gaps(f"g{n}") for n in range(size))),
        ROWS_RULES,
    )
)
NUMERICS = st.builds(
    a_numeric,
    st.decimals(-1_000_000, 1_000_000, allow_nan=False, allow_infinity=False, places=3).map(str),
    st.sampled_from(("%", "kWh", "kg CO₂e", "ans", "m²")),
    st.lists(st.tuples(WITHIN, CREDITS), max_size=4).map(tuple),
)
MATCHINGS = st.builds(
    a_matching,
    st.lists(st.sampled_from(("un", "deux", "trois", "quatre")), min_size=2, max_size=6).map(tuple),
    st.lists(st.sampled_from(("quatre", "cinq", "six")), max_size=3).map(tuple),
    ROWS_RULES,
)
CATEGORISES = st.integers(2, 4).flatmap(
    lambda size: st.builds(
        a_categorise, st.text("wxyz"[:size], min_size=3, max_size=8), st.just("wxyz"[:size]), ROWS_RULES
    )
)
SCORED_ITEMS: st.SearchStrategy[ScoredItem] = st.one_of(
    letters_and_one_key(2, 7).map(lambda pair: a_single_choice(*pair)),
    st.builds(
        lambda pair, rule: a_multiple_choice(*pair, rule),
        letters_and_keys(3, 8),
        st.sampled_from(("exact", "net", "each")),
    ),
    st.builds(a_true_false, st.booleans()),
    st.builds(a_grid, st.lists(st.booleans(), min_size=2, max_size=6).map(tuple), ROWS_RULES),
    NUMERICS,
    st.builds(an_ordering, st.integers(3, 6).map(lambda size: "abcdef"[:size]), ROWS_RULES),
    MATCHINGS,
    CATEGORISES,
    CLOZES,
    st.builds(a_short_answer, st.lists(WORDS, min_size=1, max_size=4).map(tuple), st.integers(0, 2)),
    letters_and_one_key(2, 8).map(lambda pair: a_hotspot(*pair)),
)
UNSCORED_ITEMS: st.SearchStrategy[UnscoredItem] = st.one_of(
    st.integers(2, 7).map(lambda size: an_opinion("abcdefg"[:size])),
    st.integers(1, 6).map(lambda size: a_commitment("abcdef"[:size])),
)
TYPED = WORDS | st.from_regex(r"[+-−]?[0-9]{1,7}([.,][0-9]{1,3})? ?(%|kWh)?", fullmatch=True)


@st.composite
def responses(draw: st.DrawFn, item: AnyItem) -> Response:
    """Any response our pages could send to the item, blank ones and "I do not know" among them."""
    near = [str(item.answer + shift) for shift in (-5, 0, 1)] if isinstance(item, Numeric) else []
    typed = TYPED | st.sampled_from(near) if near else TYPED
    values = {
        slot: draw(st.none() | (typed if allowed is None else st.sampled_from(allowed)))
        for slot, allowed in slots(item).items()
    }
    given = {slot: value for slot, value in values.items() if value is not None}
    return Response(given, unknown=draw(st.integers(0, 9)) == 0)


def items_and_responses(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, Response]]:
    return items.flatmap(lambda item: st.tuples(st.just(item), responses(item)))


@st.composite
def rearranged(draw: st.DrawFn, item: Any) -> Any:
    """The same item, or gap, written in another order; an ordering keeps its own, which is its key."""
    names = [
        "options",
        "rows",
        "bands",
        "pairs",
        "extra",
        "categories",
        "gaps",
        "accepted",
        "areas",
        "scale",
        "practices",
    ]
    if isinstance(item, Categorise):
        names.append("elements")
    lists = {name: draw(st.permutations(getattr(item, name))) for name in names if hasattr(item, name)}
    if isinstance(item, Cloze):
        lists["gaps"] = [draw(rearranged(gap)) for gap in lists["gaps"]]
    return item.model_copy(update={name: tuple(rows) for name, rows in lists.items()})
