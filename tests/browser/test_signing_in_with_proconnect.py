"""From ProConnect's button to the end of a module and out again, in Chromium; then what the database knows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import create_engine, func, insert, select

from quiz.identity.organisation.suggestion import EvidenceKind
from quiz.identity.organisation.tables import OrganisationEvidenceRow
from quiz.identity.tables import IdentityRow, PersonRow, SessionRow
from quiz.learning.tables import PathRow
from quiz.storage.database import engine_options
from tests import leaks
from tests.browser.acting import follow, take
from tests.browser.window import PATIENCE
from tests.counted import found
from tests.oidc.provider import AGENT, PEOPLE, IdentityProvider
from tests.service import Service, demonstration_on_postgresql, demonstration_on_sqlite

pytestmark = pytest.mark.browser
BUTTON = 'form[action$="/connexion/proconnect"] button'
SIRET = PEOPLE[AGENT]["siret"]
PERSONAL = (AGENT, *(PEOPLE[AGENT][name] for name in ("given_name", "usual_name", "email")), SIRET)
# A page reached across sites may be asked for before Chromium knows the language of its window.
FRENCH = {"Accept-Language": "fr-FR"}


@dataclass(frozen=True)
class Both:
    """A service, and the provider it knows."""

    service: Service
    provider: IdentityProvider


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Both]:
    """A service set up with a real provider, on one database then on the other."""
    if request.param == "sqlite":
        url = demonstration_on_sqlite(tmp_path)
    else:
        url = demonstration_on_postgresql(request.getfixturevalue("server"))
    service = Service(url, tmp_path)
    provider = IdentityProvider(service.address)
    service.more = {
        "QUIZ_ADDRESS": service.address,
        "QUIZ_PROCONNECT_ISSUER": provider.settings.issuer,
        "QUIZ_PROCONNECT_CLIENT_ID": provider.settings.client_id,
        "QUIZ_PROCONNECT_CLIENT_SECRET": provider.settings.client_secret,
    }
    service.start()
    service.wait()
    yield Both(service, provider)
    service.close()
    provider.stop()
    assert service.defects() == []


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens tabs, each of a browser of its own; none may complain of our policy."""
    opened, complaints = [], []

    def opening(address: str, *, script: bool) -> Page:
        context = browser.new_context(
            base_url=address, locale="fr-FR", java_script_enabled=script, extra_http_headers=FRENCH
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: complaints.append(message.text) if "Policy" in message.text else None)
        opened.append(context)
        return context.new_page()

    yield opening
    for context in opened:
        context.close()
    assert complaints == []


@pytest.mark.parametrize(("script", "evidence"), [(True, False), (False, True)], ids=["chosen", "confirmed"])
def test_in_through_a_module_and_out_and_nothing_is_known_of_whom(
    both: Both, open_tab: Callable[..., Page], script: bool, evidence: bool
) -> None:
    url = both.service.database_url
    # An establishment that the reference knows is no secret of a person; one that it does not know stays nowhere.
    personal = tuple(word for word in PERSONAL if not (evidence and word == SIRET))
    if evidence:
        establishment(url, "rivages")
    page = open_tab(both.service.address, script=script)
    page.goto("/connexion?suite=/mes-resultats")
    page.locator(BUTTON).click()
    page.locator('input[name="agent"]').fill(AGENT)
    page.locator('button[value="yes"]').click()
    page.wait_for_url("**/mon-ministere**")
    if evidence:
        assert "Ministère des Rivages" in page.locator("main").inner_text()
        follow(page, 'main form:has(input[type="hidden"][name="ministry"]) button')
    else:
        page.locator('main select[name="ministry"]').select_option("rivages")
        follow(page, 'main form:has(select[name="ministry"]) button')
    assert page.url.endswith("/mes-resultats")
    take(page, "enjeux")
    known = leaks.dump(url)
    [(person_id,)] = found(url, select(PersonRow.id).where(PersonRow.ministry_id == "rivages"))
    assert found(url, select(PathRow.completed_on).where(PathRow.person_id == person_id))[0][0]
    assert found(url, select(SessionRow.sealed))[0][0]
    # The dump holds this person, and says nothing of whom.
    assert leaks.found(known, [str(person_id), *personal]) == {str(person_id)}
    [told] = found(url, select(PersonRow.ministry_evidence).where(PersonRow.id == person_id))
    assert told == ("siret" if evidence else "chosen",)
    follow_out(page)
    assert page.locator("h1").inner_text() == "Vous êtes déconnecté"
    assert re.search(r"/deconnexion/retour", page.url)
    assert found(url, select(func.count()).select_from(SessionRow))[0][0] == 0
    assert found(url, select(func.count()).select_from(IdentityRow))[0][0] == 1
    page.goto("/mes-resultats")
    page.locator(BUTTON).click()
    # Signed out there as well: ProConnect asks who one is.
    page.locator('input[name="agent"]').wait_for()
    assert leaks.found(leaks.dump(url) + both.service.log.read_text("utf-8"), personal) == set()


def establishment(url: str, ministry_id: str) -> None:
    """Let the reference know whose establishment the provider will name."""
    engine = create_engine(url, **engine_options(url))
    with engine.begin() as connection:
        known = {"kind": EvidenceKind.SIRET.value, "value": SIRET, "ministry_id": ministry_id}
        connection.execute(insert(OrganisationEvidenceRow).values(**known))
    engine.dispose()


def follow_out(page: Page) -> None:
    """Sign out, here then there."""
    page.locator('form[action="/deconnexion"] button').click()
    page.locator('button[name="logout"]').click()
    page.wait_for_url("**/deconnexion/retour**")
