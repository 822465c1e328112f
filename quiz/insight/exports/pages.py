"""A referent takes away the published figures of their ministries, a pilot those of all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice

from flask import Blueprint, Response, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import BETWEEN, Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.identity.role import Role
from quiz.insight import store as insight
from quiz.insight.actions.store import all_actions
from quiz.insight.exports import store
from quiz.insight.exports.columns import COLUMNS, Column, Kind, Value, Words, row
from quiz.insight.exports.csv_text import BYTE_ORDER_MARK, csv_lines
from quiz.insight.exports.line import EVERYTHING, Scope
from quiz.insight.exports.other_actions import ACTION_COLUMNS, action_row
from quiz.insight.exports.page import ExportsPage, Extent, Format
from quiz.insight.exports.render import words
from quiz.insight.exports.sheets.render import ODS, XLSX, Sheet, ods, xlsx
from quiz.insight.publication import Publication
from quiz.insight.publication_calendar import next_publication
from quiz.insight.quarters.quarter import Closing
from quiz.insight.quarters.store import closed_quarters
from quiz.refusal import Reason, Refused
from quiz.storage.transaction import reading
from quiz.web.formats import PARIS
from quiz.web.rendering import render

pages = Blueprint("exports", __name__)
TYPES = {Format.XLSX: XLSX, Format.ODS: ODS}
CSV = "text/csv; charset=utf-8; header=present"
ALL_OF_MINE = "tous"
# Rows sent at once: about 64 kB.
A_PIECE = 250
# In the log, where a scope has no bounds.
EVERYONE = "*"


@dataclass(frozen=True)
class Table:
    """A table to take away: its name, its columns, and its rows, made while they are sent."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[tuple[Value, ...]]]


@dataclass(frozen=True)
class Content:
    """What a file holds, what it is called after, how the log names it, and the moment it bears."""

    tables: tuple[Table, ...]
    stem: str
    logged: str
    made: datetime


@pages.get("/exports")
@requires(Permission.EXPORT_FIGURES)
def choose(call: Call[None]) -> ResponseReturnValue:
    """Someone chooses what to take away."""
    return render("insight/exports.html", exports_page(call))


@pages.post("/exports")
@requires(Permission.EXPORT_FIGURES)
def take_away(call: Call[None]) -> ResponseReturnValue:
    """Someone takes published figures away; the log says by which role, and which ones."""
    scope = scope_asked(call, request.form.get("scope") or ALL_OF_MINE)
    try:
        format_, extent = Format(request.form.get("format")), Extent(request.form.get("extent"))
    except ValueError:
        raise Refused(Reason.FORGED) from None
    content = content_of(call, scope, extent)
    if content is None:
        return render("insight/exports.html", exports_page(call), 422)
    whose = ", ".join(sorted(scope.ministries)) if scope.ministries is not None else EVERYONE
    what = BETWEEN.join((content.logged, format_.value, whose))
    audit.write(call.connection, Act.FIGURES_EXPORTED, signature(call.asker.grants), what, call.now)
    return file_of(content, format_, marked="mark" in request.form, invented=call.given.settings.demonstration)


def content_of(call: Call[None], scope: Scope, extent: Extent) -> Content | None:
    """What is taken away; nothing where there is nothing of that kind yet."""
    printed = words(call.connection, call.given)
    actions = tuple(
        action_row(ministry, action, printed)
        for ministry, declared in all_actions(call.connection).items()
        if scope.covers(ministry)
        for action in declared
    )
    other = Table(_("Other actions"), ACTION_COLUMNS, lambda: iter(actions))
    if extent is Extent.ACTIONS:
        today = call.today.isoformat()
        return Content((other,), f"autres-actions-{today}", f"actions, {today}", call.now) if actions else None
    closed = closed_quarters(call.connection)[::-1] if extent is Extent.QUARTERS else ()
    closings = {each.publication.id: each.closing for each in closed}
    publications = tuple(each.publication for each in closed) if closed else store.publications(call.connection)
    if not publications or (extent is Extent.QUARTERS and not closed):
        return None
    taken = publications[-1:] if extent is Extent.LATEST else publications
    first, last = (name_of(each, closings) for each in (taken[0], taken[-1]))
    figures = Table(_("Figures"), COLUMNS, partial(rows_of, taken, scope, printed, closings))
    logged = first if first == last else f"{first} – {last}"
    return Content((figures, other) if actions else (figures,), f"chiffres-{last}", logged, taken[-1].published_at)


def name_of(publication: Publication, closings: Mapping[int, Closing]) -> str:
    """What a file and the log call a publication: its day, or the quarter it was closed for."""
    closing = closings.get(publication.id)
    return closing.quarter if closing else day_of(publication).isoformat()


