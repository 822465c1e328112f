"""Whether a document has the fields its kind wants: pydantic's errors, each with a path, in our words."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quiz.content import suggestion
from quiz.content.item import ScoredItem, UnscoredItem
from quiz.content.node import Document, MappingNode, Node, ScalarNode, SequenceNode, find, plain
from quiz.content.rules import Finding

Shape = TypeVar("Shape", bound=BaseModel)
Path = tuple[str | int, ...]
KINDS: dict[str, type[BaseModel]] = {
    get_args(kind.model_fields["kind"].annotation)[0]: kind for kind in (*get_args(ScoredItem), *get_args(UnscoredItem))
}
IDENTIFIERS = frozenset({"id", "module", "series", "modules", "objective", "category", "translation_of"})
IDENTIFIERS |= {"ministry", "ministries", "code", "from", "into", "source"}
SHARES = frozenset({"pass_mark", "credit"})
EXAMPLES = {"fact": "A03", "file": "carte-reseau.svg", "within": "10 %", "files": "film-720p.mp4"}
EXAMPLES |= {
    "domain": "culture.gouv.fr",
    "domains": "culture.gouv.fr",
    "patterns": "ac-*.fr",
    "sirets": "13002526500013",
}
EXAMPLES |= {"sirens": "130025265", "entity": "culture.musees"}
EXAMPLES |= {"captions": "film.fr.vtt", "host": "video.exemple.fr", "language": "en"}
TOLD_VALUE = 80
MAXIMUM_FINDINGS = 200


def shaped(document: Document, shape: type[Shape]) -> tuple[Shape | None, tuple[Finding, ...]]:
    """The document as a value of that shape, or nothing and all that keeps it from being one."""
    try:
        return shape.model_validate(plain(document.root)), ()
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        more = (Finding("too-many-problems", ()),) if len(errors) > MAXIMUM_FINDINGS else ()
        return None, (*_findings(document, shape, errors[:MAXIMUM_FINDINGS]), *more)


def _findings(document: Document, shape: type[BaseModel], errors: list[ErrorDetails]) -> Iterator[Finding]:
    unknown = [_unknown_field(document, shape, each) for each in errors if each["type"] == "extra_forbidden"]
    yield from unknown
    # A field under a French name is one problem, not an unknown field and a missing one.
    meant = {(*found.path[:-1], found.parameters.get("nearest")) for found in unknown}
    for each in errors:
        path = _path(each["loc"])
        if each["type"] == "extra_forbidden" or (each["type"] == "missing" and path in meant):
            continue
        if each["type"] == "too_short" and _long_enough(document, each, path):
            continue
        yield _finding(document, shape, each, path)


def _long_enough(document: Document, error: ErrorDetails, path: Path) -> bool:
    """True where a list is only short of elements whose own errors are told: pydantic counts the right ones."""
    node = find(document.root, path).node
    return isinstance(node, SequenceNode) and len(node.items) >= error["ctx"]["min_length"]


def _path(location: Path) -> Path:
    """The path in the document: pydantic adds the kind of an item after its index."""
    if len(location) > 3 and location[0] == "items" and location[2] in KINDS:
        return (*location[:2], *location[3:])
    return location


def _unknown_field(document: Document, shape: type[BaseModel], error: ErrorDetails) -> Finding:
    path = _path(error["loc"])
    fields = known_fields(shape, error["loc"][:-1])
    name = str(path[-1])
    holder = find(document.root, path[:-1]).node
    free = [field for field in fields if not (isinstance(holder, MappingNode) and field in holder.entries)]
    if near := suggestion.nearest_field(name, free):
        return Finding("field-unknown-near", path, {"field": _told(name), "nearest": near}, near, on_key=True)
    return Finding("field-unknown", path, {"field": _told(name), "known": ", ".join(fields)}, on_key=True)


def _finding(document: Document, shape: type[BaseModel], error: ErrorDetails, path: Path) -> Finding:
    kind = error["type"]
    context = error.get("ctx", {})
    node = find(document.root, path).node
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    if kind == "missing":
        return Finding("field-missing", path, {"field": field})
    if kind.startswith("union_tag"):
        return _kind_finding(node, path)
    if kind == "string_type":
        return _text_finding(document, node, path, field)
    if kind == "string_pattern_mismatch":
        return _pattern_finding(node, path, field)
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", str(context["expected"]))
        near = suggestion.nearest(_text(node), known)
        return Finding("choice-wanted", path, {"text": _told(node), "field": field, "known": ", ".join(known)}, near)
    if kind in LIMITS:
        rule, name, limit = LIMITS[kind]
        return Finding(rule, path, {"field": field, name: str(context[limit])})
    if kind in ("model_type", "model_attributes_type"):
        return Finding("fields-wanted", path, {"known": ", ".join(known_fields(shape, error["loc"]))})
    for beginning, rule, guess in VALUES:
        if kind.startswith(beginning):
            return Finding(rule, path, {"field": field}, guess(_text(node)) if guess else None)
    return Finding("value-refused", path, {"field": field, "detail": error["msg"]})


LIMITS = {
    "string_too_long": ("text-too-long", "maximum", "max_length"),
    "string_too_short": ("text-missing", "minimum", "min_length"),
    "too_short": ("too-few", "minimum", "min_length"),
    "too_long": ("too-many", "maximum", "max_length"),
    "greater_than_equal": ("number-too-small", "minimum", "ge"),
    "less_than_equal": ("number-too-large", "maximum", "le"),
}
VALUES: tuple[tuple[str, str, Callable[[str], str | None] | None], ...] = (
    ("bool_", "true-or-false-wanted", suggestion.truth),
    ("int_", "whole-number-wanted", suggestion.whole_number),
    ("decimal_max", "number-out-of-range", None),
    ("decimal_whole", "number-out-of-range", None),
    ("decimal_", "number-wanted", suggestion.number),
    ("finite_", "number-wanted", suggestion.number),
    ("date_", "date-wanted", suggestion.iso_date),
    ("tuple_", "list-wanted", None),
)


def _kind_finding(node: Node, path: Path) -> Finding:
    known = ", ".join(KINDS)
    given = node.entries.get("kind") if isinstance(node, MappingNode) else None
    if given is None:
        return Finding("kind-missing", path, {"known": known})
    kind = _text(given.value)
    if near := suggestion.nearest_kind(kind, KINDS):
        parameters = {"kind": _told(kind), "nearest": near, "known": known}
        return Finding("kind-unknown-near", (*path, "kind"), parameters, near)
    return Finding("kind-unknown", (*path, "kind"), {"kind": _told(kind), "known": known})


def _text_finding(document: Document, node: Node, path: Path, field: str) -> Finding:
    if isinstance(node, ScalarNode):
        if node.value is None:
            return Finding("text-missing", path, {"field": field})
        meant = suggestion.share(node.text) if field in SHARES else suggestion.text_behind(document, node)
        return Finding("number-read-as-text", path, {"text": _told(node)}, meant)
    replacement = suggestion.text_behind(document, node)
    if replacement is None:
        return Finding("text-wanted", path, {"field": field})
    if node.flow:
        return Finding("text-starts-with-markup", path, {"character": replacement[1]}, replacement)
    return Finding("unquoted-colon", path, {}, replacement)


def _pattern_finding(node: Node, path: Path, field: str) -> Finding:
    text = _text(node)
    told = {"text": _told(node), "field": field}
    if field in SHARES:
        return Finding("share-wanted", path, told, suggestion.share(text))
    if field == "url":
        return Finding("address-wanted", path, told)
    if field in IDENTIFIERS:
        return Finding("identifier-wanted", path, told, suggestion.identifier(text))
    return Finding("pattern-mismatch", path, {**told, "example": EXAMPLES.get(field, field)})


def _text(node: Node | str) -> str:
    if isinstance(node, str):
        return node
    return node.text if isinstance(node, ScalarNode) else ""


def _told(node: Node | str) -> str:
    """The start of a value, short enough to stand inside a message."""
    text = _text(node)
    return text if len(text) <= TOLD_VALUE else text[:TOLD_VALUE] + "…"


def known_fields(shape: type[BaseModel], location: Path) -> tuple[str, ...]:
    """The names of the fields a shape has at pydantic's location, as authors would write them."""
    shapes = [shape]
    for step in location:
        if isinstance(step, int):
            continue
        if step in KINDS and KINDS[step] in shapes:
            shapes = [KINDS[step]]
        else:
            fields = [each.model_fields[step] for each in shapes if step in each.model_fields]
            shapes = [found for field in fields for found in shapes_in(field.annotation)]
    return tuple(dict.fromkeys(name for each in shapes for name in each.model_fields))


def shapes_in(annotation: Any) -> tuple[type[Any], ...]:
    """The shapes that an annotation names, inside lists, unions and limits too."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(found for part in _parts(annotation) for found in shapes_in(part))


def _parts(annotation: Any) -> Iterable[Any]:
    return [part for part in get_args(annotation) if isinstance(part, type) or get_args(part)]
