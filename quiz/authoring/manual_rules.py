"""What the manual says of each rule: its words, its reason, and an example that the checker has read."""

from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from quiz.authoring.manual_reasons import REASONS, SITUATIONS, Situation
from quiz.content.correction import pasted
from quiz.content.problem import Place, Problem, Severity
from quiz.content.reading import FileRead
from quiz.content.rule_examples import EXAMPLES, Example
from quiz.content.rules import RULES, problem
from quiz.content.wording import Translate, line

Check = Callable[[str, str | bytes], FileRead[Any]]
"""Reads a text under the name of a file: a series, a translation or a module, as the name says."""

LOSING_RULES = (
    "text-cut-by-hash",
    "text-cut-by-comma",
    "unquoted-colon",
    "text-starts-with-markup",
    "number-read-as-text",
    "number-wanted",
    "true-or-false-wanted",
    "date-wanted",
    "field-unknown-near",
    "kind-unknown-near",
)
SEVERITIES = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement"}
LONGEST_FRAGMENT = 18
NEAR = 14
BETWEEN = "\n\n"
CUT = "  # et ainsi de suite"


def rule_section(rule: str, check: Check, translate: Translate) -> str:
    """The rule's severity and reason, what the checker says, and an example before and after."""
    example = next((each for each in EXAMPLES if each.rule == rule), None)
    if example is None:
        told, before, after = _situation(rule, SITUATIONS[rule], check)
    else:
        found = told_of(example, check)
        wrong, right = fragments(example.text(), _corrected(example, found), found.place.line)
        told, before, after = found, f"\n\n{_fenced('yaml', wrong)}", f"\n\n{_fenced('yaml', right)}"
    said = line(told, translate) + (f"\n{told.corrected}" if told.corrected else "")
    return (
        f"#### `{rule}`\n\n*{SEVERITIES[RULES[rule].severity].capitalize()}.* {REASONS[rule]}\n\n"
        f"Avant :{before}\n\n{_fenced('text', said)}\n\nAprès :{after}"
    )


def losses(rule: str, check: Check) -> str:
    """Every example of a rule that has a line to paste, as it was written and as it is corrected."""
    changes = []
    for example in EXAMPLES:
        if example.rule != rule:
            continue
        found = told_of(example, check)
        if found.corrected is None:
            continue
        written = found.corrected.split("\n")
        wrong = example.text().split("\n")[found.place.line - 1 :][: len(written)]
        changes.append("\n".join([*(f"-{each}" for each in wrong), *(f"+{each}" for each in written)]))
    return f"### `{rule}`\n\n{REASONS[rule]}\n\n{_fenced('diff', BETWEEN.join(changes))}"


def told_of(example: Example, check: Check) -> Problem:
    """What the checker says of an example about the rule that it breaks."""
    return _first(check("parcours.yaml" if example.series else "enjeux.yaml", example.text()), example.rule)


def fragments(wrong: str, right: str, told: int) -> tuple[str, str]:
    """The lines in which two texts differ, from or to the line that is told where this is near.

    A line around is shown too where one of the texts would otherwise show nothing.
    """
    before, after = wrong.split("\n"), right.split("\n")
    changes = [
        each for each in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if each[0] != "equal"
    ]
    start, end, other_end = changes[0][1], changes[-1][2], changes[-1][4]
    around = int(start == end or changes[0][3] == other_end)
    above, below = min(around, start), around
    if start - NEAR <= told - 1 <= end + NEAR:
        above, below = max(above, start - told + 1), max(below, told - end)
    # What stands above the first change and below the last is the same in both texts.
    first, other_first = start - above, changes[0][3] - above
    return _shortened(before[first : end + below]), _shortened(after[other_first : other_end + below])


def _corrected(example: Example, found: Problem) -> str:
    """The text with the line to paste where there is one, else as an author would correct it."""
    return pasted(example.text(), found.place.line, found.corrected) if found.corrected else example.corrected()


def _shortened(lines: list[str]) -> str:
    return "\n".join(lines if len(lines) <= LONGEST_FRAGMENT else [*lines[:LONGEST_FRAGMENT], CUT])


def _situation(rule: str, situation: Situation, check: Check) -> tuple[Problem, str, str]:
    if situation.text is None:
        told = problem(rule, Place(situation.file), dict(situation.parameters))
    else:
        told = _first(check(situation.file, situation.text), rule)
    return told, f" {situation.before}.", f" {situation.after}."


def _first(file: FileRead[Any], rule: str) -> Problem:
    return next(found for found in file.problems if found.rule == rule)


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"
