"""The headcount of some entities: chosen on the form, beside the ministry's, a rate of what is printed of them."""

from datetime import date

import pytest
from flask import Flask

from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.insight.entities import store as entities
from quiz.insight.entities.levels import EntityFigures, Level
from quiz.insight.entities.perimeter import perimeter
from quiz.insight.figures import MinistryFigures, ministry_figures
from quiz.insight.headcount import Declaration, EntityHeadcount, Field, Headcount, Mistake, read
from quiz.insight.rates import NoRate, NoRateReason, Rate
from quiz.storage.transaction import writing
from tests.insight.published import publish_agents
from tests.insight.worlds import a_tally
from tests.visit import Visit, form_of

TODAY = date(2026, 11, 24)
K = 11
PATH = "/tableau-de-bord/rivages/effectif"
PORTS = {"agents": "60", "on": "2026-01-01", "source": "Bilan social", "counted": "entities", "rivages.ports": "yes"}
NAMES = {"ports": "Ports", "iles": "Îles"}


def of_ports(value: int) -> EntityHeadcount:
    """A headcount of one of two entities."""
    return EntityHeadcount(Headcount(value, date(2026, 1, 1), "Bilan social", ""), ("ports",))


def figures(agents: int, headcount: int | None = None) -> MinistryFigures:
    """What a ministry prints."""
    return ministry_figures(a_tally((agents, agents, agents), headcount=headcount), None, K)


def told(ports: int, islands: int = 0) -> EntityFigures:
    """What is printed of two entities."""
    return EntityFigures("culture", 66, (Level("iles", islands), Level("ports", ports)))


def test_the_numerator_is_what_is_printed_of_the_entities_counted() -> None:
    both = EntityHeadcount(Headcount(200, date(2026, 1, 1), "Bilan social", ""), ("iles", "ports"))
    cut = perimeter(both, figures(70), told(44, 11), NAMES, K)
    assert (cut.at_least, cut.first_names) == (55, ("Îles", "Ports"))
    assert isinstance(cut.rate, Rate) and cut.rate.low_percent == 27
    alone = perimeter(of_ports(200), figures(70), told(44, 11), NAMES, K)
    assert (alone.at_least, isinstance(alone.rate, Rate)) == (44, True)


@pytest.mark.parametrize(
    ("headcount", "of_ministry", "rate"),
    [
        (53, None, NoRateReason.HEADCOUNT_OUTGROWN),
        (54, None, 81),
        (4_401, None, NoRateReason.TOO_LITTLE),
        # Eleven agents of the other entity, known to have twenty, then twenty-one.
        (180, 200, NoRateReason.HEADCOUNT_OUTGROWN),
        (179, 200, 24),
        # Of another day: nobody knows what it leaves to the others.
        (210, 200, 20),
    ],
)
def test_a_headcount_too_near_to_what_is_printed_gives_no_rate(
    headcount: int, of_ministry: int | None, rate: NoRateReason | int
) -> None:
    found = perimeter(of_ports(headcount), figures(70, of_ministry), told(44, 11), NAMES, K).rate
    assert (found.reason if isinstance(found, NoRate) else found.low_percent) == rate


def test_nothing_printed_gives_no_rate() -> None:
    assert perimeter(of_ports(60), figures(8), told(0), NAMES, K).rate == NoRate(NoRateReason.WITHHELD)


def test_the_entities_of_a_declaration_are_read_and_their_names_need_no_more_words() -> None:
    typed = Declaration("60", "2026-01-01", "Bilan social", "", ("ports",))
    assert read(typed, TODAY, NAMES) == of_ports(60)
    assert read(Declaration("60", "2026-01-01", "Bilan", "", ()), TODAY, NAMES) == {Field.ENTITIES: Mistake.MISSING}
    elsewhere = Declaration("60", "2026-01-01", "Bilan", "", ("ports", "forets"))
    assert read(elsewhere, TODAY, NAMES) == {Field.ENTITIES: Mistake.NO_SUCH_ENTITY}


@pytest.fixture
def counted(app: Flask) -> Flask:
    """A ministry whose agents named two entities: forty the one, four the other."""
    with app.app_context(), writing() as connection:
        organisations.open_entities(connection, "rivages", True)
        ports, islands = Entity("rivages.ports", "rivages", "Ports"), Entity("rivages.iles", "rivages", "Îles")
        organisations.save_entities(connection, (ports, islands))
        entities.add(connection, "rivages", {"rivages.ports": 40, "rivages.iles": 4})
    return app


def test_a_referent_declares_the_headcount_of_an_entity_beside_that_of_the_ministry(
    counted: Flask, referent: Visit
) -> None:
    whole = {"agents": "5500", "on": "2026-01-01", "source": "Bilan social", "perimeter": "Tous les services"}
    referent.send(referent.get(PATH), whole, to="/effectif")
    after = referent.send(referent.get(PATH), PORTS, to="/effectif")
    assert "seulement Ports" in after.text and "tout le ministère\u00a0: Tous les services" in after.text
    publish_agents(counted, 60)
    page = referent.get("/tableau-de-bord/rivages").text.replace("\u00a0", " ").replace("\u202f", " ")
    # The ministry's own figures are over its own headcount.
    assert "55 à 65 agents sensibilisés (au moins un module terminé), sur 5 500 déclarés" in page
    assert "(seulement Ports) : au moins 33 agents" in page and "sur 60 déclarés" in page and "au moins 55 %" in page


def test_the_headcount_of_an_entity_gives_no_rate_to_its_ministry(counted: Flask, referent: Visit) -> None:
    referent.send(referent.get(PATH), PORTS, to="/effectif")
    publish_agents(counted, 60)
    assert "effectif non déclaré, donc pas de taux" in referent.get("/tableau-de-bord/rivages").text


def test_levels_stop_before_the_headcount_and_one_that_is_too_near_warns(counted: Flask, referent: Visit) -> None:
    referent.send(referent.get(PATH), {**PORTS, "agents": "42"}, to="/effectif")
    publish_agents(counted, 60)
    assert "au moins 22" in referent.get("/tableau-de-bord/rivages").text
    assert "trop proche" not in referent.get(PATH).text
    nearer = {**PORTS, "agents": "31", "on": "2026-02-01"}
    assert "trop proche" in referent.send(referent.get(PATH), nearer, to="/effectif").text


def test_no_box_ticked_is_told_and_nothing_is_kept(counted: Flask, referent: Visit) -> None:
    untouched = {name: value for name, value in PORTS.items() if name != "rivages.ports"}
    after = referent.send(referent.get(PATH), {**untouched, "agents": "60"}, to="/effectif", status=422)
    assert "Cochez les entités" in after.text
    assert form_of(after, "/effectif").values["counted"] == "entities"
    assert "Aucun" in referent.get(PATH).text


def test_where_entities_are_not_open_the_whole_ministry_is_counted(app: Flask, referent: Visit) -> None:
    page = referent.get(PATH)
    assert "Qui est compté" not in page.text
