"""A token of the API: what it opens, until when, and what a pilot may ask for."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Union

from quiz.identity.roles.label import LabelProblem, label_problem
from quiz.insight.exports.line import EVERYTHING, Scope
from quiz.refusal import Reason

BITS = 256
# Says what a token found somewhere opens, to whoever finds it and to programs that look for secrets.
PREFIX = "quiz_"
WRITTEN = re.compile(r"quiz_[A-Za-z0-9_-]{43}")
LONGEST_LIFE = timedelta(days=365)
# The value by which a form says every ministry.
ALL = "tous"


@dataclass(frozen=True)
class Token:
    """A token as it is kept, without what opens anything; `ministry_id` bounds its scope, None leaves it unbounded."""

    number: int
    label: str
    ministry_id: str | None
    made_at: datetime
    last_day: date
    revoked_at: datetime | None = None
    used_on: date | None = None

    @property
    def scope(self) -> Scope:
        """Whose figures it opens."""
        return EVERYTHING if self.ministry_id is None else Scope(frozenset((self.ministry_id,)))

    def refused_on(self, day: date) -> Reason | None:
        """Why it opens nothing on a day; nothing where it does."""
        if self.revoked_at is not None:
            return Reason.TOKEN_REVOKED
        return Reason.TOKEN_EXPIRED if day > self.last_day else None


@dataclass(frozen=True)
class Asked:
    """A token as a pilot asks for it."""

    label: str
    ministry_id: str | None
    last_day: date


class Field(Enum):
    """What a token is asked for with."""

    LABEL = "label"
    SCOPE = "scope"
    LAST_DAY = "last_day"


class Mistake(Enum):
    """Why a token is not made; what is wrong with a label has its own reasons."""

    NO_SCOPE = "no_scope"
    NOT_A_DAY = "not_a_day"
    PAST = "past"
    TOO_FAR = "too_far"


@dataclass(frozen=True)
class Typed:
    """The form as it was typed."""

    label: str = ""
    scope: str = ""
    last_day: str = ""


Mistakes = dict[Field, Union[Mistake, LabelProblem]]


def read(typed: Typed, today: date, ministries: Collection[str]) -> Union[Asked, Mistakes]:
    """The token that was asked for, or every mistake by field.

    >>> read(Typed("entrepôt de données", "tous", "2027-03-31"), date(2026, 11, 24), ()).last_day.isoformat()
    '2027-03-31'
    """
    mistakes: Mistakes = {}
    if problem := label_problem(typed.label, None):
        mistakes[Field.LABEL] = problem
    if typed.scope != ALL and typed.scope not in ministries:
        mistakes[Field.SCOPE] = Mistake.NO_SCOPE
    last_day = _last_day(typed.last_day, today)
    if isinstance(last_day, Mistake):
        mistakes[Field.LAST_DAY] = last_day
    if mistakes or isinstance(last_day, Mistake):
        return mistakes
    return Asked(typed.label.strip(), None if typed.scope == ALL else typed.scope, last_day)


def _last_day(typed: str, today: date) -> date | Mistake:
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        return Mistake.NOT_A_DAY
    if day < today:
        return Mistake.PAST
    return day if day <= today + LONGEST_LIFE else Mistake.TOO_FAR


def written(bits: int) -> str:
    """The token that random bits make, as programs send it.

    >>> written(2**256 - 1)
    'quiz___________________________________________8'
    """
    return PREFIX + urlsafe_b64encode(bits.to_bytes(BITS // 8, "big")).decode().rstrip("=")


def borne(authorization: str) -> str | None:
    """The token of an `Authorization` header (RFC 6750); nothing where it bears none that we write."""
    scheme, _, token = authorization.strip().partition(" ")
    return token if scheme.lower() == "bearer" and WRITTEN.fullmatch(token) else None
