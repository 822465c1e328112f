"""From the events of a YAML parser to nodes, without recursion, refusing what authors must not use."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.content.node import Entry, MappingNode, Node, ScalarNode, SequenceNode
from quiz.content.problem import Place, Problem
from quiz.content.rules import NONE, problem
from quiz.content.scalar import meaning

MAXIMUM_DEPTH = 32
# A module of a hundred full items holds about half as many; past it, judging could take seconds.
MAXIMUM_VALUES = 20_000
MAXIMUM_PROBLEMS = 100


@dataclass(slots=True)
class _Open:
    """A collection being read, and the key whose value is awaited; `skipped` means that value is dropped."""

    node: SequenceNode | MappingNode
    key: ScalarNode | None = None
    skipped: bool = False


class Composer:
    """Told of each event in turn; then has the root, and the problems met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.flows: list[SequenceNode | MappingNode] = []
        self.stopped = False
        self._open: list[_Open] = []
        self._values = 0

    def scalar(self, text: str, untyped: bool, line: int, column: int, end_line: int, end_column: int) -> None:
        """A single value was read; `untyped` where it had no quotation marks."""
        value = meaning(text) if untyped else text
        self._add(ScalarNode(value, text, untyped, line, column, end_line, end_column))

    def sequence(self, flow: bool, line: int, column: int) -> None:
        """A list starts."""
        self._enter(SequenceNode([], flow, line, column))

    def mapping(self, flow: bool, line: int, column: int) -> None:
        """Named fields start."""
        self._enter(MappingNode({}, flow, line, column))

    def end(self) -> None:
        """The collection last started ends."""
        self._open.pop()

    def refuse(self, rule: str, line: int, column: int, parameters: Mapping[str, str] = NONE) -> None:
        """A rule is broken at this place."""
        self.keep(problem(rule, Place(self.file, line, column), parameters))

    def keep(self, found: Problem) -> None:
        """One problem more; past a hundred, no further event is wanted."""
        if len(self.problems) >= MAXIMUM_PROBLEMS:
            found, self.stopped = problem("too-many-problems", found.place), True
        self.problems.append(found)

    def _enter(self, node: SequenceNode | MappingNode) -> None:
        self._add(node)
        self._open.append(_Open(node))
        if node.flow:
            self.flows.append(node)
        if len(self._open) > MAXIMUM_DEPTH:
            self.refuse("too-deep", node.line, node.column, {"maximum": str(MAXIMUM_DEPTH)})
            self.stopped = True

    def _add(self, node: Node) -> None:
        self._values += 1
        if self._values > MAXIMUM_VALUES:
            self.refuse("too-many-values", node.line, node.column, {"maximum": str(MAXIMUM_VALUES)})
            self.stopped = True
        if not self._open:
            self.root = node
            return
        opened = self._open[-1]
        parent = opened.node
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif opened.skipped:
            opened.skipped = False
        elif opened.key is None:
            self._take_key(opened, parent, node)
        else:
            parent.entries[opened.key.text] = Entry(opened.key, node)
            opened.key = None

    def _take_key(self, opened: _Open, parent: MappingNode, node: Node) -> None:
        # Between braces a number may stand as a key because a comma cut a text: another rule tells it.
        if not isinstance(node, ScalarNode) or not (isinstance(node.value, str) or (parent.flow and node.text)):
            self.refuse("key-not-text", node.line, node.column)
            opened.skipped = True
        elif node.text in parent.entries:
            first = str(parent.entries[node.text].key.line)
            self.refuse("duplicate-key", node.line, node.column, {"field": node.text, "line": first})
            opened.skipped = True
        else:
            opened.key = node
