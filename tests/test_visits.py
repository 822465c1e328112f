"""Pages are fetched by `tests/visit.py` alone, so that each obeys the rules; what else asks an application says why."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ASKS = re.compile(r"\bclient\.(?:get|post|put|patch|delete|open)\(|\.test_client\(\)")
# The frame alone, on pages of a sample that are not the service's: what is looked at is below the page.
FRAME = "web/"
OTHERS = {
    "authoring/test_author_pages.py": "an image, its bytes",
    "content/test_media.py": "images, their bytes",
    "house/test_reading.py": "statements are counted, of files too",
    "house/test_routes.py": "methods that no page uses",
    "house/test_robots.py": "programs ask",
    "house/test_site_map.py": "statuses of a hundred addresses, whose pages the tour sees",
    "identity/organisation/proposal/test_pages.py": "a sheet sent, a sheet taken",
    "identity/test_attacks.py": "what no page of ours would send",
    "identity/test_every_route_as_every_role.py": "every route, most of which answer no page",
    "identity/test_sessions.py": "a cookie, over https",
    "identity/test_without_their_guards.py": "what no page of ours would send",
    "insight/exports/test_same_figures.py": "the figures of a page, in files, pictures and the API",
    "insight/test_dashboard.py": "pictures of charts",
    "insight/test_headcount_sheets.py": "a sheet sent, a sheet taken",
    "interop/test_api.py": "programs ask",
    "interop/test_public.py": "a file of open data, and its headers",
    "journeys/test_bad_input.py": "what no page of ours would send",
    "journeys/test_database_down.py": "a load balancer asks",
    "journeys/test_every_item_of_the_content.py": "hundreds of pages of one template, which the tour sees",
    "privacy/test_own_data.py": "a file to take away",
    "privacy/test_rotation.py": "the stand-in of the identity provider",
    "tasks/test_probe.py": "a load balancer asks",
    "tour/agents.py": "each answer is then checked as a page",
    "tour/walk.py": "each answer is then checked as a page",
    "visit.py": "the visitor itself",
}


def test_pages_are_fetched_by_a_visitor_alone() -> None:
    asking = {str(path.relative_to(TESTS)) for path in TESTS.rglob("*.py") if ASKS.search(path.read_text("utf-8"))} - {
        str(Path(__file__).relative_to(TESTS))
    }
    assert {name for name in asking if not name.startswith(FRAME)} == set(OTHERS)
