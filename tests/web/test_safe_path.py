"""Nobody is sent away from this site by an address that was handed to us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.safe_path import safe_path

ELSEWHERE = (
    None,
    "",
    "modules",
    "https://ailleurs.example/",
    "//ailleurs.example",
    "/\\ailleurs.example",
    "\\\\ailleurs.example",
    "/a\\b",
    "/\t/ailleurs.example",
    "/\n/ailleurs.example",
    " /modules",
    "/ modules",
    "javascript:alert(1)",
    "/" + "a" * 3000,
)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_an_address_that_may_lead_away_is_replaced(text: str | None) -> None:
    assert safe_path(text, "/accueil") == "/accueil"


@pytest.mark.parametrize("text", ["/", "/modules/enjeux", "/modules?video=oui#video", "/a//b", "/recherche?q=%C3%A9"])
def test_a_path_of_this_site_is_kept(text: str) -> None:
    assert safe_path(text, "/accueil") == text


@given(st.text(alphabet="/\\.:@a?#\t %h", max_size=12))
def test_what_is_kept_starts_with_one_slash(text: str) -> None:
    kept = safe_path(text, "/accueil")
    assert kept[0] == "/"
    assert kept[1:2] not in ("/", "\\")
