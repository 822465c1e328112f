"""Whatever agents do, join, erase, and whatever copy is put back: nobody counted twice, nothing lost, nothing left."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from flask import Flask
from flask.cli import ScriptInfo
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from quiz.application import create_app
from quiz.authoring import store as authoring
from quiz.command_line import quiz
from quiz.content import store as content
from quiz.content.fingerprint import module_fingerprint
from quiz.identity import store as identity
from quiz.identity.tables import PersonRow
from quiz.insight.tallies.store import fold_everything, totals
from quiz.privacy.retention import RESULTS_KEPT_YEARS
from quiz.storage.database import db
from quiz.storage.transaction import writing
from tests import build, identity_provider
from tests.build import a_module, some_items
from tests.databases import Sqlite
from tests.journeys.test_joining_two_persons import both
from tests.leaks import dump, found
from tests.taking import rows, take
from tests.visit import Visit

AGENTS = ("amina", "bruno", "chloe")
MODULES = tuple(a_module(slug, items=some_items(1), draw=1) for slug in ("enjeux", "usages"))
LONG = 366 * RESULTS_KEPT_YEARS
STEPS = st.one_of(
    st.tuples(st.just("take"), st.sampled_from(AGENTS), st.sampled_from((0, 1))),
    st.tuples(st.just("join"), st.sampled_from(AGENTS), st.sampled_from(AGENTS)),
    st.tuples(st.just("erase"), st.sampled_from(AGENTS)),
    st.tuples(st.sampled_from(("count", "copy", "restore", "purge"))),
)
Step = tuple[object, ...]


@dataclass
class Expected:
    """What must be so: who is who, what each has done and is not counted yet, and how much is counted."""

    whose: dict[str, int] = field(default_factory=dict)
    done: dict[int, dict[str, bool]] = field(default_factory=dict)
    counted: int = 0

    def gone(self, person: int) -> None:
        """A person leaves; what they did is counted."""
        self.counted += list(self.done.pop(person).values()).count(False)
        self.whose = {agent: each for agent, each in self.whose.items() if each != person}


class Lives:
    """The service with its agents, and what is expected of it."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        self.folder = folder
        self.clock, self.chance = build.Clock(), build.Chance()
        database = Sqlite(folder / f"quiz-{len(list(folder.iterdir()))}.db", migrated)
        self.settings = replace(build.settings(database.url), erasure_journal=database.file.with_suffix(".journal"))
        self.app = self.opened(database.url)
        with self.app.app_context(), writing() as connection:
            for module in MODULES:
                authoring.publish(connection, module, module_fingerprint(module), "", self.clock())
            content.save_series(connection, build.a_series(*MODULES), self.clock())
            identity.save_ministries(connection, build.MINISTRIES)
        self.expected, self.copied = Expected(), Expected()
        self.copy_file: Path | None = None
        self.numbers: dict[int, set[str]] = {}
        self.erased: set[int] = set()

    def opened(self, url: str) -> Flask:
        """An application on a database."""
        app = create_app(replace(self.settings, database_url=url), self.clock, self.chance)
        app.register_blueprint(identity_provider.pages)
        return app

    def command(self, *words: str) -> None:
        """A `quiz` command that goes well."""
        done = self.app.test_cli_runner().invoke(quiz, words, obj=ScriptInfo(create_app=lambda: self.app))
        assert done.exit_code == 0, done.output

    def close(self) -> None:
        """Leave the database."""
        with self.app.app_context():
            db.engine.dispose()

    def known(self, agent: str) -> int:
        """Who an agent is, from the first time on."""
        if agent not in self.expected.whose:
            person = len(self.numbers)
            self.numbers[person] = set()
            self.expected.whose[agent] = person
            self.expected.done[person] = {}
        return self.expected.whose[agent]

    def take(self, agent: str, module: int) -> None:
        person = self.known(agent)
        take(Visit(self.app).sign_in(agent), MODULES[module])
        self.expected.done[person].setdefault(MODULES[module].module, False)

    def join(self, one: str, other: str) -> None:
        if one == other or self.expected.whose.get(one, -1) == self.expected.whose.get(other, -2):
            return
        kept, gone = self.known(one), self.known(other)
        both(Visit(self.app), one, other)
        done = self.expected.done.pop(gone)
        for module, counted in done.items():
            # Counted for one of them, it is counted; for both, each keeps its count.
            self.expected.done[kept][module] = self.expected.done[kept].get(module, False) or counted
        self.expected.whose = {a: kept if each == gone else each for a, each in self.expected.whose.items()}

    def erase(self, agent: str) -> None:
        person = self.known(agent)
        visit = Visit(self.app).sign_in(agent)
        self.numbers[person] |= {str(row.id) for row in rows(self.app, select(PersonRow.id))}
        visit.send(visit.get("/mes-donnees/effacement"), to="/mes-donnees/effacement")
        self.numbers[person] -= {str(row.id) for row in rows(self.app, select(PersonRow.id))}
        # Those who were joined to them are erased with them, from every copy.
        agents = {each for each, whose in self.expected.whose.items() if whose == person}
        self.erased |= {person} | {self.copied.whose[each] for each in agents & self.copied.whose.keys()}
        self.expected.gone(person)

    def count(self) -> None:
        with self.app.app_context(), writing() as connection:
            fold_everything(connection)
        for done in self.expected.done.values():
            self.expected.counted += list(done.values()).count(False)
            done.update(dict.fromkeys(done, True))

    def copy(self) -> None:
        self.copy_file = self.folder / f"copy-{len(list(self.folder.iterdir()))}"
        self.command("db", "backup", str(self.copy_file))
        self.copied, self.erased = deepcopy(self.expected), set()

    def restore(self) -> None:
        if self.copy_file is None:
            return
        self.close()
        self.app = self.opened(f"sqlite:///{self.folder / f'restored-{len(list(self.folder.iterdir()))}.db'}")
        self.command("db", "restore", str(self.copy_file))
        self.expected = deepcopy(self.copied)
        for person in self.erased & self.expected.done.keys():
            self.expected.gone(person)

    def purge(self) -> None:
        self.clock.advance(days=LONG)
        self.command("people", "purge")
        for person in list(self.expected.done):
            self.expected.gone(person)

    def check(self) -> None:
        """All persons are there, once; all counts, once; and nothing of whoever left."""
        self.count()
        assert len(rows(self.app, select(PersonRow.id))) == len(self.expected.done)
        with self.app.app_context(), writing() as connection:
            counts = totals(connection, self.clock().date().replace(year=2090))
        completed = [agents for of in counts.values() for (_module, name), agents in of.items() if name == "completed"]
        assert sum(completed) == self.expected.counted
        with self.app.app_context():
            url = str(db.engine.url)
        left = {number for person in self.erased for number in self.numbers[person]}
        assert found(dump(url), left) == set()


@hypothesis_settings(
    max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=7))
@example(steps=[("take", "amina", 0), ("take", "bruno", 0), ("copy",), ("join", "amina", "bruno"), ("erase", "amina"),
                ("restore",)])  # fmt: skip
@example(steps=[("take", "amina", 0), ("count",), ("take", "bruno", 0), ("take", "bruno", 1),
                ("join", "bruno", "amina"), ("count",), ("erase", "bruno")])  # fmt: skip
@example(steps=[("take", "amina", 0), ("copy",), ("count",), ("erase", "amina"), ("restore",), ("purge",)])
def test_whatever_happens_nobody_is_counted_twice_nothing_is_lost_and_nothing_is_left(
    tmp_path: Path, migrated: Path, steps: Sequence[Step]
) -> None:
    lives = Lives(tmp_path, migrated)
    try:
        for name, *words in steps:
            getattr(lives, str(name))(*words)
        lives.check()
    finally:
        lives.close()
