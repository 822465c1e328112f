"""One item, in each of its kinds, as authors write it. Frozen; unknown fields are refused.

Texts are Markdown (inline in options and rows, blocks in prompts and explanations). Identifiers
name options, rows and elements for ever: order on screen comes from the attempt's seed.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
CreditRule = Literal["exact", "net", "each"]
RowsCreditRule = Annotated[
    Literal["exact", "each"], Field(description="How rows combine: all or nothing, or right rows over rows.")
]
Share = Annotated[str, StringConstraints(pattern=r"^(100|[1-9]?[0-9])[ \u00a0\u202f]?%$")]

# Without it, pydantic's schema takes any text for a number, and editors would let “4,4” through.
DECIMAL_SCHEMA = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?[0-9]{1,12}(\.[0-9]{1,6})?$"}],
    "description": "With a decimal point: 4.4.",
}


class Frozen(BaseModel):
    """Base of every content value: immutable, and strict about unknown fields and types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Source(Frozen):
    """Where the fact comes from: title, address, year of the figures, identifier in the facts file."""

    title: Short
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
    year: Annotated[int, Field(ge=1990, le=2100, description="Year the figures are about, or of the text.")]
    fact: Annotated[str, StringConstraints(pattern=r"^[A-E][0-9]{2}$")] | None = Field(
        default=None, description="Identifier in the file of sourced facts."
    )


class Option(Frozen):
    """One proposed answer; `explanation` says why it is wrong, or right."""

    id: Identifier
    text: Short
    correct: bool = False
    explanation: Text | None = None


class ItemBase(Frozen):
    """What every item has: identifier, objective, prompt, explanation, source."""

    id: Annotated[Identifier, Field(description="Never changed once published: statistics hang on it.")]
    objective: Annotated[Identifier, Field(description="Identifier of one of the module's objectives.")]
    prompt: Text
    explanation: Annotated[Text, Field(description="Told after answering, whatever the answer.")]
    source: Source
    video_at: Annotated[int, Field(ge=0, le=7200)] | None = Field(
        default=None, description="Second of the film that answers; only for films served here."
    )


class SingleChoice(ItemBase):
    """One right option among two to seven."""

    kind: Literal["single_choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=7)]


class MultipleChoice(ItemBase):
    """Any number of right options among three to eight; the credit rule combines them."""

    kind: Literal["multiple_choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=8)]
    credit_rule: Annotated[CreditRule, Field(description="How ticked options combine into a score.")] = "net"


class TrueFalse(ItemBase):
    """A statement, true or false."""

    kind: Literal["true_false"]
    correct: bool


class Statement(Frozen):
    """One row of a grid: a statement, and whether it is true."""

    id: Identifier
    text: Short
    correct: bool
    explanation: Text | None = None


class TrueFalseGrid(ItemBase):
    """Two to six statements, each true or false."""

    kind: Literal["true_false_grid"]
    rows: Annotated[tuple[Statement, ...], Field(min_length=2, max_length=6)]
    credit_rule: RowsCreditRule = "each"


class Band(Frozen):
    """A tolerance band: within this distance of the answer (in its unit, or in %), this credit."""

    within: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}([.,][0-9]{1,6})?([ \u00a0\u202f]?%)?$")]
    credit: Share


class Numeric(ItemBase):
    """A number in a unit; outside the exact answer, bands give credit by distance."""

    kind: Literal["numeric"]
    answer: Annotated[Decimal, Field(max_digits=18, decimal_places=6), WithJsonSchema(DECIMAL_SCHEMA)]
    unit: Short
    bands: Annotated[tuple[Band, ...], Field(max_length=4, description="From the nearest outwards.")] = ()


class Element(Frozen):
    """Something to put in order."""

    id: Identifier
    text: Short


class Ordering(ItemBase):
    """Three to six elements, written in the right order."""

    kind: Literal["ordering"]
    first: Annotated[Short, Field(description="What rank 1 means, as in “the most CO₂e”.")]
    last: Annotated[Short, Field(description="What the last rank means.")]
    elements: Annotated[tuple[Element, ...], Field(min_length=3, max_length=6, description="In the right order.")]
    credit_rule: RowsCreditRule = "each"


class Pair(Frozen):
    """A left text and the right text that goes with it."""

    id: Identifier
    left: Short
    right: Short
    explanation: Text | None = None


class Matching(ItemBase):
    """Two to six pairs, and texts on the right that go with none (`extra`)."""

    kind: Literal["matching"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=6)]
    extra: Annotated[tuple[Element, ...], Field(max_length=3)] = ()
    credit_rule: RowsCreditRule = "each"


