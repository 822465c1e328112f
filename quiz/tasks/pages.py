"""The operator's page: the state of the system, without a person or a figure in it."""

import platform
from datetime import datetime
from decimal import Decimal
from importlib.metadata import version

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight import store as insight
from quiz.insight.publication_calendar import next_publication
from quiz.privacy.files import journal_file
from quiz.privacy.purge import store as purging
from quiz.storage import keys, schema
from quiz.storage.database import db
from quiz.tasks import store
from quiz.tasks.files import free_space, service_version
from quiz.tasks.page import Rows, SystemPage
from quiz.tasks.run import Outcome, Run, Task
from quiz.tasks.system import Attention, System, attention
from quiz.web.formats import PARIS, duration, moment, number
from quiz.web.rendering import render

pages = Blueprint("system", __name__, template_folder="templates")
TASKS: dict[Task, LazyString] = {
    Task.STATISTICS: lazy_gettext("Statistics of questions"),
    Task.PURGE: lazy_gettext("Deletion of what was kept long enough"),
    Task.PUBLICATION: lazy_gettext("Publication of the figures"),
}
OUTCOMES: dict[Outcome, LazyString] = {
    Outcome.DONE: lazy_gettext("Done"),
    Outcome.DECLINED: lazy_gettext("Declined: the log of the timer says why"),
    Outcome.STOPPED: lazy_gettext("Stopped by a defect"),
}
ATTENTION: dict[Attention, LazyString] = {
    Attention.SCHEMA_BEHIND: lazy_gettext("The database is behind this version of the service: type quiz db upgrade."),
    Attention.OTHER_KEYS: lazy_gettext(
        "The hashing keys of the settings are not those of the database: type quiz check-config, which says which."
    ),
    Attention.DISK_LOW: lazy_gettext(
        "Little room is left on the disk of the database: a copy would not fit there. Make room, or move the copies."
    ),
    Attention.TIMER_SILENT: lazy_gettext(
        "The timer has not run for a day and a half: look at quiz-tasks.timer, or type quiz tasks run."
    ),
    Attention.TASK_STOPPED: lazy_gettext(
        "A defect stopped the last run of a task: the log of the timer says where. Type quiz tasks run to do it again."
    ),
    Attention.TASK_UNENDED: lazy_gettext(
        "A task begun more than six hours ago has not ended: it was killed, or still runs. It can be run again."
    ),
    Attention.PUBLICATION_LATE: lazy_gettext(
        "The publication of the figures is late: type quiz tasks run, and read what it answers."
    ),
    Attention.NEVER_PURGED: lazy_gettext("Nothing was ever purged here: the timer does it, once it runs each day."),
    Attention.NOT_COPIED: lazy_gettext(
        "No copy was made with quiz db backup for a week. Where copies are made by other means, see that they are."
    ),
    Attention.NO_JOURNAL: lazy_gettext(
        "Erasures are written in the database alone: give QUIZ_ERASURE_JOURNAL, so that a copy put back forgets again."
    ),
}
LIBRARIES = ("Flask", "SQLAlchemy")


@pages.get("/exploitation")
@requires(Permission.SEE_SYSTEM)
def system(call: Call[None]) -> ResponseReturnValue:
    """An operator looks whether all is well."""
    found = look(call)
    page = SystemPage(
        title=_("State of the system"),
        attention=tuple(str(ATTENTION[what]) for what in attention(found, call.now)),
        runs=tuple(run_row(task, found.run(task)) for task in Task),
        dates=date_rows(found),
        database=database_rows(call, found),
        keys=tuple((each.fingerprint, moment(each.since)) for each in store.known_keys(call.connection)),
        versions=version_rows(),
    )
    return render("tasks/system.html", page)


def look(call: Call[None]) -> System:
    """The state of the system at this moment."""
    connection, settings = call.connection, call.given.settings
    last = insight.latest_publication(connection)
    return System(
        runs=store.last_runs(connection),
        published_at=last.published_at if last else None,
        publication_due_at=next_publication(last.published_at, PARIS) if last else None,
        purged_at=purging.last_run(connection),
        copied_at=store.last_copy(connection),
        schema_current=schema.is_current(connection),
        keys_current=keys.standing(connection) not in keys.REFUSED,
        journal=journal_file(settings, db.engine) is not None,
        size=store.size(connection),
        free=free_space(db.engine),
    )


def run_row(task: Task, run: Run | None) -> tuple[str, ...]:
    """The last run of a task: what, when, for how long, and how it ended."""
    if run is None:
        return str(TASKS[task]), _("Never by the timer"), "–", "–"
    ended = str(OUTCOMES[run.outcome]) if run.outcome else _("Not ended")
    if run.defect:
        ended = f"{ended} ({run.defect})"
    return str(TASKS[task]), moment(run.started_at), duration(run.length) if run.length is not None else "–", ended


def date_rows(found: System) -> Rows:
    """What is done from time to time: when it last was, and when it will be."""
    due = moment(found.publication_due_at) if found.publication_due_at else _("At the next run of the timer")
    return (
        (_("Publication of the figures"), when(found.published_at), due),
        (_("Deletion of what was kept long enough"), when(found.purged_at), _("At each run of the timer")),
        (_("Copy by quiz db backup"), when(found.copied_at), _("As you decide")),
    )


def when(at: datetime | None) -> str:
    """A moment, or that there was none."""
    return _("Never") if at is None else moment(at)


def database_rows(call: Call[None], found: System) -> Rows:
    """What the database is, and the room it has."""
    schema_told = _("up to date") if found.schema_current else _("behind this version")
    free = _("unknown here: the database is on another machine") if found.free is None else size(found.free)
    journal = _("kept in a file") if found.journal else _("none")
    return (
        (_("Database"), store.engine(call.connection)),
        (_("Schema"), _("%(revision)s, %(told)s", revision=schema.revision(call.connection), told=schema_told)),
        (_("Size"), size(found.size)),
        (_("Free on its disk"), free),
        (_("Journal of erasures"), journal),
    )


def version_rows() -> Rows:
    """What runs: this service first, as the changelog calls it."""
    libraries = ((name, version(name)) for name in LIBRARIES)
    return ((_("This service"), service_version()), ("Python", platform.python_version()), *libraries)


def size(count: int) -> str:
    """Bytes, in millions or thousands of millions."""
    told = _("%(size)s GB", size=number(Decimal(count) / 10**9, 1))
    return str(told if count >= 10**9 else _("%(size)s MB", size=number(Decimal(count) / 10**6, 1)))
