"""Each kind of item in French: what it is for, its marking rule, and answers to its example for us to mark."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.marking.score import Response

DONT_KNOW = Response(unknown=True)


@dataclass(frozen=True)
class KindEntry:
    """What the manual says of a kind; what the answers to its example earn is computed."""

    name: str
    purpose: str
    rule: str
    responses: tuple[Response, ...]


def _chosen(value: str) -> Response:
    return Response({"choice": value})


def _ticked(*options: str) -> Response:
    return Response(dict.fromkeys(options, "yes"))


ENTRIES: Mapping[str, KindEntry] = {
    "single_choice": KindEntry(
        name="Choix unique",
        purpose=(
            "Une seule proposition est juste. C’est la forme à prendre par défaut : rapide à lire, facile à répondre "
            "sur téléphone. Chaque proposition fausse reprend une erreur que l’on entend vraiment."
        ),
        rule="La bonne proposition rapporte 1 point ; toute autre réponse, 0.",
        responses=(_chosen("kilos-183"), _chosen("kilos-18"), DONT_KNOW),
    ),
    "multiple_choice": KindEntry(
        name="Choix multiple",
        purpose=(
            "Plusieurs propositions peuvent être justes. À prendre quand l’agent doit faire un tri complet ; l’énoncé "
            "dit « lesquelles », jamais combien."
        ),
        rule=(
            "La règle de notation assemble les cases cochées (partie 4). Sans rien préciser, c’est `net` : chaque "
            "bonne case cochée compte 1, chaque mauvaise en retire 1, le tout divisé par le nombre de bonnes, "
            "jamais moins de 0."
        ),
        responses=(
            _ticked("prolonger", "reparabilite"),
            _ticked("prolonger"),
            _ticked("prolonger", "reparabilite", "tout-remplacer"),
            _ticked("prolonger", "tout-remplacer"),
            _ticked("prolonger", "reparabilite", "tout-remplacer", "ecran-de-reserve"),
            Response(),
        ),
    ),
    "true_false": KindEntry(
        name="Vrai ou faux",
        purpose=(
            "Une affirmation à juger. À garder pour une idée reçue nette : une réponse au hasard réussit une fois sur "
            "deux."
        ),
        rule="Le bon mot rapporte 1 point, l’autre 0.",
        responses=(_chosen("false"), _chosen("true")),
    ),
    "true_false_grid": KindEntry(
        name="Grille de vrai ou faux",
        purpose="Plusieurs affirmations sur un même sujet, à juger une par une. Mêlez des vraies et des fausses.",
        rule=(
            "Sans rien préciser, c’est `each` : les lignes justes, divisées par le nombre de lignes ; une ligne "
            "laissée vide n’est pas juste. Avec `exact`, toutes les lignes ou rien."
        ),
        responses=(
            Response({"avant": "true", "usage": "false"}),
            Response({"avant": "true", "usage": "true"}),
            Response({"avant": "true"}),
        ),
    ),
    "numeric": KindEntry(
        name="Nombre",
        purpose=(
            "Un ordre de grandeur à écrire. Donnez des bandes larges : on apprend une échelle, pas une décimale. "
            "L’agent écrit comme il veut : virgule ou point, espaces entre les milliers, unité répétée ou non."
        ),
        rule=(
            "Le nombre exact rapporte 1 point. Sinon, la bande la plus étroite qui le contient donne sa part du point, "
            "bornes comprises. Hors de toutes les bandes, 0."
        ),
        responses=(
            _chosen("65"),
            _chosen("75 kg"),
            _chosen("55,0"),
            _chosen("97"),
            _chosen("98"),
            _chosen("soixante"),
        ),
    ),
    "ordering": KindEntry(
        name="Mise en ordre",
        purpose=(
            "Trois à six éléments à classer. Écrivez-les dans le bon ordre : ils sont mélangés à l’écran. Prenez des "
            "écarts nets, que l’on peut retrouver par le raisonnement."
        ),
        rule=(
            "Sans rien préciser, c’est `each` : les rangs justes, divisés par le nombre d’éléments. Avec `exact`, tous "
            "les rangs ou rien."
        ),
        responses=(
            Response({"ordinateur": "1", "smartphone": "2", "veille": "3"}),
            Response({"ordinateur": "1", "smartphone": "3", "veille": "2"}),
            Response({"ordinateur": "2", "smartphone": "3", "veille": "1"}),
            Response({"ordinateur": "1"}),
        ),
    ),
    "matching": KindEntry(
        name="Association",
        purpose=(
            "Deux à six paires à reconstituer. Ajoutez un texte de droite en trop (`extra`) : sans lui, la dernière "
            "paire se trouve toute seule."
        ),
        rule=(
            "Sans rien préciser, c’est `each` : les paires justes, divisées par le nombre de paires. Avec `exact`, "
            "toutes ou rien."
        ),
        responses=(
            Response({"mises-a-jour": "mises-a-jour", "pieces": "pieces"}),
            Response({"mises-a-jour": "mises-a-jour", "pieces": "deux-ans"}),
            Response({"mises-a-jour": "pieces", "pieces": "mises-a-jour"}),
        ),
    ),
    "categorise": KindEntry(
        name="Rangement",
        purpose="Trois à huit éléments à ranger dans deux à quatre catégories. Aucune catégorie ne reste vide.",
        rule=(
            "Sans rien préciser, c’est `each` : les éléments bien rangés, divisés par leur nombre. Avec `exact`, tous "
            "ou rien."
        ),
        responses=(
            Response({"metaux": "avant", "livraison": "avant", "electricite": "pendant"}),
            Response({"metaux": "avant", "livraison": "pendant", "electricite": "pendant"}),
            Response({"metaux": "avant"}),
        ),
    ),
    "cloze": KindEntry(
        name="Texte à trous",
        purpose=(
            "Un texte à compléter, en choisissant (`options`) ou en écrivant (`accepted`). Chaque trou est montré une "
            "fois, entre accolades ; le texte se met entre guillemets ou sous `>-`."
        ),
        rule=(
            "Sans rien préciser, c’est `each` : les trous justes, divisés par leur nombre. Avec `exact`, tous ou rien. "
            "Dans un trou écrit, majuscules, accents, apostrophes et espaces ne comptent pas, et `distance` pardonne "
            "les fautes de frappe."
        ),
        responses=(
            Response({"poids": "kilos-183", "geste": "Garder"}),
            Response({"poids": "kilos-183", "geste": "gardr"}),
            Response({"poids": "kilos-2", "geste": "conserver"}),
            Response({"poids": "kilos-183"}),
        ),
    ),
    "short_answer": KindEntry(
        name="Réponse courte",
        purpose=(
            "Un mot, ou quelques-uns, à écrire. Réservez-la à un terme que l’agent doit vraiment retrouver, et donnez "
            "toutes les façons justes de le dire."
        ),
        rule=(
            "Un texte accepté rapporte 1 point, tout autre 0. Majuscules, accents, forme des apostrophes et espaces ne "
            "comptent pas ; `distance` est le nombre de fautes de frappe pardonnées."
        ),
        responses=(
            _chosen("logicielle"),
            _chosen("Obsolescence  LOGICIELLE"),
            _chosen("logiciele"),
            _chosen("programmée"),
        ),
    ),
    "hotspot": KindEntry(
        name="Zone d’une image",
        purpose=(
            "Un endroit à désigner sur une image. Une liste à côté dit les mêmes zones avec des mots, pour qui ne voit "
            "pas l’image ou n’a pas de souris : `alt` et les textes doivent suffire."
        ),
        rule="La bonne zone rapporte 1 point, toute autre 0.",
        responses=(_chosen("note"), _chosen("prix")),
    ),
    "opinion": KindEntry(
        name="Opinion",
        purpose="Un avis sur une échelle. Il n’y a pas de bonne réponse ; la question est posée en fin de tentative.",
        rule="Jamais notée.",
        responses=(_chosen("tout-a-fait"),),
    ),
    "commitment": KindEntry(
        name="Engagement",
        purpose=(
            "Un geste que l’agent choisit d’essayer, s’il le souhaite. Proposez des gestes à sa portée, qui ne "
            "demandent l’accord de personne."
        ),
        rule="Jamais noté.",
        responses=(_ticked("garder"), Response()),
    ),
}
