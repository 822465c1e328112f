"""Plain builders: a clock, chance, settings, items and modules, each with sensible defaults."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from quiz.content.item import MultipleChoice, Numeric, ScoredItem, SingleChoice, TrueFalse, TrueFalseGrid, UnscoredItem
from quiz.content.module import Module, Series
from quiz.identity.ministry import OTHERS, Ministry
from quiz.settings import HashingKey, Settings

AnyItem = ScoredItem | UnscoredItem
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SOURCE = {"title": "Une étude", "url": "https://example.org/etude", "year": 2025}
MINISTRIES = (
    Ministry("rivages", "Ministère des Rivages", "Rivages"),
    Ministry("sentiers", "Ministère des Sentiers", "Sentiers"),
    *OTHERS,
)


@dataclass
class Clock:
    """The hour of a test, moved by hand."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        """The hour it is."""
        return self.now

    def advance(self, **delta: float) -> None:
        """Move on, by days, hours or minutes."""
        self.now += timedelta(**delta)


@dataclass
class Chance:
    """Random bits that are the same at each run."""

    source: Random = field(default_factory=lambda: Random(2026))  # noqa: S311 - wanted: the same at each run

    def __call__(self, bits: int) -> int:
        """That many bits."""
        return self.source.getrandbits(bits)


def settings(database_url: str, *, demonstration: bool = False, theme: Path | None = None) -> Settings:
    """The settings of a test."""
    return Settings(
        database_url=database_url,
        secret_key="secret of the tests, of no other use",
        hashing_key=HashingKey((b"hashing key of the tests, no other use",)),
        demonstration=demonstration,
        theme=theme,
        operator="Service des essais",
        contact="essais@example.org",
        mail_domains=("demonstration.invalid",) if demonstration else (),
    )


def an_item(item_id: str = "question-un", kind: str = "single_choice", **fields: Any) -> Any:
    """An item of one of the first kinds; option `a`, row `a` and `true` are right, and so is 4,4."""
    common = {
        "id": item_id,
        "kind": kind,
        "objective": "comprendre",
        "prompt": f"Que dire de {item_id}\u202f?",
        "explanation": f"Voici pourquoi, pour {item_id}.",
        "source": SOURCE,
    }
    match kind:
        case "single_choice":
            options = tuple({"id": name, "text": f"Proposition {name}", "correct": name == "a"} for name in "abc")
            return SingleChoice(**{**common, "options": options, **fields})
        case "multiple_choice":
            options = tuple({"id": name, "text": f"Proposition {name}", "correct": name in "ab"} for name in "abcd")
            return MultipleChoice(**{**common, "options": options, **fields})
        case "true_false":
            return TrueFalse(**{**common, "correct": True, **fields})
        case "true_false_grid":
            rows = tuple({"id": name, "text": f"Affirmation {name}", "correct": name == "a"} for name in "abc")
            return TrueFalseGrid(**{**common, "rows": rows, **fields})
        case "numeric":
            return Numeric(**{**common, "answer": "4.4", "unit": "%", **fields})
    raise ValueError(f"no builder for {kind}")


def some_items(count: int) -> tuple[AnyItem, ...]:
    """So many items of the plainest kind."""
    return tuple(an_item(f"question-{number}") for number in range(1, count + 1))


def a_module(slug: str = "enjeux", **fields: Any) -> Module:
    """A module of three items of different kinds, all drawn."""
    defaults: dict[str, Any] = {
        "module": slug,
        "title": f"Le module {slug}",
        "summary": "Un module pour les essais.",
        "duration_minutes": 6,
        "objectives": ({"id": "comprendre", "text": "Comprendre l’essentiel"},),
        "video": {"title": "Le film", "embed": {"provider": "dailymotion", "id": "x1"}},
        "reading": "L’essentiel tient en *une* phrase.",
        "draw": 3,
        "reviewed_on": date(2026, 11, 1),
        "this_week": "Éteindre son écran le soir.",
        "items": (
            an_item("choix"),
            an_item("cases", "multiple_choice"),
            an_item("mesure", "numeric"),
        ),
    }
    return Module(**{**defaults, **fields})


def a_series(*modules: Module) -> Series:
    """The series of these modules, in this order."""
    return Series(
        series="parcours",
        title="Le parcours des essais",
        summary="Quelques modules.",
        modules=tuple(module.module for module in modules),
    )
