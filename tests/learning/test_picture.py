"""Each published module has its drawing, decoration only; one that is new has a leaf."""

import jinja2
import pytest

from tests.house.test_words import ROOT

LOADER = jinja2.FileSystemLoader([ROOT / "quiz/web/templates", ROOT / "quiz/learning/templates"])
MODULES = tuple(sorted(path.stem for path in (ROOT / "content/modules").glob("*.yaml") if "." not in path.stem))


def drawing(slug: str) -> str:
    macros = jinja2.Environment(loader=LOADER, autoescape=True, trim_blocks=True).get_template("learning/picture.html")
    return str(macros.module.picture(slug))  # type: ignore[attr-defined]  # a macro of the template


@pytest.mark.parametrize("slug", [*MODULES, "a-module-of-tomorrow"])
def test_a_drawing_is_decoration_and_light(slug: str) -> None:
    svg = drawing(slug)
    assert svg.count("<svg") == svg.count('aria-hidden="true"') == 1
    assert "style=" not in svg
    assert "#" not in svg, "colours come from the stylesheet, for every theme"
    assert len(svg) < 1200
    assert svg.count("<") <= 24


def test_each_module_has_its_own_and_a_new_one_has_a_leaf() -> None:
    assert len({drawing(slug) for slug in MODULES}) == len(MODULES)
    assert drawing("a-module-of-tomorrow") == drawing("another")
    assert drawing("another") not in {drawing(slug) for slug in MODULES}
