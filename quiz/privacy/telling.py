"""Rows as a person may read them, and as a file holds them."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from quiz.privacy.kept import As, Kept
from quiz.privacy.page import Section

Row = Mapping[str, Any]
Tell = Callable[[As, Any], str]


def sections(
    listed: Iterable[Kept], kept: Mapping[str, Sequence[Row]], say: Callable[[str], str], tell: Tell
) -> tuple[Section, ...]:
    """What is kept, table by table; those that hold nothing, or whose rows are told elsewhere, are left out."""
    return tuple(
        Section(
            say(table.title),
            say(table.why),
            tuple(say(words) for _name, words, _how in table.columns),
            tuple(tuple(tell(how, row[name]) for name, _words, how in table.columns) for row in kept[table.table]),
        )
        for table in listed
        if table.columns and kept.get(table.table)
    )


def as_file(kept: Mapping[str, Sequence[Row]], legend: Mapping[str, str], now: datetime) -> str:
    """Everything kept, as JSON: every column of every row; texts that are JSON themselves are opened."""
    tables = {name: [{key: plain(value) for key, value in row.items()} for row in rows] for name, rows in kept.items()}
    content = {"exported_at": now.isoformat(), "what_each_table_is": dict(legend), "kept": tables}
    return json.dumps(content, ensure_ascii=False, indent=2)


def plain(value: Any) -> Any:
    """The value as JSON can write it."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
