"""Every component under a theme: no finding of the audit, nothing wider than the screen, every file fetched."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from quiz.web.theme.files import build_theme, read_theme
from tests.browser.axe import put_beside, violations
from tests.web.sample import sample_application
from tests.web.theme.stand_in import stand_in

pytestmark = pytest.mark.browser


def test_every_component_passes_the_audit_under_a_theme(browser: Browser, tmp_path: Path) -> None:
    build_theme(stand_in(tmp_path / "dsfr"), tmp_path / "theme")
    app = sample_application(theme=read_theme(tmp_path / "theme"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    wrong: list[str] = []
    page = browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}", reduced_motion="reduce")
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
                wrong += [f"{place}: {violation}" for violation in violations(page)]
                if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                    wrong.append(f"{place}: the page is {wide} px wide")
    page.close()
    server.shutdown()
    thread.join()
    server.server_close()
    assert wrong == []
