"""Lines to paste: the author's own line with the smallest change that makes it right."""

from quiz.content.node import Document, Node, ScalarNode

LONGEST_CORRECTION = 4000


def quoted(text: str) -> str:
    """A text between the quotation marks that need the fewest changes inside."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def with_value(document: Document, node: Node, value: str) -> str | None:
    """The line of a node with another value, or nothing where the value is spread over a block."""
    line = document.lines[node.line - 1]
    before = line[: node.column - 1]
    if not isinstance(node, ScalarNode):
        return before + value
    if node.line == node.end_line:
        gap = " " if before.endswith(":") else ""
        return before + gap + value + line[node.end_column - 1 :]
    if node.plain and len(node.text) <= LONGEST_CORRECTION:
        return before + value + document.lines[node.end_line - 1][node.end_column - 1 :]
    return None


def with_key(document: Document, key: ScalarNode, name: str) -> str:
    """The line of a field with another name."""
    line = document.lines[key.line - 1]
    return line[: key.column - 1] + name + line[key.end_column - 1 :]


def rest_of_line(document: Document, node: Node) -> str:
    """The author's text from a node to the end of its line."""
    return document.lines[node.line - 1][node.column - 1 :].rstrip()


def pasted(text: str, line: int, corrected: str) -> str:
    """The text once its author has pasted a corrected line, which may stand for several."""
    lines, written = text.split("\n"), corrected.split("\n")
    lines[line - 1 : line - 1 + len(written)] = written
    return "\n".join(lines)
