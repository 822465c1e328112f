"""Whatever someone may open is on the site map of their role, two clicks from home; and nothing they may not."""

import pytest

from tests.house.conftest import Demonstration

# Reached by what comes before them, and never sought; and what is not a page.
ON_THE_WAY = frozenset(
    """/ /.well-known/security.txt /healthz /robots.txt
    /connexion /connexion/code /connexion/code/saisie /connexion/proconnect/retour
    /deconnexion/retour /effectifs/modele /mes-donnees/effacement /mes-donnees/fichier /mes-donnees/recu
    /mon-ministere/changement /mon-ministere/entite /plan-du-site /reponse-gardee /statistiques/chiffres.csv
    /tableau-de-bord /pilotage""".split()  # noqa: SIM905 - a line each would hide the list
)
VISITORS = ("visitor", "agent", "referent", "author", "pilot")


@pytest.mark.parametrize("name", VISITORS)
def test_the_site_map_lists_what_its_reader_may_open_and_nothing_else(demonstration: Demonstration, name: str) -> None:
    visit = demonstration.visits[name]
    page = visit.get("/plan-du-site")
    [main] = page.all("main")
    listed = {link.get("href", "") for link in main.iter("a")}
    refused = {address: status for address in listed if (status := visit.client.get(address).status_code) != 200}
    assert refused == {}
    plain = {
        rule.rule for rule in demonstration.app.url_map.iter_rules() if not rule.arguments and "GET" in rule.methods
    }
    sought = {path for path in plain - ON_THE_WAY if not path.startswith("/api/")}
    missing = {path for path in sought - listed if visit.client.get(path).status_code == 200}
    assert missing == set()


@pytest.mark.parametrize(
    ("name", "address", "current"),
    [
        ("agent", "/modules/enjeux", "Modules"),
        ("agent", "/mes-donnees", "Mes résultats"),
        ("referent", "/tableau-de-bord/rivages", "Tableau de bord"),
        ("referent", "/tableau-de-bord/rivages/entites", "Entités"),
        ("pilot", "/tableau-de-bord/rivages", "Ministères"),
        ("pilot", "/pilotage/trimestres", "Ministères"),
        ("pilot", "/pilotage/entites", "Entités"),
    ],
)
def test_the_menu_says_where_one_is(demonstration: Demonstration, name: str, address: str, current: str) -> None:
    page = demonstration.visits[name].get(address)
    menu = [link for link in page.all("a") if link.get("class") == "fr-nav__link" and link.get("aria-current")]
    assert [link.text for link in menu] == [current]
