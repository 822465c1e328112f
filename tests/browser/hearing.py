"""What a screen reader is told of a page: the browser's own accessibility tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession

FIELDS = frozenset(("textbox", "combobox", "radio", "checkbox"))
GROUPS = frozenset(("group", "radiogroup", "form"))


@dataclass(frozen=True)
class Field:
    """A field as it is told: its name, what describes it or the groups it stands in, and the names of these."""

    role: str
    name: str
    descriptions: tuple[str, ...]
    groups: tuple[str, ...]


def fields(session: CDPSession) -> Iterator[Field]:
    """The fields of the page, in order."""
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}
    for node in nodes:
        if role(node) in FIELDS:
            around = [each for each in above(node, known) if role(each) in GROUPS]
            told = tuple(said(each, "description") for each in (node, *around))
            yield Field(role(node), said(node, "name"), told, tuple(said(each, "name") for each in around))


def above(node: dict[str, Any], known: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What a node stands in, from the nearest."""
    while parent := known.get(node.get("parentId", "")):
        yield parent
        node = parent


def role(node: dict[str, Any]) -> str:
    """What a node is told to be."""
    return said(node, "role")


def said(node: dict[str, Any], what: str) -> str:
    """A text of a node; nothing where it has none."""
    return str(node.get(what, {}).get("value", ""))
