"""All the way through a real provider, and back out of it."""

from tests.oidc.conftest import Someone


def test_all_the_way_in(someone: Someone) -> None:
    page = someone.sign_in("/connexion?suite=/mes-resultats")
    assert page.path == "/mon-ministere?suite=/mes-resultats"
    someone.visit.send(page, {"ministry": "rivages"})
    assert someone.visit.get("/mes-resultats").heading
