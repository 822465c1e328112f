"""The report as PDF/UA-1, from the value that the dashboard is made of and from the words of its templates."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import shorten
from typing import Any

import typst
from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.insight.actions.action import of_quarter
from quiz.insight.charts.drawing import bare
from quiz.insight.charts.render import RATES, STAIRCASE, cell_words, fonts, plain, rate_words, said
from quiz.insight.entities.perimeter import Perimeter
from quiz.insight.figures import AT_LEAST_ONE, COMPLETED, PASSED, STARTED, WHOLE_PATH
from quiz.insight.page import DashboardPage, Figure
from quiz.insight.quarters.page import CorrectionLine
from quiz.insight.quarters.quarter import quarter_of
from quiz.insight.rates import Rate
from quiz.web.formats import PARIS, day, number
from quiz.web.typography import french

LAYOUT = Path(__file__).with_name("report.typ")
# What the first of two pages holds beside the rest: so many actions, and so much of the source of each.
MOST_ACTIONS, LONGEST_SOURCE = 4, 80
MOST_CORRECTIONS = 3
# Of the second, beside the modules: so many entities, and so much of each name or of the names of the others.
MOST_ENTITIES, LONGEST_NAMES = 5, 80
PARAGRAPH = re.compile(r"<p[ >].*?</p>", re.DOTALL)


def report(page: DashboardPage, corrections: Sequence[CorrectionLine] = ()) -> bytes:
    """The report, the same bytes for the same figures; `corrections` are what moved since a quarter was closed."""
    if page.published_at is None:
        raise ValueError("nothing is published of the ministry: there is no report to make")
    compiler = typst.Compiler(
        LAYOUT.read_bytes(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(laid_out(page, corrections), ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=page.published_at)
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def laid_out(page: DashboardPage, corrections: Sequence[CorrectionLine] = ()) -> Mapping[str, Any]:
    """Every word and drawing of the report, in the reader's language."""
    published = day(page.published_at) if page.published_at else ""
    return {
        "title": french(page.ministry.name),
        "subtitle": french(_("Report of the quarter %(quarter)s: responsible digital practice", quarter=quarter(page))),
        "invented": french(_("Invented data: this ministry and its figures do not exist."))
        if page.demonstration
        else "",
        "foot": french(
            _("Figures closed on %(day)s, for all ministries on the same day.", day=day(page.closing.on))
            if page.closing
            else _("Figures published on %(day)s, the same as on the dashboard.", day=published)
        ),
        "sentence": page.sentence or french(_("Fewer than %(k)s agents: no figure is shown yet.", k=page.small_group)),
        "headings": {
            "standing": _("Where we stand"),
            "target": _("Target"),
            "weeks": _("Week after week"),
            "state": _("All ministries together"),
            "modules": _("By module"),
            "entities": _("By entity"),
            "actions": _("Other actions of the quarter, declared by the ministry and added to no figure"),
            "guide": _("How to read these figures"),
        },
        "standing": {
            "head": ["", _("Agents"), _("Rate")],
            "lines": [
                [_("At least one module"), *cell_and_rate(page, page.at_least_one)],
                [_("Whole path"), *cell_and_rate(page, page.whole_path)],
                *as_it_is_now(page),
            ],
        },
        "corrections": list(corrected(page, corrections)),
        "target": list(paragraphs("insight/steering.html", page)),
        "state": list(paragraphs("insight/state.html", page)),
        "guide": list(paragraphs("insight/reading_guide.html", page)),
        "stairs": drawn(page, STAIRCASE),
        "rates": drawn(page, RATES),
        "modules": {
            "head": [_("Module"), _("Started"), _("Completed"), _("Passed"), _("Rate")],
            "lines": [
                [
                    french(line.title),
                    *(cell_words(each, page.small_group) for each in (line.started, line.completed, line.passed)),
                    rate_words(line.completed),
                ]
                for line in page.modules
            ],
        },
        "entities": entities(page),
        "actions": other_actions(page),
    }


def as_it_is_now(page: DashboardPage) -> Iterator[list[str]]:
    """The headlines of the ministry as merges and splits have made it; what a split left apart is on the page."""
    for place in page.reorganised:
        if place.before is None:
            for words, figure in (
                (_("At least one module, according to today’s organisation"), place.at_least_one),
                (_("Whole path, according to today’s organisation"), place.whole_path),
            ):
                # As on the page: nothing is said of a headcount counted before the last change.
                rate = said("rate", figure) if isinstance(figure.rate, Rate) else "–"
                yield [french(words), said("cell", figure, page.small_group), rate]


