"""The pages of statistics of items, each one frozen value: all that its template receives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol, TypeVar

from quiz.content.fingerprint import item_fingerprint
from quiz.content.item import ScoredItem, UnscoredItem
from quiz.content.markdown import inline
from quiz.content.module import Module
from quiz.insight.item_analysis.joint import Joint, together
from quiz.insight.item_analysis.statistics import (
    FEWEST,
    NOTABLE,
    Interval,
    ItemStatistics,
    ModuleStatistics,
    TooFew,
    effective_weights,
    item_statistics,
    module_statistics,
    standardised_difference,
)
from quiz.marking.guess_score import guess_score

REFERENCE_LANGUAGE = "fr"


@dataclass(frozen=True)
class Counted:
    """The histograms of one version in one language, and the version itself."""

    version: int
    language: str
    module: Module
    totals: Mapping[Fraction, int]
    items: Mapping[str, Joint]
    max_scores: Mapping[str, Fraction]


@dataclass(frozen=True)
class LanguageGap:
    """In that language the item is harder or easier at equal score on the rest, in points of per cent."""

    language: str
    points: int


@dataclass(frozen=True)
class InLanguage:
    """How an item went in one language: how many attempts, and its facility where they are enough."""

    attempts: int
    facility: Interval | None


@dataclass(frozen=True)
class ClosedSeries:
    """What attempts said of an item as it was, from a version to another; it was corrected after that."""

    first_version: int
    last_version: int
    prompt: str
    attempts: int
    statistics: ItemStatistics | None
    guess: Fraction | None


@dataclass(frozen=True)
class ItemLine:
    """One item: what attempts say of it, since which version it has been the same."""

    position: int
    item_id: str
    prompt: str
    attempts: int
    statistics: ItemStatistics | None
    guess: Fraction | None
    weight: float | None
    since_version: int
    gaps: tuple[LanguageGap, ...]
    closed: tuple[ClosedSeries, ...] = ()
    in_languages: Mapping[str, InLanguage] = field(default_factory=dict)


@dataclass(frozen=True)
class LanguageLine:
    """How a version went in one language."""

    version: int
    language: str
    attempts: int
    scaled_mean: Fraction | None


@dataclass(frozen=True)
class ItemsPage:
    """The items of a module."""

    title: str
    module_title: str
    fewest: int
    attempts: int
    whole: ModuleStatistics | None
    drawn: bool
    lines: tuple[ItemLine, ...]
    to_look_at: tuple[ItemLine, ...]
    languages: tuple[LanguageLine, ...]
    list_url: str

    @property
    def compared(self) -> tuple[str, ...]:
        """The languages to put side by side, French first; none where there is only one."""
        found = {language for line in self.lines for language in line.in_languages}
        return tuple(sorted(found, key=lambda each: (each != REFERENCE_LANGUAGE, each))) if len(found) > 1 else ()


@dataclass(frozen=True)
class ModuleEntry:
    """A module, how many first attempts its statistics are about, and where they are."""

    title: str
    attempts: int
    url: str


@dataclass(frozen=True)
class ItemsModulesPage:
    """The modules whose items can be looked at."""

    title: str
    fewest: int
    entries: tuple[ModuleEntry, ...]


class OfVersion(Protocol):
    """Something counted of one version of a module."""

    @property
    def version(self) -> int:
        """The number of the version."""

    @property
    def module(self) -> Module:
        """The module as it was then."""


Of = TypeVar("Of", bound=OfVersion)


def same_item_series(item: ScoredItem, counted: Sequence[Of]) -> tuple[list[Of], int]:
    """The groups of attempts in which the item was this very item, and the first version of the unbroken series.

    `counted` has the latest version first. A version in which the item was another closes the series; where it is
    so of the latest, the first version is 0.
    """
    groups: list[Of] = []
    since = 0
    for each in counted:
        found = each.module.item(item.id)
        # Equal ones have the same fingerprint, which takes its time.
        if found is None or (found != item and item_fingerprint(found) != item_fingerprint(item)):
            break
        groups.append(each)
        since = each.version
    return groups, since


def item_lines(module: Module, read: Module, version: int, counted: Sequence[Counted]) -> tuple[ItemLine, ...]:
    """One line for each item that is scored, in the order of the module, of which `version` is the number.

    `read` is it in the reader's language.
    """
    weights = effective_weights(_by_item(each for each in counted if each.version == version))
    prompts = {item.id: item.prompt for item in read.items}
    return tuple(
        _line(position, item, prompts[item.id], version, counted, weights.get(item.id))
        for position, item in enumerate(module.scored_items(), 1)
    )


def _line(
    position: int, item: ScoredItem, prompt: str, version: int, counted: Sequence[Counted], weight: float | None
) -> ItemLine:
    groups, since = same_item_series(item, counted)
    groups = [each for each in groups if item.id in each.items]
    joint = together(each.items[item.id] for each in groups)
    guess = guess_score(item)
    max_score = groups[0].max_scores[item.id] if groups else Fraction(1)
    found = item_statistics(joint, max_score, guess)
    return ItemLine(
        position,
        item.id,
        inline(prompt),
        joint.attempts,
        None if isinstance(found, TooFew) else found,
        guess,
        weight,
        since or version,
        language_gaps(item.id, groups, max_score),
        tuple(closed_series(item, counted)),
        in_languages(item.id, groups, max_score),
    )


def in_languages(item_id: str, groups: Sequence[Counted], max_score: Fraction) -> dict[str, InLanguage]:
    """How an item went in each language it was asked in."""
    found: dict[str, InLanguage] = {}
    for language in {each.language for each in groups}:
        joint = together(each.items[item_id] for each in groups if each.language == language)
        statistics = item_statistics(joint, max_score, None)
        facility = None if isinstance(statistics, TooFew) else statistics.facility
        found[language] = InLanguage(joint.attempts, facility)
    return found


def closed_series(item: ScoredItem, counted: Sequence[Counted]) -> Iterator[ClosedSeries]:
    """The series of an item before it was what it is, the latest first: a correction closed each, and opened the next.

    A key that was put right makes another item of it: what was marked before is never added to what is marked now.
    """
    later = counted[len(same_item_series(item, counted)[0]) :]
    while later:
        then = later[0].module.item(item.id)
        if then is None or isinstance(then, UnscoredItem):
            later = later[1:]
            continue
        series, since = same_item_series(then, later)
        later = later[len(series) :]
        groups = [each for each in series if item.id in each.items]
        if groups:
            joint = together(each.items[item.id] for each in groups)
            guess = guess_score(then)
            found = item_statistics(joint, groups[0].max_scores[item.id], guess)
            statistics = None if isinstance(found, TooFew) else found
            yield ClosedSeries(since, series[0].version, inline(then.prompt), joint.attempts, statistics, guess)


def language_gaps(item_id: str, groups: Sequence[Counted], max_score: Fraction) -> tuple[LanguageGap, ...]:
    """The languages in which the item behaves otherwise than in French, where both have attempts enough."""
    by_language: dict[str, list[Joint]] = {}
    for each in groups:
        by_language.setdefault(each.language, []).append(each.items[item_id])
    joints = {language: together(found) for language, found in by_language.items()}
    reference = joints.pop(REFERENCE_LANGUAGE, None)
    if reference is None or reference.attempts < FEWEST:
        return ()
    gaps = {
        language: standardised_difference(reference, joint, max_score)
        for language, joint in sorted(joints.items())
        if joint.attempts >= FEWEST
    }
    return tuple(
        LanguageGap(language, round(100 * gap))
        for language, gap in gaps.items()
        if gap is not None and abs(gap) >= NOTABLE
    )


def language_lines(counted: Iterable[Counted]) -> tuple[LanguageLine, ...]:
    """Each version and language side by side."""
    return tuple(_language_line(each) for each in counted)


def _language_line(each: Counted) -> LanguageLine:
    attempts = sum(each.totals.values())
    possible = sum((joint.attempts * each.max_scores[item] for item, joint in each.items.items()), Fraction(0))
    earned = sum((total * times for total, times in each.totals.items()), Fraction(0))
    enough = attempts >= FEWEST and possible
    return LanguageLine(each.version, each.language, attempts, earned / possible if enough else None)


def whole_module(version: int, counted: Sequence[Counted]) -> tuple[int, ModuleStatistics | None]:
    """How many attempts a version has had in all languages, and what they say where they are enough."""
    latest = [each for each in counted if each.version == version]
    totals: dict[Fraction, int] = {}
    for each in latest:
        for total, times in each.totals.items():
            totals[total] = totals.get(total, 0) + times
    found = module_statistics(totals, _by_item(latest))
    return found.attempts, None if isinstance(found, TooFew) else found


def _by_item(counted: Iterable[Counted]) -> dict[str, Joint]:
    joints: dict[str, list[Joint]] = {}
    for each in counted:
        for item, joint in each.items.items():
            joints.setdefault(item, []).append(joint)
    return {item: together(found) for item, found in joints.items()}


def to_look_at(lines: Iterable[ItemLine]) -> tuple[ItemLine, ...]:
    """The items an author should look at: those with a remark, or that one translation changes."""
    return tuple(line for line in lines if line.gaps or (line.statistics and line.statistics.remarks))
