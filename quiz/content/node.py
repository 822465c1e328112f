"""What a YAML file says, with the place of everything: nodes, keys, and the lines they came from.

Lines and columns count from 1, as in `Place`. Tuples rather than dataclasses: a folder holds some
hundred thousand nodes, and named tuples are made three times faster.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from quiz.content.problem import Place

Scalar: TypeAlias = str | int | bool | Decimal | None
Plain: TypeAlias = "Scalar | list[Plain] | dict[str, Plain]"


class ScalarNode(NamedTuple):
    """A single value: what it means, and the text it was written as; `plain` means without quotation marks."""

    value: Scalar
    text: str
    plain: bool
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def absent(self) -> bool:
        """True where nothing at all was written."""
        return self.plain and not self.text


class SequenceNode(NamedTuple):
    """A list of nodes; `flow` means written between brackets."""

    items: "list[Node]"
    flow: bool
    line: int
    column: int


class Entry(NamedTuple):
    """A field: its name and its value."""

    key: ScalarNode
    value: "Node"


class MappingNode(NamedTuple):
    """Named fields, in the order written; `flow` means written between braces."""

    entries: dict[str, Entry]
    flow: bool
    line: int
    column: int


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True)
class Document:
    """One file, read: its lines, its root, and what was written between braces or brackets."""

    file: str
    lines: tuple[str, ...]
    root: Node
    flows: tuple[SequenceNode | MappingNode, ...] = ()

    def place(self, node: Node) -> Place:
        """Where a node starts."""
        return Place(self.file, node.line, node.column)


def plain(node: Node) -> Plain:
    """The values of a node and below, without their places."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, MappingNode):
        return {name: plain(entry.value) for name, entry in node.entries.items()}
    return [plain(item) for item in node.items]


class Found(NamedTuple):
    """What stands at a path, or nearest to it: `key` where it is a field; `whole` is False where some path is left."""

    node: Node
    key: ScalarNode | None
    whole: bool


def find(root: Node, path: tuple[str | int, ...]) -> Found:
    """The node at a path, or the nearest one above it that exists."""
    found = Found(root, None, True)
    for step in path:
        node = found.node
        if isinstance(node, MappingNode) and step in node.entries:
            entry = node.entries[str(step)]
            found = Found(entry.value, entry.key, True)
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            found = Found(node.items[step], None, True)
        else:
            return found._replace(whole=False)
    return found
