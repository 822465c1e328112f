"""Every component in every state is a valid, labelled, light page."""

import pytest

from quiz.web.frame import Link, Visitor
from quiz.web.static_files import FOLDER
from tests.page_rules import (
    Page,
    correctable,
    labelled,
    nothing_inline,
    one_heading,
    own_origin,
    titled,
    unique_ids,
    well_formed,
)
from tests.web.sample import sample_application

RULES = (well_formed, one_heading, titled, unique_ids, labelled, correctable, nothing_inline, own_origin)
REPUBLIC = ("Marianne", "République", "bloc-marque", "fr-logo")


def page(path: str, visitor: Visitor | None = None, demonstration: bool = False) -> Page:
    answer = sample_application(visitor, demonstration).test_client().get(path)
    return Page(path, answer.status_code, answer.headers, answer.text)


@pytest.mark.parametrize("path", ["/", "/galerie", "/question", "/nulle-part"])
@pytest.mark.parametrize("demonstration", [False, True])
def test_a_page_obeys_the_rules_of_every_page(path: str, demonstration: bool) -> None:
    shown = page(path, demonstration=demonstration)
    assert [wrong for rule in RULES for wrong in rule(shown)] == []


@pytest.mark.parametrize(("path", "most"), [("/question", 140), ("/", 140), ("/galerie", 330)])
def test_a_page_stays_light(path: str, most: int) -> None:
    assert len(list(page(path, demonstration=True).tree.iter())) <= most


def test_nothing_passes_for_a_site_of_the_state() -> None:
    style = (FOLDER / "style.css").read_text("utf-8")
    for word in REPUBLIC:
        assert word not in page("/galerie").html
        assert word not in style


def test_invented_data_are_said_on_every_page_of_a_demonstration_and_on_no_other() -> None:
    assert "Invented data" in page("/", demonstration=True).text
    assert "Invented data" not in page("/").text
    assert "Invented data" in page("/nulle-part", demonstration=True).text


def test_the_menu_marks_where_one_is() -> None:
    visitor = Visitor(navigation=(Link("Accueil", "/"), Link("Galerie", "/galerie")))
    (current,) = [link for link in page("/galerie", visitor).all("a") if link.get("aria-current") and link.get("href")]
    assert current.attrib["href"] == "/galerie"


def test_someone_signed_in_can_sign_out_and_someone_else_comes_back_here_after_signing_in() -> None:
    inside = page("/", Visitor(signed_in=True))
    assert [form.attrib["action"] for form in inside.all("form")] == ["/deconnexion", "/preferences"]
    outside = page("/?texte=a%26b")
    assert any(link.get("href") == "/connexion?suite=/%3Ftexte%3Da%2526b" for link in outside.all("a"))


def test_a_visitor_s_text_is_escaped() -> None:
    assert "<script>alert" not in page("/?texte=<script>alert(1)</script>").html
