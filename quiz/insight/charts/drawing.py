"""A drawing as SVG: its pieces, what it says to those who do not see it, and its two uses.

In a page it takes the classes of `style.css` and the theme of the reader; to take away it brings its own style.
"""

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Union

Share = Union[Fraction, float]

SERIES = "abcd"
# Taken away: the light theme of style.css, which a test compares. Programs that read an SVG know no variables.
COLOURS = {
    "surface": "#fffdf9",
    "ink": "#17352b",
    "ink-soft": "#4a5f56",
    "line": "#dfd3c0",
    "edge": "#7a8578",
    "series-a": "#1d5c45",
    "series-b": "#b9441f",
    "series-c": "#2a748c",
    "series-d": "#8a5a00",
}
FONTS = "'Liberation Sans', Arial, Helvetica, 'Libertinus Serif', sans-serif"
WIDTH, MARGIN, HEAD, FOOT = 800, 24, 76, 44
PATTERNS = {
    "a": '<path class="chart__pattern" d="M0 0v13"/>',
    "b": '<path class="chart__pattern" d="M0 0v8"/>',
    "c": '<circle class="chart__pattern" cx="3.5" cy="3.5" r=".6"/>',
    "d": '<path class="chart__pattern" d="M0 0h8"/>',
}
PLACED = {
    "a": 'width="13" height="13" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"',
    "b": 'width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"',
    "c": 'width="7" height="7" patternUnits="userSpaceOnUse"',
    "d": 'width="8" height="8" patternUnits="userSpaceOnUse"',
}


@dataclass(frozen=True)
class Drawing:
    """A chart: its name, unique in a page, its title and what it shows, in words, and its pieces over a height."""

    name: str
    title: str
    description: str
    height: int
    pieces: tuple[str, ...]


def percent(share: Share) -> str:
    """A share of the width, as SVG writes it.

    >>> percent(Fraction(1, 3)), percent(1), percent(0.0)
    ('33.33%', '100%', '0%')
    """
    return f"{round(float(share) * 100, 2):g}%"


def rect(x: Share, y: float, width: Share, height: float, style: str) -> str:
    """A rectangle; `style` names its classes."""
    return f'<rect class="{style}" x="{percent(x)}" y="{y:g}" width="{percent(width)}" height="{height:g}"/>'


def hatched(name: str, series: str, x: Share, y: float, width: Share, height: float) -> str:
    """The pattern of a series, laid over a rectangle."""
    place = f'x="{percent(x)}" y="{y:g}" width="{percent(width)}" height="{height:g}"'
    return f'<rect {place} fill="url(#{name}-{series})"/>'


def line(x1: Share, y1: float, x2: Share, y2: float, style: str) -> str:
    """A line; `style` names its classes."""
    return f'<line class="{style}" x1="{percent(x1)}" y1="{y1:g}" x2="{percent(x2)}" y2="{y2:g}"/>'


def text(words: str, x: Share, y: float, style: str, anchor: str = "start") -> str:
    """Words on a line."""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{style}" x="{percent(x)}" y="{y:g}"{at}>{escape(words)}</text>'


def wrapped(words: str, letters: int) -> tuple[str, ...]:
    """The words on lines of so many letters at most; SVG breaks none by itself.

    >>> wrapped("Les enjeux d’un numérique responsable", 24)
    ('Les enjeux d’un', 'numérique responsable')
    """
    lines: list[str] = []
    for word in words.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def in_page(drawing: Drawing) -> str:
    """The drawing inside a page: one image, named and described."""
    name = drawing.name
    return (
        f'<svg class="chart" role="img" aria-labelledby="{name}-title {name}-description" width="100%"'
        f' height="{drawing.height}"><title id="{name}-title">{escape(drawing.title)}</title>'
        f'<desc id="{name}-description">{escape(drawing.description)}</desc>{_body(drawing)}</svg>'
    )


def to_take_away(drawing: Drawing, heading: str, foot: str) -> str:
    """The drawing as a file of its own: its title, whose figures they are, and a foot that dates them."""
    height = HEAD + drawing.height + FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" aria-labelledby="title description"><title id="title">'
        f'{escape(f"{heading} – {drawing.title}")}</title><desc id="description">{escape(drawing.description)}</desc>'
        f'<style>{_style()}</style><rect class="chart__paper" width="{WIDTH}" height="{height}"/>'
        f'<text class="chart__title" x="{MARGIN}" y="32">{escape(drawing.title)}</text>'
        f'<text class="chart__label" x="{MARGIN}" y="54">{escape(heading)}</text>'
        f'<svg x="{MARGIN}" y="{HEAD}" width="{WIDTH - 2 * MARGIN}" height="{drawing.height}">{_body(drawing)}</svg>'
        f'<text class="chart__label" x="{MARGIN}" y="{height - 14}">{escape(foot)}</text></svg>\n'
    )


def bare(drawing: Drawing) -> str:
    """The drawing alone with its style, for a document that brings title and words itself."""
    width = WIDTH - 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{width}" height="{drawing.height}"'
        f' viewBox="0 0 {width} {drawing.height}"><style>{_style()}</style>{_body(drawing)}</svg>'
    )


def _body(drawing: Drawing) -> str:
    pieces = "".join(drawing.pieces)
    used = [series for series in PATTERNS if f"url(#{drawing.name}-{series})" in pieces]
    patterns = "".join(
        f'<pattern id="{drawing.name}-{series}" {PLACED[series]}>{PATTERNS[series]}</pattern>' for series in used
    )
    return f"<defs>{patterns}</defs>{pieces}" if patterns else pieces


def _style() -> str:
    colour = COLOURS
    series = "".join(
        f".chart__bar.series-{each}{{fill:{colour[f'series-{each}']}}}"
        f".chart__band.series-{each}{{fill:{colour[f'series-{each}']};fill-opacity:.35}}"
        for each in SERIES
    )
    return (
        f".chart{{font:400 15px {FONTS}}}text{{fill:{colour['ink']};font-size:15px;font-family:{FONTS}}}"
        f".chart__title{{font-size:20px;font-weight:600}}.chart__label{{fill:{colour['ink-soft']}}}"
        f".chart__value{{font-weight:600}}.chart__paper{{fill:{colour['surface']}}}"
        f".chart__all{{fill:{colour['line']};fill-opacity:.5}}"
        f".chart__axis{{stroke:{colour['edge']};stroke-width:1.5}}"
        f".chart__grid{{stroke:{colour['line']};stroke-dasharray:2 4}}"
        f".chart__mark{{stroke:{colour['ink']};stroke-width:2;stroke-dasharray:6 4}}"
        f".chart__pattern{{stroke:{colour['surface']};stroke-width:2.5;fill:{colour['surface']}}}"
        f".chart__over{{paint-order:stroke;stroke:{colour['surface']};stroke-width:4px}}{series}"
    )
