"""Invented ministries as large as real ones, when they joined, and how far their agents have come."""

from dataclasses import dataclass
from fractions import Fraction

from quiz.demo.world import APPRENTIS, BELVEDERES, CALENDRIER, PHARES, RIVAGES, SENTIERS
from quiz.identity.ministry import OTHER_EMPLOYER, UNKNOWN, Ministry, MinistryKind

# Two years, a day more than the longest.
DAYS = 731


@dataclass(frozen=True)
class Peopled:
    """A ministry: its posts, how many days ago it joined, and the share of its headcount that has taken part.

    No share: its headcount is not declared.
    """

    ministry: Ministry
    posts: int
    joined_days_ago: int
    share: Fraction | None


OTHER = Ministry(OTHER_EMPLOYER, "Autre employeur public", "Autre employeur", MinistryKind.OTHER_EMPLOYER)
NO_IDEA = Ministry(UNKNOWN, "Je ne sais pas", "Je ne sais pas", MinistryKind.UNKNOWN)
# Posts follow the job ceilings of real ministries (finance bill for 2026), with other names and other shares.
PEOPLED = (
    Peopled(APPRENTIS, 1_084_700, 730, Fraction(71, 100)),
    Peopled(Ministry("quietude", "Ministère de la Quiétude", "Quiétude"), 299_800, 700, Fraction(64, 100)),
    Peopled(Ministry("horizons", "Ministère des Horizons", "Horizons"), 272_300, 610, Fraction(58, 100)),
    Peopled(Ministry("greniers", "Ministère des Greniers", "Greniers"), 127_000, 730, Fraction(83, 100)),
    Peopled(Ministry("equilibre", "Ministère de l’Équilibre", "Équilibre"), 98_200, 420, Fraction(47, 100)),
    Peopled(SENTIERS, 34_600, 730, Fraction(88, 100)),
    Peopled(Ministry("potagers", "Ministère des Potagers", "Potagers"), 30_200, 365, Fraction(52, 100)),
    Peopled(Ministry("escales", "Ministère des Escales", "Escales"), 13_900, 540, None),
    Peopled(Ministry("voisinages", "Ministère des Voisinages", "Voisinages"), 12_700, 300, Fraction(39, 100)),
    Peopled(CALENDRIER, 10_500, 730, None),
    Peopled(Ministry("melodies", "Ministère des Mélodies", "Mélodies"), 8_900, 640, Fraction(76, 100)),
    Peopled(RIVAGES, 5_500, 180, Fraction(31, 100)),
    Peopled(Ministry("comptines", "Ministère des Comptines", "Comptines"), 5_100, 90, Fraction(22, 100)),
    Peopled(Ministry("cabanes", "Ministère des Cabanes et des Jeux", "Cabanes"), 1_400, 240, Fraction(67, 100)),
    Peopled(PHARES, 160, 150, Fraction(60, 100)),
    Peopled(BELVEDERES, 75, 60, Fraction(35, 100)),
    Peopled(OTHER, 42_000, 700, None),
    Peopled(NO_IDEA, 9_000, 730, None),
)  # fmt: skip