def file_of(content: Content, format_: Format, *, marked: bool, invented: bool) -> Response:
    """The file, written while it is sent: the transaction of the request is over by then."""
    name = f"{'donnees-fictives-' if invented else ''}{content.stem}.{format_.extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if format_ in TYPES:
        sheets = sheets_of(content.tables)
        pieces = ods(sheets) if format_ is Format.ODS else xlsx(sheets, content.made)
        return Response(stream_with_context(pieces), mimetype=TYPES[format_], headers=headers)
    separator = ";" if format_ is Format.CSV_SEMICOLON else ","
    # One table a file: the figures, where there are some.
    table = content.tables[0]
    text = csv_lines([column.name for column in table.columns], table.rows(), separator)
    return Response(stream_with_context(csv_pieces(text, marked=marked)), content_type=CSV, headers=headers)


def csv_pieces(lines: Iterator[str], *, marked: bool) -> Iterator[bytes]:
    """The bytes of a CSV file, after the mark that tells some spreadsheets that it is UTF-8, where it is wanted."""
    if marked:
        yield BYTE_ORDER_MARK.encode()
    while some := "".join(islice(lines, A_PIECE)):
        yield some.encode()


def sheets_of(tables: tuple[Table, ...]) -> Iterator[Sheet]:
    """The tables, then the dictionary of their columns."""
    for table in tables:
        names, kinds = zip(*((column.name, column.kind) for column in table.columns), strict=True)
        yield Sheet(table.name, names, kinds, table.rows())
    meanings = ((column.name, _(column.meaning)) for table in tables for column in table.columns)
    yield Sheet(_("Dictionary"), (_("Column"), _("Meaning")), (Kind.TEXT, Kind.TEXT), meanings)


def rows_of(
    publications: tuple[Publication, ...], scope: Scope, printed: Words, closings: Mapping[int, Closing]
) -> Iterator[tuple[Value, ...]]:
    """The rows of some publications, which never change: read one publication at a time, outside any transaction."""
    with reading() as connection:
        for line in store.all_lines(connection, publications, scope, closings):
            yield row(line, printed)


def scope_asked(call: Call[None], asked: str) -> Scope:
    """Whose figures are asked for; a ministry outside one's scope, or one that is not there, is not found."""
    if asked == ALL_OF_MINE:
        if call.asker.may(Permission.SEE_ALL_FIGURES):
            return EVERYTHING
        return Scope(frozenset(call.asker.ministries(Role.REFERENT)))
    known = {ministry.id for ministry in identity.ministries(call.connection)}
    if asked not in known or not call.asker.may(Permission.EXPORT_FIGURES, asked):
        raise Refused(Reason.NOT_FOUND)
    return Scope(frozenset((asked,)))


def exports_page(call: Call[None]) -> ExportsPage:
    """What the page offers to whoever asks."""
    mine = [
        ministry
        for ministry in identity.ministries(call.connection)
        if call.asker.may(Permission.EXPORT_FIGURES, ministry.id)
    ]
    last = insight.latest_publication(call.connection)
    declared = all_actions(call.connection).keys() & {ministry.id for ministry in mine}
    return ExportsPage(
        title=_("Take the figures away"),
        scopes=tuple((ministry.id, ministry.name) for ministry in mine),
        everything=_("All ministries, and their total")
        if call.asker.may(Permission.SEE_ALL_FIGURES)
        else _("All my ministries"),
        chosen=request.args.get("perimetre", ""),
        formats=(
            (Format.XLSX.value, _("XLSX, for Excel and others")),
            (Format.ODS.value, _("ODS, for LibreOffice and others")),
            (Format.CSV_SEMICOLON.value, _("CSV, cells parted by semicolons (French spreadsheets)")),
            (Format.CSV_COMMA.value, _("CSV, cells parted by commas (RFC 4180)")),
        ),
        extents=(
            (Extent.LATEST.value, _("The last publication")),
            (Extent.ALL.value, _("Every publication since the first")),
            *(((Extent.QUARTERS.value, _("The closed quarters")),) if closed_quarters(call.connection) else ()),
            *(((Extent.ACTIONS.value, _("The other actions that ministries declare, alone")),) if declared else ()),
        ),
        published_at=last.published_at if last else None,
        next_at=next_publication(call.now, PARIS),
        columns=COLUMNS + ACTION_COLUMNS,
        meanings={column.name: _(column.meaning) for column in COLUMNS + ACTION_COLUMNS},
    )


def day_of(publication: Publication) -> date:
    """The day of a publication, as its readers count days."""
    return publication.published_at.astimezone(PARIS).date()
