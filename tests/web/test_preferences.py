"""Language and theme: chosen, kept, and never a way out of the site."""

import pytest
from flask.testing import FlaskClient

from tests.web.sample import sample_application


@pytest.fixture
def client() -> FlaskClient:
    return sample_application().test_client()


def test_a_page_is_french_unless_the_browser_asks_for_english(client: FlaskClient) -> None:
    assert '<html lang="fr"' in client.get("/").text
    assert '<html lang="fr"' in client.get("/", headers={"Accept-Language": "de"}).text
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "de, en-GB;q=0.8"}).text


def test_a_language_chosen_wins_over_the_browser_and_the_page_stays(client: FlaskClient) -> None:
    answer = client.post("/preferences", data={"language": "en", "path": "/?texte=a"})
    assert (answer.status_code, answer.location) == (303, "/?texte=a")
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "fr"}).text


def test_french_typography_is_for_french_pages(client: FlaskClient) -> None:
    assert "<h1>L’accueil</h1>" in client.get("/").text
    assert "<h1>L&#39;accueil</h1>" in client.get("/", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_chosen_is_on_the_page(client: FlaskClient, theme: str) -> None:
    client.post("/preferences", data={"theme": theme, "path": "/"})
    text = client.get("/").text
    assert f'data-fr-theme="{theme}"' in text
    assert f'value="{theme}" aria-pressed="true"' in text


def test_the_theme_of_the_device_is_left_to_the_device(client: FlaskClient) -> None:
    client.post("/preferences", data={"theme": "dark"})
    client.post("/preferences", data={"theme": "system"})
    text = client.get("/").text
    assert 'data-fr-scheme="system"' in text
    assert "data-fr-theme" not in text


def test_the_cookies_are_plain_choices_out_of_reach_of_scripts(client: FlaskClient) -> None:
    answer = client.post("/preferences", data={"theme": "dark", "language": "en"}, base_url="https://localhost")
    cookies = answer.headers.getlist("Set-Cookie")
    assert [cookie.split(";")[0] for cookie in cookies] == ["theme=dark", "langue=en"]
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "Secure" in cookie
        assert "SameSite=Lax" in cookie


def test_a_choice_that_does_not_exist_is_not_kept(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.post("/preferences", data={"theme": "rose", "language": "xx"}).headers


@pytest.mark.parametrize("path", ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example"])
def test_the_form_leads_nowhere_else(client: FlaskClient, path: str) -> None:
    assert client.post("/preferences", data={"theme": "dark", "path": path}).location == "/"
