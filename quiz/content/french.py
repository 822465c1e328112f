"""Ordinary French that YAML loses without a word: `#`, commas between braces, and bare percentages.

Each loss is a problem with the line to paste. Only fields that hold prose are looked at, so that a
comment after `draw: 6` stays a comment.
"""

import re
from collections.abc import Iterator

from quiz.content.correction import quoted, rest_of_line
from quiz.content.node import Document, Entry, MappingNode, Node, ScalarNode, SequenceNode
from quiz.content.problem import Problem
from quiz.content.rules import problem

PROSE = frozenset({
    "accepted", "alt", "explanation", "first", "last", "left", "look_again", "prompt", "reading", "right", "summary",
    "text", "this_week", "title", "transcript", "unit",
})  # fmt: skip
HASH = " #"
# Past this length no line is written by hand, and patterns that look ahead would take their time.
LONGEST_LINE = 4000
CUT_VALUE = re.compile(r"[^{}\[\]\"']*?(?=\s*[}\]]|\s*,\s*[a-z_]+\s*:(?:\s|$)|\s*$)")
DECIMAL_COMMA = re.compile(r"(?<=[\[,])\s*([^{}\[\]\"',]*[0-9],[0-9][^{}\[\]\"',]*)")


def losses(document: Document) -> Iterator[Problem]:
    """The texts of a document that were cut, each with its corrected line."""
    hashed = {number for number, line in enumerate(document.lines, 1) if HASH in line and line.lstrip()[0] != "#"}
    if hashed:
        for field, node in _prose(document.root):
            if node.end_line in hashed and (found := _cut_by_hash(document, field, node)):
                yield found
    for flow in document.flows:
        found = _stray_key(document, flow) if isinstance(flow, MappingNode) else _split_decimal(document, flow)
        if found:
            yield found


def _prose(root: Node) -> Iterator[tuple[str, ScalarNode]]:
    """Every unquoted scalar below a field of prose, with that field."""
    waiting: list[tuple[str, Node]] = [("", root)]
    while waiting:
        field, node = waiting.pop()
        if isinstance(node, MappingNode):
            waiting += [(name, entry.value) for name, entry in node.entries.items()]
        elif isinstance(node, SequenceNode):
            waiting += [(field, item) for item in node.items]
        elif node.plain and field in PROSE:
            yield field, node


def _cut_by_hash(document: Document, field: str, node: ScalarNode) -> Problem | None:
    if not (isinstance(node.value, str) or node.absent):
        return None
    rest = document.lines[node.end_line - 1][node.end_column - 1 :]
    lost = rest.strip()
    if not lost.startswith("#") or rest[0] == "#":
        return None
    text = lost
    if not node.absent:
        last = document.lines[node.end_line - 1].rstrip()
        between = document.lines[node.line : node.end_line - 1]
        one_line = node.line == node.end_line
        text = rest_of_line(document, node) if one_line else "\n".join((rest_of_line(document, node), *between, last))
    before = document.lines[node.line - 1][: node.column - 1]
    gap = " " if before.endswith(":") else ""
    corrected = before + gap + quoted(text)
    return problem("text-cut-by-hash", document.place(node), {"field": field}, corrected=corrected)


def _stray_key(document: Document, flow: MappingNode) -> Problem | None:
    """`{text: 4,4 %}` reads as two fields, `text` and `4 %`; the second has neither colon nor value."""
    previous: Entry | None = None
    for entry in flow.entries.values():
        if previous and isinstance(previous.value, ScalarNode) and previous.value.plain and _is_stray(document, entry):
            node = previous.value
            line = document.lines[node.line - 1]
            found = CUT_VALUE.match(line, node.column - 1) if len(line) <= LONGEST_LINE else None
            corrected = found and line[: found.start()] + quoted(found.group()) + line[found.end() :]
            return problem("text-cut-by-comma", document.place(node), corrected=corrected)
        previous = entry
    return None


def _is_stray(document: Document, entry: Entry) -> bool:
    key, value = entry
    after = document.lines[key.end_line - 1][key.end_column - 1 :].lstrip()
    return isinstance(value, ScalarNode) and value.absent and not after.startswith(":")


def _split_decimal(document: Document, flow: SequenceNode) -> Problem | None:
    """`[4,4 %, 2,5 %]` reads as four texts: a comma between two digits was a decimal comma."""
    for one, other in zip(flow.items, flow.items[1:], strict=False):
        if not (isinstance(one, ScalarNode) and isinstance(other, ScalarNode) and one.plain and other.plain):
            continue
        touching = one.end_line == other.line and other.column == one.end_column + 1
        if touching and one.text[-1:].isdigit() and other.text[:1].isdigit():
            line = document.lines[one.line - 1]
            corrected = DECIMAL_COMMA.sub(_quoted_element, line) if len(line) <= LONGEST_LINE else None
            return problem("text-cut-by-comma", document.place(one), corrected=corrected)
    return None


def _quoted_element(found: re.Match[str]) -> str:
    before = found.group()[: found.start(1) - found.start()]
    return before + quoted(found[1].rstrip())