class Classified(Frozen):
    """An element and the category it belongs to."""

    id: Identifier
    text: Short
    category: Identifier
    explanation: Text | None = None


class Categorise(ItemBase):
    """Three to eight elements to put into two to four categories."""

    kind: Literal["categorise"]
    categories: Annotated[tuple[Element, ...], Field(min_length=2, max_length=4)]
    elements: Annotated[tuple[Classified, ...], Field(min_length=3, max_length=8)]
    credit_rule: RowsCreditRule = "each"


class Gap(Frozen):
    """A gap `{id}` of the text: picked among options, or typed and compared with `accepted`."""

    id: Identifier
    options: Annotated[tuple[Option, ...], Field(max_length=6)] = ()
    accepted: Annotated[tuple[Short, ...], Field(max_length=12)] = ()
    distance: Annotated[int, Field(ge=0, le=2, description="Typing mistakes forgiven.")] = 0
    explanation: Text | None = None


class Cloze(ItemBase):
    """A text with one to six gaps, each named once in braces."""

    kind: Literal["cloze"]
    text: Text
    gaps: Annotated[tuple[Gap, ...], Field(min_length=1, max_length=6)]
    credit_rule: RowsCreditRule = "each"


class ShortAnswer(ItemBase):
    """A word or a few, typed; case, accents, apostrophes and spaces are forgiven, and `distance` edits."""

    kind: Literal["short_answer"]
    accepted: Annotated[tuple[Short, ...], Field(min_length=1, max_length=20)]
    distance: Annotated[int, Field(ge=0, le=2, description="Typing mistakes forgiven.")] = 0


ImageFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.(svg|png|webp)$", max_length=120)]


class Image(Frozen):
    """A picture in `content/images/`, with its text alternative and its size in pixels."""

    file: ImageFile
    alt: Short
    width: Annotated[int, Field(ge=16, le=4000)]
    height: Annotated[int, Field(ge=16, le=4000)]


class Area(Frozen):
    """A rectangle of the image in pixels, with the text that names it in the list beside."""

    id: Identifier
    text: Short
    x: Annotated[int, Field(ge=0)]
    y: Annotated[int, Field(ge=0)]
    width: Annotated[int, Field(ge=8)]
    height: Annotated[int, Field(ge=8)]
    correct: bool = False
    explanation: Text | None = None


class Hotspot(ItemBase):
    """One right area among two to eight, on an image; a labelled list says the same in words."""

    kind: Literal["hotspot"]
    image: Image
    areas: Annotated[tuple[Area, ...], Field(min_length=2, max_length=8)]


class Opinion(Frozen):
    """An unscored question of opinion, on a scale written from one end to the other."""

    kind: Literal["opinion"]
    id: Identifier
    prompt: Text
    scale: Annotated[tuple[Element, ...], Field(min_length=2, max_length=7)]


class Commitment(Frozen):
    """An unscored choice of practices undertaken."""

    kind: Literal["commitment"]
    id: Identifier
    prompt: Text
    practices: Annotated[tuple[Element, ...], Field(min_length=1, max_length=6)]


ScoredItem = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | TrueFalseGrid
    | Numeric
    | Ordering
    | Matching
    | Categorise
    | Cloze
    | ShortAnswer
    | Hotspot
)
UnscoredItem = Opinion | Commitment
Item = Annotated[ScoredItem | UnscoredItem, Field(discriminator="kind")]
