"""What a page may cost, and how the measure is told; the pages are those of `tests/tour`. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.ecoindex import ecoindex

CHOICES = re.compile(r"(single_choice|multiple_choice|true_false|hotspot) ")
# A measure that was taken again may differ by this much: tokens are drawn anew at each page.
SAME_KILOBYTES, SAME_ELEMENTS, SAME_SCORE = 0.2, 3, 1
ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<html>[\d.]+) \| (?P<first>[\d.]+) \| (?P<requests>\d+) \| "
                 r"(?P<elements>\d+) \| (?P<score>\d+) [A-G] \|$", re.MULTILINE)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One page: compressed bytes by kind, all that its first opening brought, requests then and later, elements."""

    chapter: str
    what: str
    html: int
    style: int
    script: int
    first: int
    requests_first: int
    requests_later: int
    elements: int

    @property
    def score(self) -> int:
        """The EcoIndex of the first opening, when nothing is kept yet."""
        return ecoindex(self.elements, self.requests_first, self.first / 1000).score

    @property
    def grade(self) -> str:
        """Its letter."""
        return ecoindex(self.elements, self.requests_first, self.first / 1000).grade


@dataclass(frozen=True)
class Budget:
    """The most a page may cost, and the least it may score; bytes are compressed."""

    html: int = 6_000
    style: int = 12_000
    script: int = 4_000
    requests_first: int = 4
    requests_later: int = 1
    elements: int = 250
    score: int = 85


PAGE = Budget()
CHOICE_ITEM = Budget(elements=140, score=90)
# Authors, and whoever reads how questions behave, see a whole module at once: its text, or every question of it.
AUTHOR = Budget(html=20_000, elements=600, score=70)
WHOLE_MODULE = "/analyse-des-questions/"
# A few hundred referents read a dashboard once a week: every figure, its chart and its table.
DASHBOARD = "dashboard of "
MISSED = "/questions-souvent-manquees"
MODULE = 60_000


def budget_of(measured: Measured) -> Budget:
    """The budget a page must keep."""
    if measured.chapter == "author" or measured.what.startswith((WHOLE_MODULE, DASHBOARD, MISSED)):
        return AUTHOR
    return CHOICE_ITEM if CHOICES.match(measured.what) else PAGE


def over(measured: Measured) -> Iterator[str]:
    """What a page costs above its budget, in words."""
    budget = budget_of(measured)
    for name in ("html", "style", "script", "requests_first", "requests_later", "elements"):
        cost, most = getattr(measured, name), getattr(budget, name)
        if cost > most:
            yield f"{measured.what}: {name} {cost}, over {most}"
    if measured.score < budget.score:
        yield f"{measured.what}: EcoIndex {measured.score}, under {budget.score}"


@dataclass(frozen=True)
class ModuleTaken:
    """A module taken by reading, from an empty cache: pages opened, requests, bytes on the wire."""

    slug: str
    pages: int
    requests: int
    wire: int


def kilobytes(count: int) -> str:
    """Bytes in thousands, with one decimal.

    >>> kilobytes(2355)
    '2.4'
    """
    return f"{count / 1000:.1f}"


def told(measures: Sequence[Measured], module: ModuleTaken) -> str:
    """The page of the documentation that tells a measure."""
    style, script = max(each.style for each in measures), max(each.script for each in measures)
    lines = [
        HEAD.format(
            pages=len(measures),
            style=kilobytes(style),
            script=kilobytes(script),
            slug=module.slug,
            taken=f"{module.pages} pages, {module.requests} requests",
            module=round(module.wire / 1000),
        )
    ]
    for chapter, pages in groupby(measures, lambda each: each.chapter):
        lines += [f"\n## {chapter.capitalize()}\n", COLUMNS]
        lines += [row(each) for each in pages]
    return "\n".join(lines) + "\n"


def row(each: Measured) -> str:
    """One line of a table."""
    return (
        f"| {each.what} | {kilobytes(each.html)} | {kilobytes(each.first)} | {each.requests_first}"
        f" | {each.elements} | {each.score} {each.grade} |"
    )


def tells(text: str, module: ModuleTaken) -> bool:
    """True where a documentation page tells what a module weighed, within a kilobyte."""
    found = re.search(rf"\| (\d+) kB: `{module.slug}`, {module.pages} pages, {module.requests} requests \|", text)
    return found is not None and abs(int(found[1]) - module.wire / 1000) <= 1


def stale(text: str, measures: Iterable[Measured]) -> Iterator[str]:
    """Where a documentation page no longer tells what was measured, in words."""
    for each in measures:
        # One page may be in several chapters, seen by others: each is compared with its own.
        own = text.partition(f"\n## {each.chapter.capitalize()}\n")[2].partition("\n## ")[0] or text
        found = next((found for found in ROW.finditer(own) if found["what"] == each.what), None)
        if found is None:
            yield f"{each.what}: not there"
        elif not (
            abs(float(found["html"]) - each.html / 1000) <= SAME_KILOBYTES
            and abs(float(found["first"]) - each.first / 1000) <= 2 * SAME_KILOBYTES
            and int(found["requests"]) == each.requests_first
            and abs(int(found["elements"]) - each.elements) <= SAME_ELEMENTS
            and abs(int(found["score"]) - each.score) <= SAME_SCORE
        ):
            yield f"shown: {found[0]}\nfound: {row(each)}"


COLUMNS = """\
| page | HTML, kB | first opening, kB | requests | elements | EcoIndex |
|---|---|---|---|---|---|"""
HEAD = """\
# What pages cost

Measured in Chromium, on the real content and the demonstration, by `make sobriety`, which writes this
page. A test measures every page again: it fails where one is over its budget, or where this page tells
something else than what it measures.

| what | budget | measured |
|---|---|---|
| HTML of a page, compressed | 6 kB | below |
| style, for all pages | 12 kB | {style} kB |
| script, for all pages | 4 kB | {script} kB |
| requests, nothing kept yet | 4 | below |
| requests, from the second page on, but for an image of its own | 1 | 1 on each of {pages} pages |
| elements | 250; a choice question 140 | below |
| EcoIndex | 85 at least; a choice question 90 | below |
| a module taken by reading, nothing kept yet, headers included | 60 kB | {module} kB: `{slug}`, {taken} |

*HTML* is the compressed page. *First opening* is all that is received when nothing is kept yet, headers
included: the page, the style, the script, an image where there is one. Afterwards style and script stay in the
browser, and a page costs its HTML. kB are thousands of bytes. Films are asked for by the one who plays
them, and are not counted.

EcoIndex is computed by `benchmarks/ecoindex.py` from the published formula, for a first opening:
elements count three, requests two, kilobytes one. The pages of authors, who see a whole module at once, have a
budget of their own: 20 kB, 600 elements, 70.\
"""
