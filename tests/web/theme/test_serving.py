"""Pages served under a theme: the same rules, the same policy, and every class of theirs was seen when it was made."""

import re
from pathlib import Path

import pytest

from quiz.application import create_app
from quiz.settings import Settings
from quiz.web.theme.files import build_theme, parts
from tests import build
from tests.databases import Database
from tests.page_rules import Page
from tests.visit import Visit, form_of
from tests.web.theme.stand_in import NOTICE, stand_in


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    build_theme(stand_in(tmp_path / "dsfr"), tmp_path / "theme")
    return build.settings(database.url, theme=tmp_path / "theme")


def classes(page: Page) -> set[str]:
    return {name for element in page.tree.iter() for name in (element.get("class") or "").split()}


def test_pages_under_a_theme_obey_the_same_rules_and_bear_no_class_unseen(visit: Visit) -> None:
    visit.sign_in()
    question = visit.send(visit.get("/modules/enjeux"), to="/tentatives")
    blank = visit.send(question, to="/questions/", status=422)
    answered = visit.send(blank, {"dont_know": "1"}, to="/questions/")
    pages = [question, blank, answered, visit.get("/nulle-part", 404)]
    pages += [visit.get(path) for path in ("/", "/aide", "/mes-resultats", "/mes-donnees", "/mes-connexions")]
    names = parts("", "").names
    assert {name for page in pages for name in classes(page) if not names.has(name)} == set()
    assert form_of(blank, "/questions/").method == "post"


def test_the_style_and_its_files_are_served_for_ever_under_the_same_policy(visit: Visit) -> None:
    page = visit.get("/")
    [address] = re.findall(r'"(/statique/style\.[0-9a-f]{12}\.css)"', page.html)
    style = visit.client.get(address)
    assert NOTICE in style.text
    assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    fetched = {name for name in re.findall(r'url\("([^"]+)"\)', style.text) if not name.startswith("data:")}
    assert {Path(name).suffix for name in fetched} == {".woff2", ".svg"}
    for name in fetched:
        file = visit.client.get(f"/statique/{name}")
        assert file.status_code == 200
        assert file.mimetype in ("font/woff2", "image/svg+xml")
    policy = page.headers["Content-Security-Policy"]
    assert "font-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_folder_that_is_no_theme_is_told_at_start(sqlite: Database, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="QUIZ_THEME"):
        create_app(build.settings(sqlite.url, theme=tmp_path))
