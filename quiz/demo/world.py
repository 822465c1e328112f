"""The invented world: ministries sized like real ones, at different ages, and the persons behind the four doors."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from quiz.identity.ministry import OTHERS, Entity, Ministry
from quiz.identity.role import Grant, Role
from quiz.identity.sign_in import SignIn

ISSUER = "demonstration"


@dataclass(frozen=True)
class Invented:
    """An invented ministry: its headcount if declared, how long it has taken part, how many agents have begun."""

    ministry: Ministry
    headcount: int | None
    weeks: int
    agents: int


RIVAGES = Ministry("rivages", "Ministère des Rivages", "Rivages")
SENTIERS = Ministry("sentiers", "Ministère des Forêts et des Sentiers", "Sentiers", entities_open=True)
APPRENTIS = Ministry("apprentissages", "Ministère des Grands Apprentissages", "Apprentissages", entities_open=True)
CALENDRIER = Ministry("calendrier", "Ministère du Calendrier et des Saisons", "Calendrier")
PHARES = Ministry("phares", "Haut-Commissariat aux Phares", "Phares")
BELVEDERES = Ministry("belvederes", "Délégation générale aux Belvédères", "Belvédères")

# In its first week; ten completions past its last published figure, so that a visitor's is the eleventh.
SMALLEST = Invented(RIVAGES, 5_500, 1, 44)
UNPUBLISHED = 10
WORLD = (
    SMALLEST,
    Invented(SENTIERS, 9_000, 12, 1_290),
    Invented(APPRENTIS, 1_100_000, 70, 214_600),
    Invented(CALENDRIER, None, 26, 3_470),
    Invented(PHARES, 160, 5, 8),
    Invented(BELVEDERES, 75, 3, 6),
)
MINISTRIES = (
    *(invented.ministry for invented in WORLD),
    *OTHERS,
)
ENTITIES = (
    Entity("rivages.ports", "rivages", "Direction des Ports et des Quais"),
    Entity("rivages.marees", "rivages", "Observatoire des Marées"),
    Entity("sentiers.forets", "sentiers", "Direction générale des Forêts"),
    Entity("sentiers.balisage", "sentiers", "Service national du Balisage"),
    Entity("sentiers.refuges", "sentiers", "Agence des Refuges de montagne"),
    Entity("apprentissages.lecture", "apprentissages", "Direction de la Lecture à voix haute"),
    Entity("apprentissages.tables", "apprentissages", "Délégation aux Tables de multiplication"),
)
# What share of their ministry's agents who have begun named them: none where entities are not open.
ENTITY_SHARES = {
    "sentiers.forets": Fraction(52, 100),
    "sentiers.balisage": Fraction(23, 100),
    "sentiers.refuges": Fraction(1, 200),
    "apprentissages.lecture": Fraction(44, 100),
    "apprentissages.tables": Fraction(27, 100),
}
# What the referent of one of them proposes, for the pilot to decide: one more, one renamed, one closed.
PROPOSED = (
    Entity("sentiers.forets", "sentiers", "Direction générale des Forêts et des Clairières"),
    Entity("sentiers.balisage", "sentiers", "Service national du Balisage"),
    Entity("sentiers.passerelles", "sentiers", "Office des Passerelles"),
)
# What one of them did besides, so many weeks ago: the title, the participants and their source.
ACTIONS = (
    (2, "Atelier : trier sa messagerie et ses fichiers", 64, "Feuille d’émargement (données fictives)"),
    (5, "Collecte des téléphones et des câbles inutilisés", 210, "Compte rendu de la collecte (données fictives)"),
    (9, "Conférence sur l’empreinte des équipements", 138, "Inscriptions (données fictives)"),
)
# What two of them set out to reach, in per cent, by the end of the next month of March.
TARGETS = ((SENTIERS, 25), (APPRENTIS, 30))
HEADCOUNT_SOURCE = "Bilan social (données fictives)"
# Those of one of them that it also counts by themselves, and how many agents they have.
COUNTED_ENTITIES, COUNTED_AGENTS = ("sentiers.balisage", "sentiers.forets"), 6_700
HEADCOUNT_PERIMETER = "Agents en poste, services centraux et déconcentrés (données fictives)"


def headcount_day(today: date) -> date:
    """The first of January before: the day invented headcounts were counted."""
    return date(today.year, 1, 1)


def target_day(today: date) -> date:
    """The next 31 March."""
    return date(today.year + (today >= date(today.year, 3, 31)), 3, 31)


@dataclass(frozen=True)
class Door:
    """A way into the demonstration: a role, how long its visit takes, where it leads, which post holds the role."""

    name: str
    minutes: int
    endpoint: str
    grants: tuple[Grant, ...] = ()
    suggested_ministry_id: str | None = None
    post: str = ""

    @property
    def email(self) -> str:
        """The address roles are granted to; `.invalid` can be nobody's (RFC 2606)."""
        return f"{self.name}@demonstration.invalid"


DOORS = (
    Door("agent", 2, "learning.home", suggested_ministry_id=RIVAGES.id),
    Door(
        "referent",
        1,
        "insight.own_dashboard",
        tuple(Grant(Role.REFERENT, invented.ministry.id) for invented in WORLD[:4]),
        RIVAGES.id,
        "Réseau des référents, poste fictif",
    ),
    Door("author", 1, "authoring.modules", (Grant(Role.AUTHOR),), RIVAGES.id, "Rédaction, poste fictif"),
    Door("pilot", 1, "insight.pilot", (Grant(Role.PILOT),), RIVAGES.id, "Pilotage, poste fictif"),
)


def sign_in(door: Door, visit: str) -> SignIn:
    """The proven identity of a door. An agent is someone new at each visit, the others are always the same."""
    subject = f"{door.name}-{visit}" if door.name == "agent" else door.name
    return SignIn(ISSUER, subject, door.email if door.grants else None, door.suggested_ministry_id, strong=True)
