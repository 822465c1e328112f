"""A share of the headcount to reach by a day, as a referent or a pilot declares it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Union

# Further away, a target steers nothing.
FURTHEST = timedelta(days=3 * 366)
PERCENT = re.compile(r"([0-9]{1,4})[\s\u00a0\u202f]*%?")


@dataclass(frozen=True)
class Target:
    """That many per cent of the headcount with at least one module, by the end of a day."""

    percent: int
    on: date


class Field(Enum):
    """What a declaration is made of."""

    PERCENT = "percent"
    ON = "on"


class Mistake(Enum):
    """Why a declaration is refused."""

    MISSING = "missing"
    NOT_A_SHARE = "not_a_share"
    NOBODY = "nobody"
    MORE_THAN_ALL = "more_than_all"
    NOT_A_DAY = "not_a_day"
    PAST = "past"
    TOO_FAR = "too_far"


@dataclass(frozen=True)
class Declaration:
    """A target as it was typed."""

    percent: str = ""
    on: str = ""


Mistakes = dict[Field, Mistake]


def read(declaration: Declaration, today: date) -> Union[Target, Mistakes]:
    """The target that was declared, or every mistake by field.

    >>> read(Declaration("60 %", "2027-03-31"), date(2026, 11, 24))
    Target(percent=60, on=datetime.date(2027, 3, 31))
    >>> read(Declaration("0", "2026-11-24"), date(2026, 11, 24))[Field.ON].value
    'past'
    """
    percent, on = _percent(declaration.percent.strip()), _day(declaration.on.strip(), today)
    if isinstance(percent, int) and isinstance(on, date):
        return Target(percent, on)
    found = {Field.PERCENT: percent, Field.ON: on}
    return {field: mistake for field, mistake in found.items() if isinstance(mistake, Mistake)}


def _percent(typed: str) -> Union[int, Mistake]:
    if not typed:
        return Mistake.MISSING
    share = PERCENT.fullmatch(typed)
    if share is None or not share[1].isascii():
        return Mistake.NOT_A_SHARE
    percent = int(share[1])
    if percent == 0:
        return Mistake.NOBODY
    return percent if percent <= 100 else Mistake.MORE_THAN_ALL


def _day(typed: str, today: date) -> Union[date, Mistake]:
    if not typed:
        return Mistake.MISSING
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return Mistake.NOT_A_DAY
    if day <= today:
        return Mistake.PAST
    return day if day <= today + FURTHEST else Mistake.TOO_FAR


def current(targets: Iterable[Target], today: date) -> Target | None:
    """The next target, or the last one once all are past."""
    ordered = sorted(targets, key=lambda target: target.on)
    ahead = [target for target in ordered if target.on >= today]
    return ahead[0] if ahead else (ordered[-1] if ordered else None)
