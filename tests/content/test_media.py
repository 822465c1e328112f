"""Images are kept by their content: a version shows for ever those it was published with."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from quiz.authoring import store as authoring
from quiz.content import store
from quiz.content.example_module import MODULE as TEXT
from quiz.content.files import read_folder, read_image, read_text
from quiz.content.fingerprint import module_fingerprint
from quiz.content.item import Hotspot
from quiz.content.media import store as media
from quiz.content.module import Module
from quiz.content.reading import images_shown
from quiz.content.store import Shelf
from quiz.content.tables import ModuleVersionRow
from quiz.storage.transaction import reading, writing
from tests.build import MONDAY, a_module, an_item
from tests.taking import start
from tests.visit import Visit

CONTENT = Path(__file__).resolve().parents[2] / "content"
FIRST, SECOND = (f'<svg xmlns="http://www.w3.org/2000/svg"><title>{name}</title></svg>'.encode() for name in "ab")


def a_module_with_an_image(**fields: object) -> Module:
    file = read_text(TEXT, "enjeux.yaml", date(2026, 11, 24))
    assert file.value is not None
    [hotspot] = [item for item in file.value.items if isinstance(item, Hotspot)]
    plain = an_item("choix")
    return a_module("dessin", items=(hotspot.model_copy(update={"objective": "comprendre"}), plain), draw=1, **fields)


def publish(app: Flask, body: bytes, **fields: object) -> int:
    """Publish the module with that image; returns its version's id."""
    module = a_module_with_an_image(**fields)
    with app.app_context(), writing() as connection:
        known = {"etiquette.svg": media.keep(connection, "etiquette.svg", body)}
        authoring.publish(connection, module, module_fingerprint(module, known), "", MONDAY, known)
        return store.current_versions(connection)["dessin"]


def shown(visit: Visit) -> str:
    """The address of the image of the question asked, in an attempt open or begun."""
    for _attempt in range(20):
        page = start(visit, a_module_with_an_image())
        if images := page.all("img"):
            return images[0].attrib["src"]
        visit.send(page, {"r-choice": "a"}, to="/questions/")
    raise AssertionError("the question with an image is never drawn")


def test_an_image_is_served_by_its_content_to_be_kept_for_ever(app: Flask, visit: Visit) -> None:
    publish(app, FIRST)
    answer = visit.client.get(shown(visit.sign_in()))
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/svg+xml", FIRST)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_version_keeps_its_image_when_its_name_stands_for_another(app: Flask, visit: Visit) -> None:
    first = publish(app, FIRST)
    begun = shown(visit.sign_in())
    second = publish(app, SECOND)
    assert first != second
    assert shown(visit) == begun
    assert visit.client.get(begun).data == FIRST
    assert visit.client.get(shown(Visit(app).sign_in("someone-else"))).data == SECOND


def test_the_first_image_published_again_returns_to_the_first_version(app: Flask) -> None:
    assert publish(app, FIRST) == publish(app, FIRST) != publish(app, SECOND)
    with app.app_context(), reading() as connection:
        assert set(media.digests(connection)) == {"etiquette.svg"}


@pytest.mark.parametrize("path", ["0" * 64 + "/etiquette.svg", "../etiquette.svg", "0" * 64 + "/secret.txt"])
def test_what_was_never_kept_is_not_found(app: Flask, visit: Visit, path: str) -> None:
    publish(app, FIRST)
    assert visit.client.get(f"/images/{path}").status_code == 404


def test_an_image_is_not_served_as_something_else(app: Flask, visit: Visit) -> None:
    publish(app, FIRST)
    digest = shown(visit.sign_in()).split("/")[2]
    assert visit.client.get(f"/images/{digest}/page.html").status_code == 404


def test_a_version_of_before_images_were_kept_finds_them_when_it_is_published_again(app: Flask) -> None:
    version_id = publish(app, FIRST)
    with app.app_context(), writing() as connection:
        connection.execute(ModuleVersionRow.__table__.update().values(media="{}"))
    assert publish(app, FIRST) == version_id
    with app.app_context(), reading() as connection:
        assert set(Shelf().version(connection, version_id).media) == {"etiquette.svg"}


def test_without_its_image_a_question_says_what_stands_in_it(app: Flask, visit: Visit) -> None:
    module = a_module_with_an_image()
    with app.app_context(), writing() as connection:
        authoring.publish(connection, module, module_fingerprint(module), "", MONDAY)
    visit.sign_in()
    for _attempt in range(20):
        page = start(visit, module)
        if "Où est l’étiquette" in page.text:
            break
        visit.send(page, {"r-choice": "a"}, to="/questions/")
    assert "Un ordinateur" in page.text


def test_words_inside_images_are_in_the_language_of_the_page(app: Flask) -> None:
    folder = replace(read_folder(CONTENT, date(2026, 11, 24)), series=())
    pictures = {name: read_image(CONTENT, name) for name in images_shown(folder)}
    with app.app_context(), writing() as connection:
        authoring.publish_folder(connection, folder, pictures, MONDAY)
        shelf, current = Shelf(), store.current_versions(connection)
        for file in folder.modules:
            assert file.value is not None
            version = shelf.version(connection, current[file.value.module])
            french, english = (shelf.taught(connection, version, language, MONDAY) for language in ("fr", "en"))
            for item in french.module.items:
                if isinstance(item, Hotspot):
                    other = english.module.item(item.id)
                    assert isinstance(other, Hotspot)
                    assert english.media[other.image.file] != french.media[item.image.file]
                    assert (other.image.width, other.image.height) == (item.image.width, item.image.height)
