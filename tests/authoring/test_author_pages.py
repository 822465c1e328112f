"""An author corrects, previews, publishes and takes back a module with its translation, in the browser alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from quiz.authoring import store as authoring
from quiz.content import store
from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES
from quiz.content.files import read_folder, read_image, read_text
from quiz.content.module import Module
from quiz.content.reading import images_shown
from quiz.content.store import Shelf
from quiz.identity.role import Grant, Role
from quiz.storage.transaction import reading, writing
from tests.build import MONDAY, Clock
from tests.content.english import ENGLISH
from tests.content.english import SOURCE as TEXT
from tests.granting import grant
from tests.page_rules import Page
from tests.taking import onward, start
from tests.visit import Visit, held_values

HERE = "/redaction/enjeux"
ENGLISH_HERE = f"{HERE}/traductions/en"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def modules() -> tuple[Module, ...]:
    value = read_text(TEXT, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES).value
    assert value is not None
    return (value,)


@pytest.fixture
def author(app: Flask, visit: Visit, tmp_path: Path) -> Visit:
    """An author, the module and its English published from files."""
    for name, text in (("enjeux.yaml", TEXT), ("enjeux.en.yaml", ENGLISH)):
        (tmp_path / "modules").mkdir(exist_ok=True)
        (tmp_path / "modules" / name).write_text(text, encoding="utf-8")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "etiquette.svg").write_bytes(SVG)
    folder = read_folder(tmp_path, date(2026, 11, 24))
    with app.app_context(), writing() as connection:
        pictures = {name: read_image(tmp_path, name) for name in images_shown(folder)}
        authoring.publish_folder(connection, folder, pictures, MONDAY)
    grant(app, "claire@example.org", Grant(Role.AUTHOR))
    return visit.sign_in("claire", email="claire@example.org")


def held(page: Page) -> dict[str, str]:
    """What the form of the text holds."""
    [form] = [form for form in page.all("form") if form.get("id") == "draft"]
    return dict(held_values(form))


def write(author: Visit, text: str, path: str = HERE, status: int = 200, **more: str) -> Page:
    return author.checked(author.post(path, {**held(author.get(path)), "text": text, **more}), status)


def state(app: Flask) -> tuple[int, dict[str, str]]:
    """The number of the version proposed now, and the title of each translation it has."""
    with app.app_context(), reading() as connection:
        version = Shelf().version(connection, store.current_versions(connection)["enjeux"])
        kept = store.kept_translations(connection, version.id)
    return version.number, {language: each.value.title or "" for language, each in kept.items()}


def test_a_problem_leads_to_its_line_and_one_click_corrects_it(author: Visit) -> None:
    wrong = TEXT.replace('title: "Épisode #2 : les enjeux"', "title: Épisode #2").replace("answer: 4.4", "answer: 4,4")
    page = write(author, wrong)
    links = [link for link in page.all("a") if link.get("data-line")]
    lines = wrong.split("\n")
    assert [lines[int(link.attrib["data-line"]) - 1].strip() for link in links] == ["title: Épisode #2", "answer: 4,4"]
    assert {link.get("href") for link in links} == {"#text"}
    assert "answer: 4,4" in page.text and "answer: 4.4" in page.text
    last = links[1].attrib["data-line"]
    page = write(author, wrong, correct=last)
    assert [link.get("data-line") for link in page.all("a") if link.get("data-line")] == [links[0].get("data-line")]
    assert held(page)["text"].splitlines()[int(last) - 1] == "    answer: 4.4"


def test_the_button_says_what_publishing_changes_and_that_no_result_is_touched(author: Visit) -> None:
    changed = TEXT.replace('text: "2,5 %"', 'text: "2,6 %"').replace(
        'correct: true\n    explanation: "Oui."', 'correct: false\n    explanation: "Oui."'
    )
    page = write(author, changed)
    assert "Publier la version 3\u00a0: 2 questions modifiées, 0 résultat touché" in page.text.replace(
        "\u202f", "\u00a0"
    )
    assert "part\u00a0: le texte d’un distracteur" in page.text
    assert "vrai\u00a0: la bonne réponse" in page.text


def test_the_text_proposed_now_is_not_published_again(author: Visit) -> None:
    page = author.get(HERE)
    assert "version 2, celle qui est proposée" in page.text
    assert not [button for button in page.all("button") if button.get("name") == "publish"]


def test_a_translation_that_still_says_everything_follows_its_module(app: Flask, author: Visit) -> None:
    assert state(app) == (2, {"en": "The stakes of responsible digital technology"})
    write(author, TEXT.replace("pass_mark: 70 %", "pass_mark: 80 %"), publish="1")
    assert state(app) == (3, {"en": "The stakes of responsible digital technology"})


def test_a_translation_left_behind_is_said_and_corrected_before_publication(app: Flask, author: Visit) -> None:
    longer = TEXT.replace('          - {id: jeter, text: "jeter"}', '          - {id: jeter, text: "jeter"}\n'
                          '          - {id: vendre, text: "vendre"}')  # fmt: skip
    page = write(author, longer)
    assert "1 texte à traduire ou à corriger" in page.text
    english = ENGLISH.replace('            text: "throw away"', '            text: "throw away"\n'
                              '          - id: vendre\n            text: "sell"')  # fmt: skip
    page = write(author, ENGLISH, ENGLISH_HERE)
    assert "vendre" in page.text
    page = write(author, english, ENGLISH_HERE)
    assert "Elle sera publiée avec le module" in page.text
    assert "1 texte" not in author.get(HERE).text
    write(author, longer, publish="1")
    assert state(app) == (3, {"en": "The stakes of responsible digital technology"})
    with app.app_context(), reading() as connection:
        assert authoring.translation_drafts(connection, "enjeux") == {}


def test_a_new_version_whose_translation_is_behind_is_read_in_french(app: Flask, author: Visit) -> None:
    longer = TEXT.replace('          - {id: jeter, text: "jeter"}', '          - {id: jeter, text: "jeter"}\n'
                          '          - {id: vendre, text: "vendre"}')  # fmt: skip
    write(author, longer, publish="1")
    assert state(app) == (3, {})
    assert "non traduit" in author.get(HERE).text
    author.send(author.get(HERE), to="/versions/2")
    assert state(app) == (2, {"en": "The stakes of responsible digital technology"})


def test_a_translation_is_corrected_alone(app: Flask, author: Visit) -> None:
    page = write(author, ENGLISH.replace('title: "The stakes of', 'title: "What is at stake in'), ENGLISH_HERE)
    assert "Publier cette traduction" in page.text
    assert state(app)[1]["en"].startswith("The stakes")
    author.send(page, {"publish": "1"}, to=ENGLISH_HERE)
    assert state(app) == (2, {"en": "What is at stake in responsible digital technology"})


def test_a_translation_with_a_problem_is_not_published(app: Flask, author: Visit) -> None:
    page = write(author, ENGLISH.replace('    unit: "%"\n', "", 1), ENGLISH_HERE, status=422, publish="1")
    assert "translation-missing" in page.text
    assert state(app)[1]["en"].startswith("The stakes")


def test_an_earlier_version_is_proposed_again_and_results_stay(
    app: Flask, author: Visit, another_visit: Callable[[], Visit], modules: tuple[Module, ...], clock: Clock
) -> None:
    agent = another_visit().sign_in("amina")
    clock.advance(minutes=1)
    page = start(agent, modules[0])
    while "/questions/" in page.path:
        page = onward(agent, agent.send(page, {"dont_know": "1"}, to="/questions/"))
    before = page.text
    write(author, TEXT.replace("answer: 4.4", "answer: 4.5"), publish="1")
    assert state(app)[0] == 3
    page = author.send(author.get(HERE), to="/versions/2")
    assert "Proposée actuellement" in page.text
    assert state(app)[0] == 2
    assert agent.get("/modules/enjeux/tentatives/1").text == before
    author.checked(author.post(f"{HERE}/versions/99", {"csrf_token": held(page)["csrf_token"]}), 404)


def test_the_preview_shows_every_kind_with_what_each_wrong_answer_is_told(
    author: Visit, modules: tuple[Module, ...]
) -> None:
    page = author.get(f"{HERE}/apercu")
    assert len(list(page.all("article"))) == len(modules[0].items)
    assert "C’est l’ancienne étude." in page.text
    [image] = page.all("img")
    assert author.client.get(image.attrib["src"]).data == SVG
    assert "This is the former study." in author.get(f"{HERE}/apercu?traduction=en").text


def test_a_translation_to_no_language_of_the_service_is_not_found(author: Visit) -> None:
    author.get(f"{HERE}/traductions/xx", status=404)
    author.get(f"{HERE}/traductions/fr", status=404)
    author.get("/redaction/inconnu/traductions/en", status=404)


def test_two_authors_at_once_lose_nothing(author: Visit) -> None:
    first = held(author.get(ENGLISH_HERE))
    write(author, ENGLISH + "# un\n", ENGLISH_HERE)
    page = author.checked(author.post(ENGLISH_HERE, {**first, "text": ENGLISH + "# deux\n"}), 409)
    assert held(page)["text"].endswith("# deux\n")
    assert held(author.get(ENGLISH_HERE))["text"].endswith("# un\n")
