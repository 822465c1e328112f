"""Nothing acknowledged is lost and nothing is counted twice, whatever is killed and when.

A short storm runs with the other tests; `make chaos` runs a long one and prints the seed of its choices.
"""

import os
import secrets
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select

from quiz.learning.tables import AttemptRow, ResponseRow, UncountedRow
from tests.chaos.agent import as_stored
from tests.chaos.storm import ENOUGH, Storm
from tests.counted import added, found, sound, tallies
from tests.service import Service, demonstration_on_postgresql, demonstration_on_sqlite

SECONDS = float(os.environ.get("CHAOS_SECONDS", "10"))
SEED = int(os.environ.get("CHAOS_SEED") or secrets.randbits(32))
PASS_MARK = Fraction(70, 100)
MINISTRY = "rivages"


@pytest.fixture(params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    if request.param == "sqlite":
        url = demonstration_on_sqlite(tmp_path)
    else:
        url = demonstration_on_postgresql(request.getfixturevalue("server"))
    service = Service(url, tmp_path)
    yield service
    service.close()


@pytest.mark.timeout(SECONDS + 180)
def test_what_was_acknowledged_is_kept_once_and_counted_once(service: Service) -> None:
    before = tallies(service.database_url)
    storm = Storm(service, SEED, SECONDS)
    storm.rage()
    storm.counts["answers kept whose acknowledgement was lost"] = kept_before_they_were_sent_again(storm)
    print(f"\nCHAOS_SEED={SEED} over {SECONDS:g} s: {dict(storm.done())}")  # noqa: T201 - to run the same choices again
    assert storm.done() >= ENOUGH, "too little happened to prove anything"
    assert_every_answer_is_kept(storm)
    assert_repeating_changes_nothing(storm)
    storm.settle()
    assert_every_completion_is_counted(storm, before)
    storm.settle()
    assert_every_completion_is_counted(storm, before)
    assert sound(service.database_url)
    assert service.defects() == []


def kept_before_they_were_sent_again(storm: Storm) -> int:
    """How many answers had been recorded when the server was killed before it could say so."""
    rows = found(storm.service.database_url, select(ResponseRow.submission_key, ResponseRow.recorded_at))
    kept = {str(row.submission_key): row.recorded_at for row in rows}
    sent_again = {key: sent for agent in storm.agents for key, sent in agent.sent_again.items()}
    return sum(kept[key] < sent for key, sent in sent_again.items() if key in kept)


def assert_every_answer_is_kept(storm: Storm) -> None:
    """Each acknowledged answer is there once with its value, and there is no other."""
    rows = found(storm.service.database_url, select(ResponseRow.submission_key, ResponseRow.given))
    kept = sorted((str(row.submission_key), as_stored(row.given)) for row in rows)
    sent = sorted((key, sent.given) for agent in storm.agents for key, sent in agent.acknowledged.items())
    assert kept == sent
    attempts = found(storm.service.database_url, select(AttemptRow.submitted_at))
    completed = sum(len(agent.completed) for agent in storm.agents)
    assert [row.submitted_at is None for row in attempts] == [False] * completed


def assert_repeating_changes_nothing(storm: Storm) -> None:
    """Every answer sent once more under its own key is acknowledged once more."""
    for agent in storm.agents:
        for sent in agent.acknowledged.values():
            assert agent.repeat(sent) == 303
    assert_every_answer_is_kept(storm)


def assert_every_completion_is_counted(storm: Storm, before: Counter[tuple[str, str, str]]) -> None:
    """The tallies gained each agent once for each stage, and once for each number of modules done."""
    expected: Counter[tuple[str, str, str]] = Counter()
    for agent in storm.agents:
        for rank, slug in enumerate(agent.completed, 1):
            expected[MINISTRY, slug, "started"] += 1
            expected[MINISTRY, slug, "completed"] += 1
            expected[MINISTRY, "", f"agents-{rank}"] += 1
    attempts = select(AttemptRow.module_slug, AttemptRow.score_units, AttemptRow.max_units)
    for slug, score, most in found(storm.service.database_url, attempts):
        if score >= PASS_MARK * most:
            expected[MINISTRY, slug, "passed"] += 1
    assert added(before, tallies(storm.service.database_url)) == expected
    assert found(storm.service.database_url, select(UncountedRow)) == []
