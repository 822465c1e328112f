"""Every page of every role, as it comes and as it corrects: no finding of the audit, nothing wider than the screen."""

import pytest
from playwright.sync_api import Browser

from tests.browser.audit import Audit
from tests.browser.window import Window
from tests.tour.chapters import CHAPTERS, Album
from tests.tour.replay import Replay
from tests.tour.walk import Tour

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_page_has_a_finding(undrawn: Browser, album: Album, replay: Replay, chapter: str) -> None:
    window = Window(undrawn, replay.address)
    audit = Audit(window.tab())
    for seen in album.chapter(chapter):
        window.expected = {seen.status}
        audit.at(replay.add(seen), seen.what, seen.status)
        audit.found += [f"{seen.what}: {complaint}" for complaint in window.wrong()]
        window.complaints.clear()
    window.close()
    assert audit.pages >= 1
    assert audit.found == [], "\n".join(audit.found)


# Addresses read by GET that no chapter shows.
NO_PAGE = {
    "static_file": "a file",
    "picture.image": "a file",
    "charts.chart": "a file",
    "entities.sheet_template": "a file",
    "headcount_sheets.sheet_template": "a file",
    "privacy.export": "a file",
    "public.open_data": "a file",
    "notices.security": "a text for machines",
    "notices.what_engines_may_read": "a text for machines",
    "probe.health": "a text for machines",
    "identity.campaign": "leads elsewhere",
    "insight.own_dashboard": "leads elsewhere",
}


def test_every_page_is_in_a_chapter(album: Album, tour: Tour) -> None:
    shown = {tour.endpoint(seen.path) for chapter in CHAPTERS for seen in album.chapter(chapter)}
    read = {rule.endpoint for rule in tour.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    # Programs call the API; where the browser is shown the tour again is none of the service's own addresses.
    elsewhere = {name for name in read if name.startswith("api.") or name == "replay"}
    assert read - shown - elsewhere == set(NO_PAGE), "a page without a chapter, or an excuse that is no longer needed"
