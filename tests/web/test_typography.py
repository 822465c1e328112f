"""French typography: what is read changes, what is addressed or quoted to the letter does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from quiz.web.typography import french

CASES = {
    "apostrophe": ("l'eau, aujourd'hui", "l’eau, aujourd’hui"),
    "question": ("Quoi ?", "Quoi\u202f?"),
    "question without a space": ("Quoi?", "Quoi\u202f?"),
    "several marks": ("Quoi ?!", "Quoi\u202f?!"),
    "semicolon": ("oui ; non", "oui\u202f; non"),
    "colon": ("ceci : cela", "ceci\u00a0: cela"),
    "colon without a space": ("ceci: cela", "ceci\u00a0: cela"),
    "quotation": ("« mot »", "«\u202fmot\u202f»"),
    "quotation without spaces": ("«mot»", "«\u202fmot\u202f»"),
    "percentage": ("4,4 % en 2022", "4,4\u00a0% en 2022"),
    "thousands": ("2 500 000 agents", "2\u202f500\u202f000 agents"),
    "a year before a number": ("en 2022 500 agents", "en 2022 500 agents"),
    "euros": ("300 €", "300\u00a0€"),
    "hour": ("à 10:30", "à 10:30"),
    "address": ("voir https://a.fr/b?c=d;e:f ou a@b.fr", "voir https://a.fr/b?c=d;e:f ou a@b.fr"),
    "address before a mark": ("voir https://a.fr/b ?", "voir https://a.fr/b\u202f?"),
}


@pytest.mark.parametrize(("typed", "shown"), CASES.values(), ids=CASES.keys())
def test_words_are_shown_as_a_printer_would(typed: str, shown: str) -> None:
    assert french(typed) == shown


def test_tags_and_attributes_are_left_alone() -> None:
    html = Markup('<a href="/x?y=1;z" title="l\'un ?">l\'autre ?</a>')
    assert french(html) == '<a href="/x?y=1;z" title="l\'un ?">l’autre\u202f?</a>'


def test_code_is_left_alone() -> None:
    html = Markup("<p>l'un <code>a ? b : 'c'</code> l'autre</p>")
    assert french(html) == "<p>l’un <code>a ? b : 'c'</code> l’autre</p>"


def test_entities_are_left_alone_but_the_apostrophe() -> None:
    assert french(Markup("l&#39;un &amp; l&#39;autre &lt;3")) == "l’un &amp; l’autre &lt;3"


def test_an_elision_before_a_tag_is_one() -> None:
    assert french(Markup("l'<em>eau</em>")) == "l’<em>eau</em>"


def test_a_text_is_never_taken_for_html_that_reads_alike() -> None:
    # They are equal: a cache that did not tell them apart would let a reader's text through unescaped.
    assert isinstance(french(Markup("<b>!</b>")), Markup)
    assert not isinstance(french("<b>!</b>"), Markup)


@given(st.text(alphabet="ab 'l«»;:!?%12\u00a0\u202f", max_size=30))
def test_typography_applied_twice_changes_nothing_more(text: str) -> None:
    once = french(text)
    assert french(once) == once


@given(st.text(alphabet="ab 'l«»;:!?%12€", max_size=30))
def test_only_spaces_and_apostrophes_change(text: str) -> None:
    def kept(words: str) -> str:
        return "".join(letter for letter in words.replace("’", "'") if letter not in " \u00a0\u202f")

    assert kept(french(text)) == kept(text)