def corrected(page: DashboardPage, corrections: Sequence[CorrectionLine]) -> Iterator[str]:
    """What moved since the quarter was closed: the first figures, and how many more."""
    measures = {
        AT_LEAST_ONE: _("At least one module"),
        WHOLE_PATH: _("Whole path"),
        STARTED: _("Started"),
        COMPLETED: _("Completed"),
        PASSED: _("Passed"),
    }
    for each in corrections[:MOST_CORRECTIONS]:
        figure = f"{each.module}, {measures[each.measure]}" if each.module else measures[each.measure]
        now, then = (cell_words(which, page.small_group) for which in (each.corrected, each.closed))
        yield french(_("Corrected since: %(figure)s, %(now)s instead of %(then)s.", figure=figure, now=now, then=then))
    if more := len(corrections[MOST_CORRECTIONS:]):
        yield french(ngettext("%(num)s more figure was corrected.", "%(num)s more figures were corrected.", more))


def entities(page: DashboardPage) -> Mapping[str, Any]:
    """What the page says of entities: the largest, how many more there are, and those without a figure."""
    lines = page.entities.lines if page.entities else ()
    pooled = page.entities.pooled if page.entities else ()
    told = [[shortened(line.name), said("at_least", line.at_least)] for line in lines[:MOST_ENTITIES]]
    notes: list[str] = []
    if more := len(lines[MOST_ENTITIES:]):
        notes.append(ngettext("%(num)s more entity has a figure on the dashboard.",
                              "%(num)s more entities have a figure on the dashboard.", more))  # fmt: skip
    if pooled:
        several = "Others (%(num)s grouped): %(names)s"
        grouped = ngettext("Others (%(num)s grouped): %(names)s", several, len(pooled), names=", ".join(pooled))
        told.append([shortened(grouped), said("at_least", 0)])
    if told:
        notes.append(
            _(
                "The figure of an entity is a least number. It rises by steps of %(k)s, once that of its ministry has "
                "risen as much, so that nobody can be recognised by subtraction.",
                k=page.small_group,
            )
        )
    if page.entities and page.entities.perimeter:
        short = replace(page.entities, perimeter=in_short(page.entities.perimeter))
        notes += paragraphs("insight/perimeter.html", replace(page, entities=short))
    if page.closing and page.ministry.entities_open:
        notes.append(_("A closed quarter has no figures by entity: they are those of every week alone."))
    return {
        "head": [_("Entity"), _("At least one module")],
        "lines": told,
        "notes": [french(note) for note in notes],
    }


def in_short(cut: Perimeter) -> Perimeter:
    """The entities that have a headcount, in the words that a page has room for."""
    said = replace(cut.headcount, source=shortened(cut.headcount.source), perimeter=shortened(cut.headcount.perimeter))
    return replace(cut, headcount=said, entities=tuple((entity, shortened(name)) for entity, name in cut.entities))


def shortened(names: str) -> str:
    """Names, cut where they would take the room of others."""
    return french(shorten(names, LONGEST_NAMES, placeholder="…"))


def other_actions(page: DashboardPage) -> Mapping[str, Any]:
    """What the ministry declared beside the modules for the quarter: the latest, and how many more there are."""
    found = of_quarter(page.actions, quarter(page))
    more = len(found[MOST_ACTIONS:])
    return {
        "head": [_("Action"), _("Source"), _("Day"), _("Participants")],
        "lines": [
            [
                french(each.title),
                french(shorten(each.source, LONGEST_SOURCE, placeholder="…")),
                day(each.on),
                number(each.participants),
            ]
            for each in found[:MOST_ACTIONS]
        ],
        "more": french(ngettext("%(num)s earlier action is not listed here.",
                                "%(num)s earlier actions are not listed here.", more)) if more else "",
    }  # fmt: skip


def quarter(page: DashboardPage) -> str:
    """The quarter that was closed, or else the one in which the figures were published: 2026-T4."""
    if page.closing:
        return page.closing.quarter
    return quarter_of(page.published_at.astimezone(PARIS).date()) if page.published_at else ""


def cell_and_rate(page: DashboardPage, figure: Figure | None) -> list[str]:
    """A figure in words, and its rate."""
    return ["", ""] if figure is None else [cell_words(figure, page.small_group), rate_words(figure)]


def drawn(page: DashboardPage, name: str) -> list[dict[str, str]]:
    """A chart of the page, where it has that one."""
    if name not in page.charts:
        return []
    drawing = page.charts[name].drawing
    return [{"title": drawing.title, "description": drawing.description, "svg": bare(drawing)}]


def paragraphs(template: str, page: DashboardPage) -> Iterator[str]:
    """The paragraphs of a part of the dashboard, in its own words; links lead nowhere on paper."""
    html = current_app.jinja_env.get_template(template).render(page=page)
    for found in PARAGRAPH.findall(html):
        if "<a " not in found:
            yield plain(found)
