"""Reads what was published, one publication at a time, so that years of them need no more memory than one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.engine import Connection

from quiz.content import store as content
from quiz.identity import store as identity
from quiz.insight import store
from quiz.insight.entities import store as entities
from quiz.insight.exports.line import Line, Published, Scope, lines
from quiz.insight.headcounts import store as headcounts
from quiz.insight.publication import Publication
from quiz.insight.quarters.quarter import Closing
from quiz.insight.reorganisation.store import reorganised
from quiz.insight.tables import PublicationRow

PUBLICATIONS = select(PublicationRow).where(PublicationRow.quarter.is_(None)).order_by(PublicationRow.id)


def publications(connection: Connection) -> tuple[Publication, ...]:
    """The publications of every week, the earliest first; closed quarters aside."""
    return tuple(store.publication_of(row) for row in connection.execute(PUBLICATIONS))


def published(
    connection: Connection,
    publication: Publication,
    ministry_id: str | None = None,
    closing: Closing | None = None,
) -> Published:
    """What a publication, that of a closed quarter where it is named, printed of every ministry, or of one.

    Without their entities, which totals of the State have nothing to do with.
    """
    found = store.figures(connection, publication, ministry_id)
    order = [ministry.id for ministry in identity.ministries(connection)]
    gone = sorted(found.keys() - set(order))
    return Published(
        publication,
        tuple(found[ministry] for ministry in (*order, *gone) if ministry in found),
        headcounts.known(connection, publication.published_at),
        closing,
    )


def all_lines(
    connection: Connection, of: tuple[Publication, ...], scope: Scope, closings: Mapping[int, Closing] | None = None
) -> Iterator[Line]:
    """The lines of some publications within a scope, each publication read when its turn comes.

    `closings` are the closed quarters that some of them were made for, by their numbers.
    """
    order = content.path_modules(connection)
    for publication in of:
        closing = (closings or {}).get(publication.id)
        levels, names = entities.named_figures(connection, publication.id)
        printed = published(connection, publication, closing=closing)
        declared = printed.headcounts
        cut = entities.perimeters(connection, publication, levels, names, printed.figures, declared.of_entities)
        found = replace(printed, entities=levels, entity_names=names, perimeters=cut)
        if closing is None:
            ministries = [each.ministry for each in printed.figures]
            found = replace(found, places=reorganised(connection, publication, ministries, declared.of_ministries))
        yield from lines(found, scope, order)
