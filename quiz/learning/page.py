"""The pages of a path, each one frozen value: all that its template receives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

from quiz.content.module import Resource, Video
from quiz.learning.question import Question
from quiz.marking.certainty import Calibration


@dataclass(frozen=True)
class Step:
    """One module on the drawn path."""

    position: int
    slug: str
    title: str
    summary: str
    minutes: int
    url: str
    state: str


@dataclass(frozen=True)
class HomePage:
    """The series as a path of steps."""

    title: str
    summary: str
    steps: tuple[Step, ...]
    minutes: int
    completed: int
    begun: bool
    next_step: Step | None
    signed_in: bool


@dataclass(frozen=True)
class ModulePage:
    """A module before its quiz: what it is for, its video, what to read."""

    title: str
    slug: str
    position: int
    total: int
    summary: str
    minutes: int
    reading_minutes: int
    quiz_minutes: int
    objectives: tuple[str, ...]
    video: Video
    player_url: str | None
    watch_url: str
    play_url: str
    transcript: str | None
    reading: str
    resources: tuple[Resource, ...]
    questions: int
    pass_mark: Fraction
    start_url: str
    state: str
    best: Fraction | None
    open_number: int | None
    signed_in: bool
    reviewed_on: date


@dataclass(frozen=True)
class CertaintyAsked:
    """How sure one is, by the name of a level; and what that earned, once it is told."""

    level: str
    earned: Fraction | None


@dataclass(frozen=True)
class QuestionPage:
    """One item of an attempt, to answer or answered; without `following`, the result comes next.

    Its title is the outcome, where there is one, then the place among the questions.
    """

    title: str
    outcome: str
    place: str
    module_title: str
    slug: str
    number: int
    position: int
    total: int
    answered: int
    question: Question
    submission_key: UUID
    corrected: bool
    verdict: str | None
    score: Fraction
    max_score: Fraction
    following: int | None
    final: bool
    scored: bool
    certainty: CertaintyAsked | None = None
    notice: str | None = None
    image_digest: str | None = None
    mistakes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class ReviewLine:
    """One item on the review page."""

    position: int
    prompt: str
    answered: bool
    url: str


@dataclass(frozen=True)
class ReviewPage:
    """The answers of an attempt before its last submission."""

    title: str
    module_title: str
    module_url: str
    lines: tuple[ReviewLine, ...]
    complete: bool
    action: str


@dataclass(frozen=True)
class ObjectiveLine:
    """How an objective fared, and where to look again."""

    text: str
    score: Fraction
    max_score: Fraction
    acquired: bool
    look_again: str | None


@dataclass(frozen=True)
class ResultPage:
    """The result of an attempt; printed, it is an attestation."""

    title: str
    slug: str
    module_title: str
    module_url: str
    series_title: str
    score: Fraction
    max_score: Fraction
    scaled_score: Fraction
    pass_mark: Fraction
    passed: bool
    completed_on: date | None
    passed_on: date | None
    objectives: tuple[ObjectiveLine, ...]
    calibration: Calibration | None
    this_week: str
    resources: tuple[Resource, ...]
    retry_url: str
    number: int
    next_step: Step | None
    version: int


@dataclass(frozen=True)
class ResultLine:
    """One attempt in "my results"."""

    number: int
    url: str
    at: datetime
    scaled_score: Fraction | None
    passed: bool


@dataclass(frozen=True)
class ModuleLine:
    """One module in "my results"."""

    title: str
    slug: str
    url: str
    state: str
    completed_on: date | None
    passed_on: date | None
    attempts: tuple[ResultLine, ...]
    best: Fraction | None


@dataclass(frozen=True)
class ResultsPage:
    """Everything the agent has done here."""

    title: str
    modules: tuple[ModuleLine, ...]
    completed: int
    total: int
