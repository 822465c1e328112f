"""What remains of our own style under the DSFR: only what the DSFR says nothing of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import tinycss2

from quiz.web.theme.sheet import Block, Group, Node, Rule, changed, every

# Colours come from the DSFR (see static/bridge.css), and so do its themes.
THEMES = ("data-fr-theme", "prefers-color-scheme", "prefers-contrast")


@dataclass(frozen=True)
class Known:
    """The classes and the elements that a style sheet speaks of."""

    classes: frozenset[str]
    elements: frozenset[str]


def known(nodes: Iterable[Node]) -> Known:
    """What these rules speak of: every class, and the elements that they style whatever class those bear."""
    classes: set[str] = set()
    elements: set[str] = set()
    for rule in every(nodes):
        if isinstance(rule, Rule):
            for selector in rule.selectors:
                named = set(_classes(_tokens(selector)))
                classes |= named
                if not named:
                    elements |= set(_elements(_tokens(selector)))
    return Known(frozenset(classes), frozenset(elements))


def remaining(nodes: Iterable[Node], theirs: Known) -> tuple[Node, ...]:
    """Our rules but for those about what the other style sheet knows, and for our themes."""

    def ours(node: Rule | Block) -> Rule | Block | None:
        if isinstance(node, Block):
            return node
        selectors = tuple(each for each in node.selectors if is_ours(each, theirs))
        return replace(node, selectors=selectors) if selectors else None

    return changed((node for node in nodes if not _is_theme(node)), ours)


def _is_theme(node: Node) -> bool:
    return isinstance(node, Group) and any(each in node.head for each in THEMES)


def is_ours(selector: str, theirs: Known) -> bool:
    """True where a selector names a class, an identifier or an element that the other knows nothing of."""
    if any(each in selector for each in THEMES):
        return False
    tokens = _tokens(selector)
    if classes := set(_classes(tokens)):
        return not classes <= theirs.classes
    if any(token.type == "hash" for token in tokens):
        return True
    elements = set(_elements(tokens))
    return selector == ":root" or (bool(elements) and not elements <= theirs.elements)


def _tokens(selector: str) -> list[Any]:
    tokens: list[Any] = tinycss2.parse_component_value_list(selector, skip_comments=True)
    return tokens


def _classes(tokens: Iterable[Any]) -> Iterator[str]:
    """The classes that a selector names, wherever it does."""
    previous = ""
    for token in tokens:
        if token.type == "ident" and previous == ".":
            yield token.value
        elif token.type == "function":
            yield from _classes(token.arguments)
        previous = token.value if token.type == "literal" else ""


def _elements(tokens: Iterable[Any]) -> Iterator[str]:
    """The elements that a selector names."""
    previous = ""
    for token in tokens:
        if token.type == "ident" and previous not in (".", ":"):
            yield token.lower_value
        elif token.type == "function" and token.lower_name in ("is", "where"):
            yield from _elements(token.arguments)
        previous = token.value if token.type == "literal" else ""
