"""Charts: what is drawn is what was published, whoever reads it and wherever it is taken."""

from fractions import Fraction

import pytest

from quiz.insight.cells import Band, Cell, Shown, Withheld, Withholding
from quiz.insight.charts.bars import Bar, Goal, Group, bars
from quiz.insight.charts.drawing import COLOURS, Drawing, bare, in_page, to_take_away
from quiz.insight.charts.render import png
from quiz.insight.charts.scale import ceiling, widest
from quiz.insight.charts.staircase import Step, Words, staircase
from quiz.web.static_files import FOLDER

from .drawn import SVG, elements

WORDS = Words("Un <titre> & plus", "Ce qui est dessiné", "non affiché : moins de 11", "25", "50 agents")
FEW = Withheld(Withholding.TOO_FEW)


def stairs(*cells: Cell) -> Drawing:
    """A staircase of these cells."""
    return staircase("escalier", [Step(cell, f"jour {at}") for at, cell in enumerate(cells)], WORDS)


def some_bars() -> Drawing:
    """A group withheld, one drawn, a goal."""
    groups = (
        Group("Un module", (Bar("moins de 11", None, None),)),
        Group("Un autre", (Bar("44 à 54", Fraction(44, 100), Fraction(54, 100), "b"),)),
    )
    return bars("taux", "Taux", "Des taux", groups, ("0", "100 %"), Goal("60 % au 31 mars", Fraction(3, 5)))


@pytest.mark.parametrize(
    "drawing", [stairs(FEW, Shown(11, 21), Shown(44, 54)), some_bars()], ids=lambda each: each.name
)
def test_a_drawing_is_whole_named_and_described_in_each_of_its_uses(drawing: Drawing) -> None:
    page = elements(in_page(drawing))
    assert page.get("role") == "img"
    named = {element.get("id"): element.text for element in page if element.tag in ("title", "desc")}
    assert [named[name] for name in page.attrib["aria-labelledby"].split()] == [drawing.title, drawing.description]
    alone = elements(to_take_away(drawing, "Ministère d’essai", "Publié le 1er mars"))
    said = "".join(alone.itertext())
    for words in (drawing.title, "Ministère d’essai", "Publié le 1er mars", drawing.description):
        assert words in said
    assert elements(bare(drawing)).tag == f"{SVG}svg"


def test_no_style_is_written_inside_a_page() -> None:
    for drawing in (stairs(Shown(11, 21)), some_bars()):
        assert "style=" not in in_page(drawing)
        assert "<style" not in in_page(drawing)


def test_a_withheld_week_is_words_and_no_zero() -> None:
    page = elements(in_page(stairs(FEW, Shown(44, 54))))
    assert WORDS.withheld in "".join(page.itertext())
    drawn = [element for element in page.iter("rect") if "chart__bar" in element.get("class", "")]
    assert len(drawn) == 1
    assert WORDS.withheld not in "".join(elements(in_page(stairs(Shown(44, 54)))).itertext())


def test_a_range_is_drawn_from_its_least_to_its_greatest() -> None:
    page = elements(in_page(stairs(Shown(20, 40))))
    [band] = [element for element in page.iter("rect") if "chart__bar" in element.get("class", "")]
    top, height = float(band.attrib["y"]), float(band.attrib["height"])
    # Of an axis of 224 from 16 to 240 that ends at 50: 40 is four fifths up, 20 two fifths.
    assert (top, top + height) == pytest.approx((240 - 224 * 40 / 50, 240 - 224 * 20 / 50), abs=0.1)


@pytest.mark.parametrize("cell", [Shown(11, 21), Shown(2_145_000, 2_145_010), Band(60, 70)])
def test_a_staircase_stays_within_its_frame_at_any_size(cell: Cell) -> None:
    page = elements(in_page(stairs(cell, cell)))
    for element in page.iter("rect"):
        assert float(element.attrib["y"]) >= 10
        assert float(element.attrib["height"]) >= 0


def test_a_withheld_bar_has_its_words_and_an_empty_track() -> None:
    page = elements(in_page(some_bars()))
    tracks = [element for element in page.iter("rect") if element.get("class") == "chart__all"]
    drawn = [element for element in page.iter("rect") if "chart__bar" in element.get("class", "")]
    assert (len(tracks), len(drawn)) == (2, 1)
    assert "moins de 11" in "".join(page.itertext())


def test_a_second_series_has_a_pattern_that_is_there() -> None:
    for svg in (in_page(some_bars()), to_take_away(some_bars(), "", "")):
        page = elements(svg)
        patterns = {element.get("id") for element in page.iter() if element.tag.endswith("pattern")}
        filled = {element.get("fill", "")[5:-1] for element in page.iter() if "url(" in element.get("fill", "")}
        assert filled == patterns == {"taux-b"}


def test_where_series_meet_each_has_its_pattern_and_one_alone_needs_none() -> None:
    each = [Group(series, (Bar("", Fraction(1, 2), Fraction(3, 4), series),)) for series in "abcd"]
    assert all(f"url(#etapes-{series})" in in_page(bars("etapes", "", "", each, ("0", "1"))) for series in "abcd")
    assert "url(" not in in_page(bars("etapes", "", "", each[:1], ("0", "1")))


def test_what_is_taken_away_has_the_colours_of_the_light_theme() -> None:
    style = (FOLDER / "style.css").read_text("utf-8")
    light = style[style.index(":root {") : style.index("}")]
    for name, colour in COLOURS.items():
        assert f"--{name}: {colour};" in light


def test_an_axis_ends_just_over_what_it_shows() -> None:
    for most in (1, 10, 11, 54, 99, 101, 999, 2_145_010):
        assert most <= ceiling(most) <= max(10, most * 5 // 2)
    assert widest(Fraction(101, 100)) == 1


def test_a_picture_is_sharp_and_the_same_each_time() -> None:
    svg = to_take_away(some_bars(), "Ministère d’essai", "Publié le 1er mars")
    picture = png(svg)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 1600
    assert png(svg) == picture
