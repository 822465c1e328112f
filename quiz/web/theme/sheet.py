"""A style sheet as values: selectors one by one, declarations with the variables and files they need."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

# Groups whose inside is rules again; the others of those with a block hold declarations or frames.
NESTED = frozenset(("media", "supports", "container", "layer"))


@dataclass(frozen=True)
class Declaration:
    """A property and its value; `files` are what it fetches, each as it is written and as it is named."""

    name: str
    value: str
    variables: frozenset[str] = frozenset()
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rule:
    """Selectors and what they declare; `line` and `column` are where they stand."""

    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    line: int
    column: int


@dataclass(frozen=True)
class Block:
    """What is not chosen by selectors: a face of a font, frames, a page."""

    keyword: str
    prelude: str
    declarations: tuple[Declaration, ...]
    line: int
    column: int
    # Of frames, whose inside is kept as it is.
    verbatim: str = ""


@dataclass(frozen=True)
class Group:
    """Rules under a condition."""

    head: str
    inside: tuple["Node", ...]


Node = Rule | Block | Group


@dataclass(frozen=True)
class Sheet:
    """A style sheet: its notices (`/*! … */`), its rules, and what could not be read, with its line and column."""

    notices: tuple[str, ...]
    nodes: tuple[Node, ...]
    unread: tuple[tuple[int, int], ...] = ()
    imports: tuple[tuple[int, int], ...] = ()


def read_sheet(css: str) -> Sheet:
    """The style sheet that a text writes."""
    notices, unread, imports = [], [], []
    parsed = tinycss2.parse_stylesheet(css, skip_whitespace=True)
    for node in parsed:
        if node.type == "comment" and node.value.startswith("!"):
            notices.append(f"/*{node.value}*/")
        elif node.type == "error":
            unread.append((node.source_line, node.source_column))
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
            imports.append((node.source_line, node.source_column))
    return Sheet(tuple(dict.fromkeys(notices)), tuple(_nodes(parsed)), tuple(unread), tuple(imports))


def _nodes(parsed: Iterable[Any]) -> Iterator[Node]:
    """Rules and groups of rules."""
    for node in parsed:
        if node.type == "qualified-rule":
            selectors = tuple(tinycss2.serialize(part).strip() for part in split(node.prelude))
            yield Rule(selectors, tuple(_declarations(node.content)), node.source_line, node.source_column)
        elif node.type == "at-rule" and node.content is not None:
            prelude = tinycss2.serialize(node.prelude).strip()
            if node.lower_at_keyword in NESTED:
                inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield Group(f"@{node.lower_at_keyword} {prelude}", tuple(_nodes(inside)))
            elif node.lower_at_keyword.endswith("keyframes"):
                text = tinycss2.serialize(node.content).strip()
                yield Block(node.lower_at_keyword, prelude, (), node.source_line, node.source_column, text)
            else:
                declared = tuple(_declarations(node.content))
                yield Block(node.lower_at_keyword, prelude, declared, node.source_line, node.source_column)


def _declarations(content: Any) -> Iterator[Declaration]:
    """What a block declares; a browser passes over what cannot be read, and so do we."""
    for each in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration":
            value = tinycss2.serialize(each.value).strip() + (" !important" if each.important else "")
            yield Declaration(each.name, value, frozenset(_variables(each.value)), tuple(_files(each.value)))


def _variables(tokens: Iterable[Any]) -> Iterator[str]:
    """The custom properties that a value reads."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "var":
                yield from (each.value for each in token.arguments if each.type == "ident" and each.value[:2] == "--")
            yield from _variables(token.arguments)
        elif token.type.endswith("block"):
            yield from _variables(token.content)


def _files(tokens: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """The files that a value fetches; what is written inside the sheet itself is none."""
    for token in tokens:
        if token.type == "url":
            name = token.value
        elif token.type == "function" and token.lower_name == "url":
            name = "".join(each.value for each in token.arguments if each.type == "string")
        else:
            if token.type == "function":
                yield from _files(token.arguments)
            continue
        if not name.startswith(("data:", "#")):
            yield tinycss2.serialize([token]), name


def split(tokens: Iterable[Any]) -> list[list[Any]]:
    """Tokens parted at their commas."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return parts


def written(nodes: Iterable[Node], renamed: Mapping[str, str]) -> str:
    """The text of rules, the files they fetch under other names."""
    return "\n".join(_text(node, renamed) for node in nodes)


def _text(node: Node, renamed: Mapping[str, str]) -> str:
    """The text of one."""
    if isinstance(node, Group):
        return f"{node.head}{{{written(node.inside, renamed)}}}"
    declared = ";".join(_declared(each, renamed) for each in node.declarations)
    if isinstance(node, Rule):
        return f"{','.join(node.selectors)}{{{declared}}}"
    return f"@{node.keyword} {node.prelude}{{{node.verbatim or declared}}}"


def _declared(declaration: Declaration, renamed: Mapping[str, str]) -> str:
    """A property and its value."""
    value = declaration.value
    for as_written, name in declaration.files:
        value = value.replace(as_written, f'url("{renamed[name]}")')
    return f"{declaration.name}:{value}"


def every(nodes: Iterable[Node]) -> Iterator[Rule | Block]:
    """Each rule and block, whatever group it is in."""
    for node in nodes:
        if isinstance(node, Group):
            yield from every(node.inside)
        else:
            yield node


def changed(nodes: Iterable[Node], change: Callable[[Rule | Block], Rule | Block | None]) -> tuple[Node, ...]:
    """The rules as a function changes them; those it drops go, and groups left empty with them."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Group):
            if inside := changed(node.inside, change):
                kept.append(Group(node.head, inside))
        elif (after := change(node)) is not None:
            kept.append(after)
    return tuple(kept)
