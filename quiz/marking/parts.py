"""The parts of an answered item, built alike for every kind; what templates read to say right and wrong in words.

| kind | one part per | `given` and `key` | `right` |
|---|---|---|---|
| single_choice, multiple_choice, hotspot | option or area, all | "yes": ticked, to be ticked | `given == key` |
| true_false | item (identifier `choice`) | "true" or "false" | `given == key` |
| true_false_grid | row | "true" or "false" | `given == key` |
| ordering | element | rank, from "1" | `given == key` |
| matching | pair | identifier of a right text | `given == key` |
| categorise | element | identifier of a category | `given == key` |
| cloze, picked gap | gap | identifier of an option, first right option | the option is right |
| cloze, typed gap | gap | text as typed, first accepted text | the text is accepted |
| short_answer | item (`choice`) | text as typed, first accepted text | the text is accepted |
| numeric | item (`choice`) | text as typed, answer as "1234.5" | full credit, not a band's |
| opinion, commitment | step or practice, all | "yes": chosen; `key` is None | False: nothing is right or wrong |

`given` is None where nothing was given, and everywhere after "I do not know"; an option rightly
left alone is then `right`, as it is in a blank response, and earns nothing. Where several options or
texts are accepted, read `right`, not the equality of `given` and `key`. Parts come in the author's order.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from quiz.content.item import Area, Element, Option
from quiz.marking.score import EMPTY, Marked, Part, Response

CHOICE = "choice"
YES = "yes"
FULL = Fraction(1)


def given(response: Response) -> Mapping[str, str]:
    """The values that count: none after "I do not know", whatever was filled in before."""
    return EMPTY if response.unknown else response.values


def ticked(response: Response) -> Collection[str]:
    """The slots ticked with `yes`."""
    return frozenset(slot for slot, value in given(response).items() if value == YES)


def first_right(options: Iterable[Option | Area]) -> Response:
    """The choice of the first option that earns credit, empty where there is none."""
    right = next((option.id for option in options if option.correct), None)
    return Response() if right is None else Response({CHOICE: right})


def one_per_option(options: Iterable[Option | Area], chosen: Collection[str | None]) -> tuple[Part, ...]:
    """A part for each option: ticked or not, to be ticked or not."""
    return tuple(
        Part(
            id=option.id,
            given=YES if option.id in chosen else None,
            key=YES if option.correct else None,
            right=(option.id in chosen) == option.correct,
        )
        for option in options
    )


def one_per_row(keys: Mapping[str, str], values: Mapping[str, str]) -> tuple[Part, ...]:
    """A part for each row of which one single value is right."""
    return tuple(
        Part(id=row, given=values.get(row), key=key, right=values.get(row) == key) for row, key in keys.items()
    )


def one_per_element(elements: Iterable[Element], chosen: Collection[str | None]) -> tuple[Part, ...]:
    """A part for each element of an unscored item."""
    return tuple(
        Part(id=element.id, given=YES if element.id in chosen else None, key=None, right=False) for element in elements
    )


def scored(response: Response, parts: tuple[Part, ...], score: Fraction) -> Marked:
    """What a response to a scored item earned, out of 1."""
    return Marked(score=score, max_score=FULL, parts=parts, unknown=response.unknown)


def unscored(response: Response, parts: tuple[Part, ...]) -> Marked:
    """What is kept of a response that earns nothing and cannot be wrong."""
    return Marked(score=Fraction(0), max_score=Fraction(0), parts=parts, unknown=response.unknown)
