"""Each rule of every page can be broken: a page that obeys them all, then the same page made worse."""

import pytest
from werkzeug.datastructures import Headers

from tests.page_rules import RULES, Page, broken

HEADERS = Headers({"Content-Security-Policy": "default-src 'none'"})
GOOD = """<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>Bonjour – Essai</title><script src="/a.js"></script></head>
<body>
<main>
<h1>Bonjour</h1>
<div class="fr-alert fr-alert--error" id="summary" tabindex="-1" autofocus><a href="#nom">Nom</a></div>
<p>L’essentiel\u00a0: une <em>phrase</em>, « deux\u202f», trois\u202f?</p>
<form method="post" action="/ici">
<label for="nom">Nom</label>
<input id="nom" name="nom" aria-describedby="nom-message"><p class="fr-message--error" id="nom-message">À dire</p>
<fieldset><legend>Oui ou non</legend>
<input type="radio" name="choix" id="oui"><label for="oui">Oui</label></fieldset>
<img src="/image.svg" alt=""><button>Envoyer</button>
</form>
</main>
</body>
</html>
""".replace("« deux", "«\u202fdeux")
# The rule broken, what is taken from the page, and what it then says instead.
WORSE = [
    ("html", "</form>", ""),
    ("html", "<!DOCTYPE html>", ""),
    ("language", 'lang="fr"', 'lang="en"'),
    ("heading", "<h1>Bonjour</h1>", "<h1>Bonjour</h1><h1>Bonjour</h1>"),
    ("heading", "<h1>Bonjour</h1>", "<h1></h1>"),
    ("heading", "<h1>Bonjour</h1>", "<p>Bonjour</p>"),
    ("title", "<title>Bonjour", "<title>Bonsoir"),
    ("ids", 'name="choix" id="oui"', 'name="choix" id="nom"'),
    ("ids", 'href="#nom"', 'href="#ailleurs"'),
    ("ids", 'aria-describedby="nom-message"', 'aria-describedby="nom-message nulle-part"'),
    ("labels", '<label for="nom">Nom</label>', ""),
    ("labels", '<label for="nom">Nom</label>', '<label for="nom"></label>'),
    ("labels", "<legend>Oui ou non</legend>", ""),
    ("labels", ' alt=""', ""),
    ("labels", "<button>Envoyer</button>", "<button></button>"),
    ("corrections", 'aria-describedby="nom-message"', ""),
    ("corrections", '<a href="#nom">Nom</a>', '<a href="#oui">Oui</a>'),
    ("corrections", " autofocus", ""),
    ("inline", '<script src="/a.js"></script>', "<script>faire()</script>"),
    ("inline", "<em>", '<em style="color: red">'),
    ("inline", "<em>", '<em onclick="faire()">'),
    ("inline", 'href="#nom">', 'href="#nom">Nom</a><a href="javascript:faire()">'),
    ("origins", 'src="/image.svg"', 'src="//ailleurs.example/image.svg"'),
    ("origins", 'action="/ici"', 'action="https://ailleurs.example"'),
    ("translation", "À dire", "Sign out"),
    ("translation", "trois", "Your answer was kept"),
    ("typography", "L’", "L'"),
    ("typography", "phrase", '"phrase"'),
    ("typography", "\u202f?", "?"),
    ("typography", "«\u202f", "« "),
    ("typography", "\u00a0:", " :"),
]


def page(html: str, headers: Headers = HEADERS, status: int = 200) -> Page:
    return Page("/", status, headers, html)


def test_a_page_that_obeys_is_not_blamed() -> None:
    assert broken(page(GOOD)) == []


@pytest.mark.parametrize(("rule", "good", "worse"), WORSE)
def test_a_page_made_worse_is_blamed_by_the_rule(rule: str, good: str, worse: str) -> None:
    assert good in GOOD
    assert {told.partition(":")[0] for told in broken(page(GOOD.replace(good, worse, 1)))} >= {rule}


@pytest.mark.parametrize("told", [{}, {"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}])
def test_a_page_without_a_strict_policy_is_blamed(told: dict[str, str]) -> None:
    [blame] = broken(page(GOOD, Headers(told)))
    assert blame.startswith("policy: ")


def test_a_refused_page_whose_summary_leads_to_no_field_is_blamed() -> None:
    refused = GOOD.replace('<a href="#nom">Nom</a>', "").replace('<p class="fr-message--error"', "<p")
    assert broken(page(refused)) == []
    assert broken(page(refused, status=422)) == ["corrections: the summary leads to no field"]


def test_every_rule_is_tried() -> None:
    assert {rule for rule, _good, _worse in WORSE} | {"policy"} == set(RULES)


def test_an_excuse_lifts_its_rule_and_must_be_needed() -> None:
    english = page(GOOD.replace('lang="fr"', 'lang="en"'))
    assert broken(english, ("language",)) == []
    assert broken(page(GOOD), ("language",)) == ["language: excused, and nothing is wrong"]
