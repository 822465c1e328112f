"""Options that only speak of the other options, and those that only begin like them."""

import pytest

from quiz.content.catch_all import catches_all

CATCHING = (
    "Toutes les réponses",
    "Toutes ces réponses",
    "Toutes les réponses ci-dessus",
    "Toutes ces réponses sont justes.",
    "Toutes les propositions sont vraies",
    "Aucune de ces réponses",
    "Aucune des propositions",
    "Aucune réponse n’est correcte",
    "Aucune réponse n'est correcte",
    "Aucun de ces choix",
    "Aucune d’entre elles",
    "Aucune des deux",
    "Tout ce qui précède",
    "Rien de tout cela",
    "Les deux",
    "Les trois propositions",
    "L’une et l’autre",
    "Ni l’un ni l’autre",
    "**Toutes ces réponses**",
    "All of the above",
    "None of the above.",
    "None of these answers",
    "All of these statements are true",
    "Both of these",
    "Neither of the two",
    "All the answers are right",
)
SAYING_SOMETHING = (
    "Toutes les réponses d’une IA générative",
    "Toutes les vidéos",
    "Aucune obligation",
    "Aucun : la démarche est volontaire",
    "Les deux tiers",
    "Les trois quarts des terminaux",
    "Tout ce qui est allumé",
    "All of the data centres",
    "None, the approach is voluntary",
    "Both screens and laptops",
    "Aucune",
)


@pytest.mark.parametrize("text", CATCHING)
def test_an_option_about_the_other_options_is_told(text: str) -> None:
    assert catches_all(text)


@pytest.mark.parametrize("text", SAYING_SOMETHING)
def test_an_option_that_says_something_of_its_own_is_let_through(text: str) -> None:
    assert not catches_all(text)
