"""Which counts make up a ministry as it is now, after merges, splits, and one after the other."""

from datetime import date

import pytest

from quiz.identity.organisation.changes import Change, Standing
from quiz.identity.organisation.suggestion import Target
from quiz.insight.reorganisation.parts import Part, Parts, parts_now

DAY, LATER, TODAY = date(2027, 3, 1), date(2027, 6, 1), date(2027, 9, 1)
EVERY = ("phares", "rivages", "sentiers", "calendrier")
PORTS, PLAGES = "rivages.ports", "rivages.plages"
MERGED = Change(DAY, "phares", "rivages")
SPLIT = Change(DAY, "rivages", "sentiers", PORTS)

CASES: dict[str, tuple[tuple[Change, ...], Parts]] = {
    "nothing has changed": ((), {}),
    "a change that is not yet": ((Change(date(2027, 10, 1), "phares", "rivages"),), {}),
    "all of a ministry": ((MERGED,), {Standing("rivages"): (Part("phares"), Part("rivages"))}),
    "an entity, and the rest apart": (
        (SPLIT,),
        {
            Standing("rivages"): (Part("rivages", since=DAY),),
            Standing("rivages", None, DAY): (Part("rivages", before=DAY, apart=(PORTS,)),),
            Standing("sentiers"): (Part("rivages", PORTS, before=DAY), Part("sentiers")),
        },
    ),
    "an entity known to stay": (
        (SPLIT, Change(DAY, "rivages", "rivages", PLAGES)),
        {
            Standing("rivages"): (Part("rivages", since=DAY), Part("rivages", PLAGES, before=DAY)),
            Standing("rivages", None, DAY): (Part("rivages", before=DAY, apart=(PLAGES, PORTS)),),
            Standing("sentiers"): (Part("rivages", PORTS, before=DAY), Part("sentiers")),
        },
    ),
    "split, then merged": (
        (SPLIT, Change(LATER, "rivages", "calendrier")),
        {
            Standing("calendrier"): (Part("rivages", since=DAY), Part("calendrier")),
            Standing("rivages", None, DAY): (Part("rivages", before=DAY, apart=(PORTS,)),),
            Standing("sentiers"): (Part("rivages", PORTS, before=DAY), Part("sentiers")),
        },
    ),
    "split, then what the entity joined is merged": (
        (SPLIT, Change(LATER, "sentiers", "calendrier")),
        {
            Standing("rivages"): (Part("rivages", since=DAY),),
            Standing("rivages", None, DAY): (Part("rivages", before=DAY, apart=(PORTS,)),),
            Standing("calendrier"): (Part("rivages", PORTS, before=DAY), Part("sentiers"), Part("calendrier")),
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_makes_up_each_place(case: str) -> None:
    changes, expected = CASES[case]
    assert parts_now(EVERY, (), changes, TODAY) == expected


def test_an_entity_told_of_a_ministry_that_was_merged_moves_with_what_it_joined() -> None:
    changes = (MERGED, Change(LATER, "rivages", "sentiers", "phares.feux"))
    found = parts_now(EVERY, (Target("phares", "phares.feux"),), changes, TODAY)
    assert Part("phares", "phares.feux") in found[Standing("sentiers")]
    assert Part("phares", before=LATER, apart=("phares.feux",)) in found[Standing("rivages", None, LATER)]
