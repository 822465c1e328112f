"""What there is to take: each function walks a role's pages, and stops at each state worth a look."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from tests.browser.acting import (
    CONFIRM,
    DONT_KNOW,
    KINDS,
    ONWARD,
    PUBLISH,
    RESULT,
    SUBMIT,
    answer,
    become_an_agent,
    enter,
    follow,
    item_on,
    right_answer,
    start,
)
from tests.screenshots.camera import Camera

NOTICES = ("aide", "plan-du-site", "accessibilite", "mentions-legales", "donnees-personnelles")
MODULES = ("reseau", "enjeux", "actions", "dinum", "financement")
REASONS = ("already_answered", "attempt_closed", "attempt_incomplete", "forged", "page_expired", "too_large")
Open = Callable[[], Page]


def windows(browser: Browser, address: str) -> Open:
    """Opens somebody's window at each call."""
    return lambda: browser.new_context(base_url=address, locale="fr-FR", reduced_motion="reduce").new_page()


def nobody(camera: Camera, open_window: Open, _database: str) -> None:
    """What is open to all."""
    page = open_window()
    for path in ("/", "/demonstration", "/connexion", *(f"/{name}" for name in NOTICES)):
        page.goto(path)
        camera.take(page, f"nobody{path.replace('/', '-') if path != '/' else '-home'}")
    for slug in MODULES:
        page.goto(f"/modules/{slug}")
        camera.take(page, f"nobody-module-{slug}")
    page.goto("/nulle-part")
    camera.take(page, "error-404")
    follow(page, '.preferences button[value="en"]')
    for path in ("/", "/modules/enjeux"):
        page.goto(path)
        camera.take(page, f"english{path.replace('/', '-') if path != '/' else '-home'}")


def beginning(camera: Camera, open_window: Open, _database: str) -> None:
    """An agent who has just come in."""
    page = open_window()
    enter(page)
    camera.take(page, "agent-ministry-suggested")
    follow(page, 'main a[href*="choisir"]')
    camera.take(page, "agent-ministry-to-choose")
    follow(page, 'main form:has(select[name="ministry"]) button')
    camera.take(page, "agent-ministry-not-chosen")
    page.goto("/mon-ministere")
    follow(page, CONFIRM)
    page.goto("/mon-ministere")
    camera.take(page, "agent-ministry-confirmed")
    for name, query in (
        ("to-change", ""),
        ("change-not-said", "?ministry="),
        ("change-consequences", "?reason=correction&ministry=sentiers"),
    ):
        page.goto(f"/mon-ministere/changement{query}")
        camera.take(page, f"agent-ministry-{name}")
    page.goto("/mes-resultats")
    camera.take(page, "agent-results-none")
    page.goto("/pilotage")
    camera.take(page, "error-403")


def kinds(camera: Camera, open_window: Open, database: str) -> None:
    """Every kind of question: to answer, left blank, answered rightly or not."""
    page = open_window()
    become_an_agent(page)
    missing = set(KINDS)
    wrongly = True
    for slug in ("actions", "enjeux") * 6:
        start(page, slug)
        while not RESULT.search(page.url):
            item = item_on(page, database)
            new = item.kind in missing and camera.wants(f"question-{item.kind}")
            missing.discard(item.kind)
            if new:
                camera.take(page, f"question-{item.kind}")
                if item.kind not in ("opinion", "commitment"):
                    follow(page, SUBMIT)
                    camera.take(page, f"question-{item.kind}-blank")
            answer(page, None if wrongly else right_answer(item))
            wrongly = not wrongly
            if new:
                camera.take(page, f"question-{item.kind}-answered")
            follow(page, ONWARD)
        if not missing:
            return


