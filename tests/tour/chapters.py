"""The tour, by chapters: whoever asks for one walks it, once a run."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.shared import shared
from tests.tour import agents, staff
from tests.tour.walk import Seen, Tour

CHAPTERS: Mapping[str, Callable[[Tour], Iterator[Seen]]] = {
    "open to all": agents.open_to_all,
    "preferences": agents.preferences,
    "errors": agents.errors,
    "signing in": agents.signing_in,
    "organisation": agents.organisation,
    "questions": agents.questions,
    "results": agents.results,
    "referent": staff.referent,
    "pilot": staff.pilot,
    "author": staff.author,
    "operator": staff.operator,
}


def walk(tour: Tour, chapter: str) -> list[Seen]:
    """The pages of a chapter."""
    tour.begin(chapter)
    return list(CHAPTERS[chapter](tour))


@dataclass(frozen=True)
class Album:
    """The pages of a run: the first process to ask for a chapter walks it."""

    tour: Callable[[], Tour]

    def chapter(self, name: str) -> list[Seen]:
        """The pages of a chapter."""
        file = shared(f"{name}.pickle", lambda file: _keep(file, walk(self.tour(), name)))
        # Our own file, written by this run.
        pages: list[Seen] = pickle.loads(file.read_bytes())  # noqa: S301
        return pages


def _keep(file: Path, pages: list[Seen]) -> None:
    file.write_bytes(pickle.dumps(pages))
