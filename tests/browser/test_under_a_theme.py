"""Every component under a theme: no finding of the audit, nothing wider than the screen, every file fetched."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from quiz.application import create_app
from quiz.web.theme.files import build_theme, read_theme
from tests import build
from tests.browser.audit import Audit
from tests.browser.axe import judged, put_beside
from tests.databases import Sqlite
from tests.tour.chapters import CHAPTERS, Album
from tests.tour.replay import Replay, replaying
from tests.tour.walk import Tour
from tests.web.sample import sample_application
from tests.web.theme.stand_in import stand_in

pytestmark = pytest.mark.browser
# The letters of titles are the theme's.
WORN = "getComputedStyle(document.querySelector('h1')).fontFamily"


@pytest.fixture
def themed(sqlite: Sqlite, tmp_path: Path) -> Iterator[Replay]:
    """The service under a theme; a page of the tour asks it for the style of another version, and gets the theme's."""
    build_theme(stand_in(tmp_path / "dsfr"), tmp_path / "theme")
    app = create_app(build.settings(sqlite.url, theme=tmp_path / "theme"))
    with replaying(app) as replay:
        yield replay


@pytest.mark.timeout(300)
def test_a_page_of_each_address_passes_the_audit_under_a_theme(
    undrawn: Browser, album: Album, tour: Tour, themed: Replay
) -> None:
    page = undrawn.new_page(base_url=themed.address, reduced_motion="reduce")
    audit = Audit(page)
    every = [seen for chapter in CHAPTERS for seen in album.chapter(chapter)]
    for seen in {tour.endpoint(seen.path): seen for seen in every}.values():
        audit.at(themed.add(seen), seen.what, seen.status)
        assert page.evaluate(WORN).startswith("Stand-in"), seen.what
    page.close()
    assert audit.pages > len(CHAPTERS)
    assert audit.found == [], "\n".join(audit.found)


def test_every_component_passes_the_audit_under_a_theme(undrawn: Browser, tmp_path: Path) -> None:
    build_theme(stand_in(tmp_path / "dsfr"), tmp_path / "theme")
    app = sample_application(theme=read_theme(tmp_path / "theme"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    wrong: list[str] = []
    page = undrawn.new_page(base_url=f"http://127.0.0.1:{server.server_port}", reduced_motion="reduce")
    put_beside(page)
    page.on("response", lambda answer: wrong.append(f"{answer.url}: {answer.status}") if answer.status > 404 else None)
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    for path in ("/galerie", "/question", "/nulle-part"):
        page.goto(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                place = f"{path}, {scheme}, {width} px"
                wide, found = judged(page)
                wrong += [f"{place}: {each}" for each in found]
                if wide > width:
                    wrong.append(f"{place}: the page is {wide} px wide")
    page.close()
    server.shutdown()
    thread.join()
    server.server_close()
    assert wrong == []