def on_the_way(camera: Camera, open_window: Open, database: str) -> None:
    """Results, good and less good; an attempt under way; a series half done, then done."""
    page = open_window()
    become_an_agent(page)
    start(page, "reseau")
    page.goto("/modules/reseau/tentatives/1/relecture")
    camera.take(page, "agent-review")
    page.goto("/modules/reseau/tentatives/1")
    other = page.context.new_page()
    other.goto(page.url)
    while not RESULT.search(page.url):
        answer(page, right_answer(item_on(page, database)))
        camera.take(page, f"answer-right-{page.url.rpartition('/')[2]}")
        follow(page, ONWARD)
    camera.take(page, "agent-result-passed")
    follow(other, DONT_KNOW)
    camera.take(other, "error-409")
    start(page, "dinum")
    while not RESULT.search(page.url):
        follow(page, DONT_KNOW)
        follow(page, ONWARD)
    camera.take(page, "agent-result-not-passed")
    start(page, "financement")
    for path, name in (
        ("/", "home"),
        ("/modules/reseau", "module-passed"),
        ("/modules/financement", "module-open"),
        ("/mes-resultats", "results"),
    ):
        page.goto(path)
        camera.take(page, f"agent-{name}")
    for slug in ("enjeux", "actions", "financement"):
        start(page, slug)
        while not RESULT.search(page.url):
            answer(page, right_answer(item_on(page, database)))
            follow(page, ONWARD)
    camera.take(page, "agent-result-last")
    page.goto("/")
    camera.take(page, "agent-home-done")


def referent(camera: Camera, open_window: Open, _database: str) -> None:
    """A referent's ministries, from a full page to an action page."""
    page = open_window()
    enter(page, "referent")
    camera.take(page, "referent-rivages")
    for ministry in ("sentiers", "apprentissages", "calendrier"):
        page.goto(f"/tableau-de-bord/{ministry}")
        camera.take(page, f"referent-{ministry}")


def pilot(camera: Camera, open_window: Open, _database: str) -> None:
    """Every ministry side by side, and one below the threshold."""
    page = open_window()
    enter(page, "pilot")
    camera.take(page, "pilot")
    page.goto("/tableau-de-bord/phares")
    camera.take(page, "pilot-first-weeks")


def author(camera: Camera, open_window: Open, _database: str) -> None:
    """Modules, a draft with mistakes, one that two people changed, a preview."""
    page = open_window()
    enter(page, "author")
    page.goto("/redaction")
    camera.take(page, "author-modules")
    page.goto("/redaction/imprimer")
    camera.take(page, "author-mistakes")
    page.goto("/redaction/enjeux")
    camera.take(page, "author-published")
    page.goto("/redaction/actions/apercu")
    camera.take(page, "author-preview")
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto("/redaction/imprimer")
    for tab in (page, other):
        tab.locator("#text").fill("# Relu\n" + tab.locator("#text").input_value())
        follow(tab, 'form:has(#text) button[type="submit"]:not([name])')
    camera.take(other, "author-crossed")


def moved(camera: Camera, open_window: Open, _database: str) -> None:
    """What a publication says of a figure."""
    page = open_window()
    enter(page, "referent")
    follow(page, PUBLISH)
    camera.take(page, "referent-published")


def sample(camera: Camera, open_window: Open, _database: str) -> None:
    """Every component in every state, long words, and the failures no visitor can bring about."""
    page = open_window()
    for path, name in (
        ("/galerie", "gallery"),
        ("/question", "sample-question"),
        ("/?texte=" + "anticonstitutionnellement" * 6, "long-word"),
        ("/defaut", "error-500"),
        ("/panne", "error-503"),
        *((f"/refus/{reason}", f"error-{reason}") for reason in REASONS),
    ):
        page.goto(path)
        camera.take(page, name)


# What each role opens less often, from its site map.
ADDRESSES = {
    "agent": (
        "plan-du-site",
        "mes-donnees",
        "mes-donnees/effacement",
        "mes-connexions",
        "rapprochement",
        "acces-referent",
    ),
    "referent": (
        *(f"tableau-de-bord/rivages/{name}" for name in ("effectif", "objectif", "actions", "entites")),
        "effectifs",
        "exports",
        "questions-souvent-manquees",
        "statistiques",
    ),
    "pilot": (
        *(f"pilotage/{name}" for name in ("preparation", "trimestres", "jetons", "entites")),
        "roles",
        "journal",
        "plan-du-site",
    ),
    "author": ("analyse-des-questions", "analyse-des-questions/enjeux"),
}


def addresses(camera: Camera, open_window: Open, _database: str) -> None:
    """Pages with an address of their own, as the role that they are for."""
    for role, paths in ADDRESSES.items():
        page = open_window()
        enter(page, role)
        if role == "agent":
            follow(page, CONFIRM)
        for path in paths:
            page.goto(f"/{path}")
            camera.take(page, f"{role}-at-{path.replace('/', '-')}")


ROLLS = (nobody, beginning, kinds, on_the_way, referent, pilot, author, addresses, moved, sample)
