"""What needs the operator: nothing where all is well, and each thing by itself where it is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.tasks.run import Outcome, Run, Task
from quiz.tasks.system import LEAST_FREE, Attention, System, attention
from tests.build import MONDAY

NIGHT = MONDAY - timedelta(hours=6)
RUN = Run(Task.PURGE, NIGHT, NIGHT + timedelta(minutes=1), Outcome.DONE)
WELL = System(
    runs=(RUN,),
    published_at=MONDAY - timedelta(days=6),
    publication_due_at=MONDAY + timedelta(days=1),
    purged_at=NIGHT,
    copied_at=NIGHT,
    schema_current=True,
    keys_current=True,
    journal=True,
    size=10,
    free=LEAST_FREE,
)
LONG_AGO = MONDAY - timedelta(days=8)


def test_where_all_is_well_nothing_is_said() -> None:
    assert attention(WELL, MONDAY) == ()


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        (Attention.SCHEMA_BEHIND, {"schema_current": False}),
        (Attention.OTHER_KEYS, {"keys_current": False}),
        (Attention.DISK_LOW, {"free": LEAST_FREE - 1}),
        (Attention.DISK_LOW, {"size": LEAST_FREE + 1}),
        (Attention.TIMER_SILENT, {"runs": ()}),
        (Attention.TIMER_SILENT, {"runs": (Run(Task.PURGE, LONG_AGO, LONG_AGO, Outcome.DONE),)}),
        (Attention.TASK_STOPPED, {"runs": (RUN, Run(Task.STATISTICS, NIGHT, NIGHT, Outcome.STOPPED, "KeyError"))}),
        (Attention.TASK_UNENDED, {"runs": (RUN, Run(Task.PUBLICATION, NIGHT - timedelta(hours=1)))}),
        (Attention.PUBLICATION_LATE, {"publication_due_at": None}),
        (Attention.PUBLICATION_LATE, {"publication_due_at": LONG_AGO}),
        (Attention.NEVER_PURGED, {"purged_at": None}),
        (Attention.NOT_COPIED, {"copied_at": None}),
        (Attention.NOT_COPIED, {"copied_at": LONG_AGO}),
        (Attention.NO_JOURNAL, {"journal": False}),
    ],
)
def test_each_thing_is_told_by_itself(what: Attention, changed: dict[str, object]) -> None:
    assert attention(replace(WELL, **changed), MONDAY) == (what,)  # type: ignore[arg-type]  # of many types, by field


def test_a_task_under_way_or_declined_needs_nobody() -> None:
    runs = (Run(Task.PUBLICATION, NIGHT, NIGHT, Outcome.DECLINED), Run(Task.PURGE, MONDAY - timedelta(hours=1)))
    assert attention(replace(WELL, runs=runs), MONDAY) == ()


def test_the_room_on_another_machine_is_not_judged() -> None:
    assert attention(replace(WELL, free=None, size=10**15), MONDAY) == ()
