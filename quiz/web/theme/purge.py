"""What pages never use goes: rules whose classes they never bear, variables nothing reads, old browsers' rules.

Measured on the DSFR 1.15 by the authors of its tools: the same pixels, a third of the weight. What stands in
`:not(…)` asks for no class, and the theme's attribute is the page's own: both traps of such purges.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import tinycss2

from quiz.web.theme.names import Names
from quiz.web.theme.sheet import Block, Declaration, Group, Node, Rule, changed, every, split

# Only Internet Explorer matched it, and it is no longer maintained.
OLD_BROWSERS = ("-ms-high-contrast: none", "-ms-high-contrast:none", "-moz-document")
DARK, DEVICE = "[data-fr-theme=dark]", ":not([data-fr-theme])"
QUOTED_DARK = ('[data-fr-theme="dark"]', "[data-fr-theme='dark']")
ALTERNATIVES = frozenset(("is", "where", "matches", "has", "-webkit-any", "-moz-any"))
# Attributes whose values pages choose, and not their templates.
FREE = frozenset(("class", "id"))


def purged(nodes: Iterable[Node], names: Names) -> tuple[Node, ...]:
    """The rules that a page bearing these names may need."""

    def needed(node: Rule | Block) -> Rule | Block | None:
        if isinstance(node, Block):
            return node
        selectors = tuple(each for each in node.selectors if may_match(each, names))
        return replace(node, selectors=selectors) if selectors else None

    return changed((node for node in nodes if not _for_old_browsers(node)), needed)


def _for_old_browsers(node: Node) -> bool:
    return isinstance(node, Group) and any(each in node.head for each in OLD_BROWSERS)


def may_match(selector: str, names: Names) -> bool:
    """True where a page may have an element that this selects."""
    return _possible(tinycss2.parse_component_value_list(selector), names)


def _possible(tokens: list[Any], names: Names) -> bool:
    previous: Any = None
    for token in tokens:
        if token.type == "ident" and previous is not None and previous == "." and not names.has(token.value):
            return False
        if token.type == "[] block" and not _attribute_possible(token.content, names):
            return False
        if token.type == "function" and token.lower_name in ALTERNATIVES:
            inside = [part for part in split(token.arguments) if _possible(part, names)]
            if not inside:
                return False
        previous = token.value if token.type == "literal" else None
    return True


def _attribute_possible(content: list[Any], names: Names) -> bool:
    """Whether an element may have an attribute: of classes, whether a name of ours is like it."""
    words = [each for each in content if each.type in ("ident", "string")]
    operator = "".join(each.value for each in content if each.type == "literal")
    if not words:
        return True
    if words[0].lower_value in FREE and len(words) > 1:
        return names.all_like(operator, words[1].value)
    return not words[0].value.startswith("data-fr-") or names.has(words[0].value)


def followed_from_the_device(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The same rules, those of the dark theme told again for whoever let their device choose: no script does it."""
    kept: list[Node] = []
    for node in nodes:
        kept.append(node)
        if again := changed((node,), _for_the_device):
            kept.append(Group("@media screen and (prefers-color-scheme: dark)", again))
    return tuple(kept)


def _for_the_device(node: Rule | Block) -> Rule | None:
    if isinstance(node, Block):
        return None
    plain = [_unquoted(each) for each in node.selectors]
    dark = tuple(each.replace(DARK, DEVICE) for each in plain if DARK in each)
    return replace(node, selectors=dark) if dark else None


def _unquoted(selector: str) -> str:
    for quoted in QUOTED_DARK:
        selector = selector.replace(quoted, DARK)
    return selector


def without_needless_variables(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The rules without the custom properties that nothing reads, nor those that only these read."""
    rules = tuple(every(nodes))
    declared = [each for rule in rules for each in rule.declarations]
    read = {name for each in declared if not each.name.startswith("--") for name in each.variables}
    # Frames are kept as they are written.
    frames = " ".join(rule.verbatim for rule in rules if isinstance(rule, Block))
    read |= {each.name for each in declared if each.name.startswith("--") and each.name in frames}
    waiting = set(read)
    while waiting:
        more = {name for each in declared if each.name in waiting for name in each.variables} - read
        read |= more
        waiting = more

    def needed(node: Rule | Block) -> Rule | Block | None:
        kept = tuple(each for each in node.declarations if not each.name.startswith("--") or each.name in read)
        if kept or (isinstance(node, Block) and node.verbatim):
            return replace(node, declarations=kept)
        return None

    return changed(nodes, needed)


def without_needless_blocks(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The rules without the fonts and the frames that no declaration names."""
    rules = [rule for rule in every(nodes) if isinstance(rule, Rule)]
    said = [each for rule in rules for each in rule.declarations]
    fonts = " ".join(each.value for each in said if each.name.startswith(("font", "--"))).casefold()
    moves = " ".join(each.value for each in said if each.name.startswith(("animation", "-webkit-animation", "--")))

    def needed(node: Rule | Block) -> Rule | Block | None:
        if isinstance(node, Block) and node.keyword == "font-face":
            return node if _family(node.declarations) in fonts else None
        if isinstance(node, Block) and node.keyword.endswith("keyframes"):
            return node if node.prelude in moves else None
        return node

    return changed(nodes, needed)


def _family(declarations: tuple[Declaration, ...]) -> str:
    return next((each.value.strip("\"'").casefold() for each in declarations if each.name == "font-family"), "")
