"""A module (video, reading, items, pass mark) and a series (modules in their order), as authors write them."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quiz.content.item import Frozen, Identifier, Item, ScoredItem, Share, Short, Text, UnscoredItem

Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
MediaFile = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+$", max_length=120)]
ReadingText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20000)]


class Objective(Frozen):
    """What the agent should be able to do afterwards."""

    id: Identifier
    text: Short
    look_again: Short | None = Field(default=None, description="Where to read again when this was not reached.")


class Embed(Frozen):
    """The film on its publisher's player; loaded only on a click."""

    provider: Literal["dailymotion", "peertube"]
    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=60)]
    host: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+$", max_length=120)] | None = Field(
        default=None, description="Host of the PeerTube instance; that of Mentor unless said."
    )


class Video(Frozen):
    """What is watched first. `transcript` holds the film's own words only; null declares the gap."""

    title: Short
    embed: Embed | None = None
    files: tuple[MediaFile, ...] = ()
    captions: tuple[MediaFile, ...] = ()
    transcript: Text | None = None
    duration_seconds: Annotated[int, Field(ge=5, le=7200)] | None = None


class Resource(Frozen):
    """Something to read or use afterwards."""

    title: Short
    url: Address


class Module(Frozen):
    """One unit of awareness training."""

    module: Identifier
    title: Short
    summary: Text
    duration_minutes: Annotated[int, Field(ge=1, le=60, description="Film, reading and questions together.")]
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=6)]
    video: Video
    reading: ReadingText
    pass_mark: Annotated[Share, Field(description="Share of the points from which the module is passed.")] = "70 %"
    draw: Annotated[int, Field(ge=1, le=20, description="Scored items in one attempt.")] = 6
    feedback: Annotated[Literal["at_once", "at_the_end"], Field(description="When right and wrong are told.")] = (
        "at_once"
    )
    certainty: Annotated[
        bool, Field(description="Asks how sure one is of each answer; only the agent sees how well that fits.")
    ] = False
    reviewed_on: Annotated[date, Field(description="Day someone last checked every figure and address.")]
    this_week: Annotated[Text, Field(description="One action possible this week, shown with the result.")]
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=100)]
    resources: Annotated[tuple[Resource, ...], Field(max_length=12)] = ()

    def item(self, item_id: str) -> ScoredItem | UnscoredItem | None:
        """The item of that identifier, or nothing."""
        return next((item for item in self.items if item.id == item_id), None)

    def scored_items(self) -> tuple[ScoredItem, ...]:
        """The items that earn points, in the author's order."""
        return tuple(item for item in self.items if not isinstance(item, UnscoredItem))


class Series(Frozen):
    """Modules in the order they are proposed."""

    series: Identifier
    title: Short
    summary: Text
    modules: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=20)]


def share(text: str) -> Fraction:
    """The fraction a share is: `share("70 %")` is 7/10."""
    return Fraction(int(text.rstrip("%").strip()), 100)
