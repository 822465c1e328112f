"""Authors' Markdown gives safe HTML."""

import pytest

from quiz.content.markdown import blocks, inline


def test_raw_html_is_shown_and_never_obeyed() -> None:
    assert "<script" not in blocks("<script>alert(1)</script>\n\nun <b onclick=x>mot</b>")
    assert "<b" not in inline("un <b onclick=x>mot</b>")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
     "//ailleurs.fr", "&#106;avascript:alert(1)", "ftp://ailleurs.fr"],
)  # fmt: skip
def test_a_link_to_anything_but_the_web_mail_or_this_site_is_not_made(address: str) -> None:
    assert "<a " not in inline(f"[ici]({address})")
    assert "<a " not in inline(f"<{address}>")


@pytest.mark.parametrize("address", ["https://exemple.fr", "mailto:a@exemple.fr", "/modules/enjeux", "#suite"])
def test_other_links_are_made(address: str) -> None:
    assert inline(f"[ici]({address})") == f'<a href="{address}">ici</a>'


def test_an_image_is_not_fetched_from_elsewhere() -> None:
    assert "<img" not in blocks("![suivi](https://ailleurs.fr/pixel.png)")


def test_inline_text_has_no_block() -> None:
    assert inline("# pas un titre\n\n- ni *une* liste") == "# pas un titre - ni <em>une</em> liste"


def test_headings_follow_the_level_of_the_page_and_skip_none() -> None:
    text = "### Un\n\n##### Deux\n\n### Trois\n"
    assert blocks(text) == "<h2>Un</h2>\n<h3>Deux</h3>\n<h2>Trois</h2>\n"
    assert blocks("# Un", heading_level=3) == "<h3>Un</h3>\n"
    assert blocks("# Un\n\n## Deux\n\n### Trois", heading_level=5) == "<h5>Un</h5>\n<h6>Deux</h6>\n<h6>Trois</h6>\n"


def test_the_spaces_of_french_typography_are_kept_and_line_breaks_are_not() -> None:
    assert inline("Oui\u202f!\n4,4\u00a0%") == "Oui\u202f! 4,4\u00a0%"
