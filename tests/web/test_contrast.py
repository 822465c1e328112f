"""Every pair of colours used is legible in both themes (WCAG 2.1, 1.4.3: 4.5 for text; 1.4.11: 3 for the rest)."""

import re
from collections.abc import Mapping

import pytest

from quiz.web.static_files import FOLDER

STYLE = (FOLDER / "style.css").read_text("utf-8")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})\b")

GROUNDS = ("paper", "surface", "sunken")
TEXTS = (
    *((text, ground) for text in ("ink", "ink-soft", "green", "green-deep") for ground in GROUNDS),
    *(("coral", ground) for ground in ("paper", "surface")),  # the big score, the headline
    ("info", "paper"),  # what one did not know
    ("on-green", "green"),
    ("on-green", "green-deep"),
    *((text, "tint") for text in ("ink", "green", "green-deep")),
    *((kind, f"{kind}-bg") for kind in ("right", "partly", "wrong", "info")),
    *((kind, ground) for kind in ("right", "partly", "wrong") for ground in ("paper", "surface")),
    *((text, f"{kind}-bg") for kind in ("right", "partly", "wrong") for text in ("ink", "ink-soft")),
    ("paper", "coral"),  # the number of the step under way
    ("paper", "ink"),  # the status line
    ("on-foot", "foot"),
    ("foot", "on-foot"),
)
SHAPES = (
    *(("edge", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in (*GROUNDS, "tint", "right-bg", "partly-bg", "wrong-bg", "info-bg")),
    *(("coral", ground) for ground in (*GROUNDS, "line")),
    *((kind, ground) for kind in ("right", "partly", "wrong") for ground in ("surface", f"{kind}-bg")),
    ("green", "tint"),
    *((f"series-{letter}", ground) for letter in "abcd" for ground in ("paper", "surface")),
)


def tokens(rule: str) -> Mapping[str, str]:
    """The colours of the first block that begins with this selector."""
    start = STYLE.index(rule)
    return dict(TOKEN.findall(STYLE[start : STYLE.index("}", start)]))


LIGHT = tokens(":root {")
DARK = tokens(":root[data-fr-theme=dark] {")
DARK_OF_THE_DEVICE = tokens(":root:not([data-fr-theme]) {")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1, definitions)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_agrees_with_its_definition() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, 4.5), (SHAPES, 3)], ids=["texts", "shapes"])
def test_every_pair_is_legible(theme: Mapping[str, str], pairs: tuple[tuple[str, str], ...], least: float) -> None:
    measured = {f"{one} on {other}": round(contrast(theme[one], theme[other]), 2) for one, other in pairs}
    assert {pair: ratio for pair, ratio in measured.items() if ratio < least} == {}


def test_the_dark_theme_is_the_same_chosen_or_followed() -> None:
    assert DARK == DARK_OF_THE_DEVICE
    # Shadows are no flat colours, and stand in both too.
    assert set(DARK) == set(LIGHT)


DECLARATION = re.compile(r"([a-z-]+): ([^;]+);")
COLOUR = r"#[0-9a-f]{3,8}"
SHADOWS = re.compile(rf"(-?\d+(px)? )+{COLOUR}(, (-?\d+(px)? )+{COLOUR})*")


def test_the_dark_changes_nothing_but_colours() -> None:
    """Each value is a colour, or a shadow, which takes no room: the audit needs no other rules in the dark."""
    for rule in (":root[data-fr-theme=dark] {", ":root:not([data-fr-theme]) {"):
        start = STYLE.index(rule) + len(rule)
        declared = dict(DECLARATION.findall(STYLE[start : STYLE.index("}", start)]))
        assert declared.pop("color-scheme") == "dark"
        assert SHADOWS.fullmatch(declared.pop("--shadow"))
        assert {name: value for name, value in declared.items() if not re.fullmatch(COLOUR, value)} == {}
        assert set(declared) == {f"--{name}" for name in LIGHT}
    # Nothing else of the sheet asks which theme it is, and shadows stand where they take no room.
    assert len(re.findall(r"\bdark\b(?!\.|:)", COMMENT.sub("", STYLE))) == 4
    assert set(re.findall(r"([a-z-]+):[^;{}]*var\(--shadow\)", STYLE)) == {"box-shadow"}


def test_no_colour_is_written_outside_the_tokens() -> None:
    rules = STYLE[STYLE.index("/* Ground */") : STYLE.index("@media print")]
    # A film is on black and a diagram on white in both themes, as they were drawn.
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", re.sub(r'url\("[^"]*"\)', "", rules))) <= {"#000", "#fff"}
