"""What is said of a reference file or a sheet that cannot be taken as it is. Messages are keys of the catalogue."""

from collections.abc import Mapping

from quiz.content.node import Document, find
from quiz.content.problem import Place, Problem, Severity
from quiz.content.rules import N_, NONE, Rule

RULES = {
    "reference-missing": Rule(N_("This file is missing."), N_("Take it from the repository, or write an empty list.")),
    "listed-twice": Rule(N_("“{text}” is listed already."), N_("Keep one of the two.")),
    "reserved": Rule(N_("“{text}” is one of the answers that are no ministry."), N_("Choose another identifier.")),
    "ministry-unknown": Rule(N_("There is no ministry “{text}”."), N_("Known ministries: {known}.")),
    "entity-unknown": Rule(
        N_("There is no entity “{text}”."), N_("Write the ministry, a dot and the code, as entities.yaml lists them.")
    ),
    "source-unknown": Rule(N_("There is no source “{text}” in this file."), N_("Known sources: {known}.")),
    "dates-reversed": Rule(N_("The last day is before the first one."), N_("Exchange the two dates.")),
    "evidence-contradicts": Rule(
        N_("“{text}” tells two organisations."), N_("Keep one line, or list it among the shared domains.")
    ),
    "check-digits": Rule(N_("The check digit of {text} is wrong."), N_("Copy the number again from its source.")),
    "pattern-too-wide": Rule(
        N_("The pattern “{text}” would take almost any domain."), N_("Write some letters beside the star.")
    ),
    "change-to-itself": Rule(N_("A ministry cannot become itself."), N_("Name another ministry.")),
    "change-loop": Rule(
        N_("This change would come back to “{text}”, which is gone by then."),
        N_("Give the new ministry an identifier of its own."),
    ),
    "change-after-the-end": Rule(
        N_("“{text}” is gone by then: it has become another ministry."), N_("Name what it became.")
    ),
    "change-same-day": Rule(
        N_("On the same day, another change leads to “{text}”."), N_("Say at once where everything ends up.")
    ),
    "change-twice": Rule(N_("What becomes of “{text}” that day is said already."), N_("Keep one of the two.")),
    "change-in-the-future": Rule(
        N_("This change takes effect on {day}, which is not yet: nothing changes until then."), "", Severity.WARNING
    ),
}


def located(
    document: Document, rule: str, path: tuple[str | int, ...], parameters: Mapping[str, str] = NONE
) -> Problem:
    """The problem of a broken rule at a path of a document."""
    node = find(document.root, path).node
    told = RULES[rule]
    place = Place(document.file, node.line, node.column)
    return Problem(place, rule, told.message, told.hint, parameters, path, None, told.severity)
