"""What an author meant by a line that YAML refuses, or takes for a sign of its own, and the line to paste.

The parser's own words ("mapping values are not allowed in this context") help nobody who writes French.
"""

import re
from typing import NamedTuple

from quiz.content.correction import quoted
from quiz.content.french import HASH, LONGEST_LINE, PROSE
from quiz.content.problem import Place, Problem
from quiz.content.rules import problem

SIGNS = frozenset("*&!@`%|>\"'{[#?-,]}:")
FIELD = re.compile(r"(?P<before>\s*(?:- +)*(?P<field>[A-Za-z_][\w-]*) ?: +)(?P<text>\S.*)")
ELEMENT = re.compile(r"(?P<before>\s*(?:- +)+)(?P<text>\S.*)")
COMPLETE_QUOTE = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(\s+#.*|\s*)""")
OUTSIDE_TEXT = frozenset(",{}\"'")
QUOTES = frozenset("\"'")
HYPHENS = re.compile(r" *(?:- +)*")
COLON = re.compile(r":(\s|$)")


class Trouble(NamedTuple):
    """Where the parser gave up, what it said, and where what it was reading had started."""

    line: int
    column: int
    detail: str
    start_line: int
    start_column: int
    in_quotation: bool = False


class Written(NamedTuple):
    """A line of the author's, divided: what comes before the text, the text, and the field it belongs to."""

    before: str
    text: str
    field: str


def written(line: str) -> Written | None:
    """The parts of a line that gives a text to a field or to an element of a list, or nothing."""
    line = line.rstrip()
    if len(line) > LONGEST_LINE:
        return None
    if found := FIELD.fullmatch(line):
        return Written(found["before"], found["text"], found["field"])
    if found := ELEMENT.fullmatch(line):
        return Written(found["before"], found["text"], "")
    return None


def sign_problem(file: str, lines: tuple[str, ...], line: int, column: int, rule: str) -> Problem:
    """The problem of an anchor, alias or tag: where the field holds prose, a text that starts with a sign."""
    parts = written(lines[line - 1])
    if parts and parts.field in PROSE and len(parts.before) == column - 1:
        return _starts_with_sign(Place(file, line, column), parts)
    return problem(rule, Place(file, line, column))


def syntax_problem(file: str, lines: tuple[str, ...], trouble: Trouble) -> Problem:
    """The problem of what the parser could not read, as what the author most likely meant."""
    place = Place(file, trouble.line, trouble.column)
    line = lines[trouble.line - 1] if trouble.line <= len(lines) else ""
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation:
        corrected = _indentation_of_a_sibling(lines, trouble.line) + line.lstrip()
        tab = Place(file, trouble.line, indentation.index("\t") + 1)
        return problem("tab-in-indentation", tab, corrected=corrected)
    if trouble.in_quotation:
        return _open_quotation(file, lines, trouble.start_line, trouble.start_column)
    for number in dict.fromkeys((trouble.line, trouble.start_line)):
        if number <= len(lines) and (found := _meant(file, lines, number, trouble)):
            return found
    if opened := _quotation_above(lines, trouble.line):
        return _open_quotation(file, lines, *opened)
    return problem("syntax", place, {"detail": trouble.detail})


def _indentation_of_a_sibling(lines: tuple[str, ...], line: int) -> str:
    """The spaces that put a line below the field written above it, or inside it where that one says nothing yet."""
    above = next((text for text in reversed(lines[: line - 1]) if text.strip() and "\t" not in text), "")
    hyphens = HYPHENS.match(above)
    width = hyphens.end() if hyphens else 0
    return " " * (width + 2 if above.rstrip().endswith(":") else width)


def _meant(file: str, lines: tuple[str, ...], number: int, trouble: Trouble) -> Problem | None:
    line = lines[number - 1]
    if cut := _cut_inside_braces(line):
        corrected = cut.before + quoted(cut.text) + line[len(cut.before) + len(cut.text) :]
        return problem("text-cut-by-hash", Place(file, number, len(cut.before) + 1), corrected=corrected)
    parts = written(line)
    if parts is None or COMPLETE_QUOTE.fullmatch(parts.text):
        return None
    column = len(parts.before) + 1
    if _opens(parts) and parts.text.count(parts.text[0]) == 1:
        return _open_quotation(file, lines, number, column)
    if parts.text[0] in SIGNS:
        return _starts_with_sign(Place(file, number, column), parts)
    if COLON.search(parts.text) and (number != trouble.line or column <= trouble.column):
        return problem("unquoted-colon", Place(file, number, column), corrected=parts.before + quoted(parts.text))
    return None


def _cut_inside_braces(line: str) -> Written | None:
    """The text of `{text: Épisode #2}` that hides the closing brace behind `#`, or nothing."""
    hash_at = line.find(HASH)
    start = line.rfind(": ", 0, max(hash_at, 0)) + 2
    if hash_at < 0 or start < 2 or not OUTSIDE_TEXT.isdisjoint(line[start:hash_at]):
        return None
    end = next((at for at in range(hash_at, len(line)) if line[at] in ",}"), -1)
    return Written(line[:start], line[start:end].rstrip(), "") if end > 0 and "{" in line[:start] else None


def _starts_with_sign(place: Place, parts: Written) -> Problem:
    text = parts.text
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    corrected = parts.before + quoted(text)
    return problem("text-starts-with-markup", place, {"character": parts.text[0]}, corrected=corrected)


def _open_quotation(file: str, lines: tuple[str, ...], line: int, column: int) -> Problem:
    text = lines[line - 1] if line <= len(lines) else ""
    corrected = text.rstrip() + text[column - 1 : column] if len(text) <= LONGEST_LINE else None
    return problem("quote-not-closed", Place(file, line, column), corrected=corrected)


def _quotation_above(lines: tuple[str, ...], line: int) -> tuple[int, int] | None:
    """Where the nearest text above opens a quotation mark without closing it on its line."""
    for number in range(min(line, len(lines)), 0, -1):
        parts = written(lines[number - 1])
        if parts and _opens(parts) and not COMPLETE_QUOTE.fullmatch(parts.text):
            return number, len(parts.before) + 1
    return None


def _opens(parts: Written) -> bool:
    return parts.text[0] in QUOTES
