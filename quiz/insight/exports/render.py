"""The long table in the words of pages: cells and rates come from the very macros that pages use."""

import html
import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from flask import current_app
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy.engine import Connection

from quiz.content import store as content
from quiz.identity import store as identity
from quiz.identity.guard import Given
from quiz.insight.cells import AtLeast, Told
from quiz.insight.exports.columns import Words
from quiz.insight.exports.line import Line
from quiz.insight.page import Figure
from quiz.insight.rates import NoRate, NoRateReason, RateOrNot
from quiz.web.formats import PARIS
from quiz.web.formats import day as written
from quiz.web.language import typo

TAG = re.compile("<[^>]+>")
# A macro prints the cell of a figure, or its rate, never both: the other one is not read.
ANY_RATE = NoRate(NoRateReason.NO_HEADCOUNT)


def words(connection: Connection, given: Given) -> Words:
    """The words of pages, in the reader's language."""
    macros = current_app.jinja_env.get_template("insight/cells.html").module
    known = identity.ministries(connection)
    short = {ministry.id: ministry.short_name for ministry in known}

    def printed(macro: str, *arguments: object) -> str:
        text: str = getattr(macros, macro)(*arguments)
        return html.unescape(TAG.sub("", text)).strip()

    @cache
    def cell(of: Told, small_group: int) -> str:
        if isinstance(of, AtLeast):
            return printed("at_least", of.low)
        return printed("cell", Figure(of, ANY_RATE), small_group)

    @cache
    def rate(of: RateOrNot) -> str:
        return printed("rate", {"rate": of})

    def together(siblings: tuple[str, ...]) -> str:
        if not siblings:
            return str(_("All ministries whose figure is shown"))
        return grouped([short.get(sibling, sibling) for sibling in siblings])

    def period(line: Line) -> str:
        if line.closing is None:
            return str(_("since the service opened"))
        return str(_("since the service opened, up to %(day)s", day=written(line.closing.on)))

    return Words(
        ministries={ministry.id: ministry.name for ministry in known},
        modules=titles(connection, given),
        cell=cell,
        rate=rate,
        together=together,
        other_entities=lambda names: grouped(sorted(names)),
        only=lambda names, precision: printed("only", names, precision),
        apart=apart,
        period=period,
        mention=_("Invented data") if given.settings.demonstration else "",
        day=paris_day,
    )


def apart(name: str, before: date) -> str:
    """What a split left apart of a ministry."""
    return typo(_("%(ministry)s (before the split of %(day)s)", ministry=name, day=written(before)))


def grouped(names: Sequence[str]) -> str:
    """Those that have no figure of their own, on one line."""
    several = "Others (%(num)s grouped): %(names)s"
    return typo(ngettext("Others (%(num)s grouped): %(names)s", several, len(names), names=", ".join(names)))


def titles(connection: Connection, given: Given) -> dict[str, str]:
    """The titles of the modules, in the reader's language where they are translated."""
    language, now = str(get_locale()), given.clock()
    versions = {
        slug: given.shelf.version(connection, number) for slug, number in content.current_versions(connection).items()
    }
    return {slug: given.shelf.module(connection, each, language, now).title for slug, each in versions.items()}


def paris_day(line: Line) -> date:
    """The day a line was published, in Paris."""
    return line.published_at.astimezone(PARIS).date()
