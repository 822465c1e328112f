"""Whether a translation says everything its source says, nothing else, and leaves every item answerable."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from quiz.content import suggestion
from quiz.content.answers import answer_findings
from quiz.content.catch_all import catch_all_findings
from quiz.content.item import Frozen, Item, ShortAnswer
from quiz.content.module import Module, share
from quiz.content.node import Plain
from quiz.content.references import item_findings, repeated_ids
from quiz.content.rules import Finding
from quiz.content.shape import shapes_in
from quiz.content.translation import SOURCE_LANGUAGE, TranslatedItem, Translation, part_name, translated_item

Path = tuple[str | int, ...]
NAMES = frozenset({"id", "url", "translation_of", "language"})
# An image without words is the same in every language.
OPTIONAL = frozenset({"file"})


def file_name_findings(given: Plain, module: str, language: str, modules: Sequence[str]) -> Iterator[Finding]:
    """Where a translation is not of the module, or not in the language, that its file's name says."""
    fields = given if isinstance(given, dict) else {}
    named = fields.get("translation_of")
    for field, expected in (("translation_of", module), ("language", language)):
        text = fields.get(field)
        if isinstance(text, str) and text != expected:
            yield Finding("translation-not-file-name", (field,), {"text": text, "expected": expected}, expected)
    if language == SOURCE_LANGUAGE:
        yield Finding("translation-in-source-language", ("language",))
    if module not in modules and named in (None, module):
        parameters = {"id": module, "known": ", ".join(modules)}
        yield Finding("translation-without-module", ("translation_of",), parameters)


def fidelity_findings(module: Module, given: Plain, images: frozenset[str] | None = None) -> Iterator[Finding]:
    """Where a translation says less or more than its source, and what it breaks in the source's items."""
    if isinstance(given, dict):
        yield from _fields(module, Translation, given, ())
        yield from _broken_items(module, given.get("items"), images)


def behind(module: Module, translation: Translation) -> int:
    """How many texts of a translation do not follow the module any more: missing, too much, or breaking an item."""
    return len(tuple(fidelity_findings(module, translation.model_dump(mode="json", exclude_defaults=True))))


def as_translation(finding: Finding) -> Finding:
    """The finding of an unknown field, where it is one of the source's, as a field that is no text."""
    if finding.rule in ("field-unknown", "field-unknown-near") and finding.path[-1] in SOURCE_ONLY:
        return Finding("translation-field-not-text", finding.path, {"field": str(finding.path[-1])}, on_key=True)
    return finding


def _fields(source: Frozen, shape: type[Frozen], given: Mapping[str, Plain], path: Path) -> Iterator[Finding]:
    for field in (name for name in shape.model_fields if name not in NAMES):
        here = (*path, field)
        own, said = getattr(source, field, None), given.get(field)
        if not own:
            if said is not None:
                yield Finding("translation-of-nothing", here, {"field": field}, on_key=True)
        elif said is None or said == []:
            if field not in OPTIONAL:
                yield Finding("translation-missing", here, {"name": field})
        elif isinstance(own, Frozen) and isinstance(said, dict):
            yield from _fields(own, _shape_of(shape, field), said, here)
        elif isinstance(own, tuple) and isinstance(said, list):
            if isinstance(own[0], Frozen):
                yield from _parts(own, _shape_of(shape, field), said, here)
            elif isinstance(source, ShortAnswer):
                yield from _answers_lost(own, said, here)


def _parts(own: tuple[Frozen, ...], shape: type[Frozen], said: list[Plain], path: Path) -> Iterator[Finding]:
    """The parts one by one; those whose own shape is wrong are told by their shape."""
    key = "url" if "url" in shape.model_fields else "id"
    sources = {part_name(part): part for part in own}
    named = [
        ((*path, index), name, part)
        for index, part in enumerate(said)
        if isinstance(part, dict) and isinstance(name := part.get(key), str)
    ]
    yield from repeated_ids(((*here, key), name) for here, name, _part in named)
    said_names = {name for _here, name, _part in named}
    # Beside a part that does not say its name, none can be called missing.
    missing = [name for name in sources if name not in said_names] if len(named) == len(said) else []
    for here, name, part in named:
        if name in sources:
            yield from _fields(sources[name], shape, part, here)
            continue
        near = suggestion.nearest(name, missing)
        yield Finding("translation-unknown-id", (*here, key), {"id": name, "known": ", ".join(sources)}, near)
        if near:
            missing.remove(near)  # a misspelt name is one problem, not an unknown part and a missing one
    for name in missing:
        yield Finding("translation-missing", path, {"name": name}, on_key=True)


def _answers_lost(own: tuple[str, ...], said: list[Plain], path: Path) -> Iterator[Finding]:
    """An agent who reads English may still type the French word, which was right and stays so."""
    kept = {text.strip().casefold() for text in said if isinstance(text, str)}
    if lost := [text for text in own if text.casefold() not in kept]:
        yield Finding("translation-answer-lost", path, {"texts": ", ".join(lost)}, on_key=True)


def _broken_items(module: Module, said: Plain, images: frozenset[str] | None) -> Iterator[Finding]:
    """What each translated item breaks that its source did not: gaps lost from the text, options made the same."""
    pass_mark = share(module.pass_mark)

    def broken(item: Item) -> dict[tuple[str, Path], Finding]:
        found = (*item_findings(item, None, images), *answer_findings(item, pass_mark), *catch_all_findings(item))
        return {(each.rule, each.path): each for each in found}

    for index, given in enumerate(said if isinstance(said, list) else ()):
        item = module.item(str(given.get("id"))) if isinstance(given, dict) else None
        if item is None:
            continue
        try:
            texts = TranslatedItem.model_validate(given)
        except ValidationError:
            continue  # its shape is told
        before = broken(item)
        for known, finding in broken(translated_item(item, texts)).items():
            if known not in before:
                path = ("items", index, *_path_in_translation(item, given, finding.path))
                yield Finding(finding.rule, path, finding.parameters, finding.replacement, finding.on_key)


def _path_in_translation(own: Any, said: Any, path: Path) -> Path:
    """A path of the source where the translation may list the same parts in another order."""
    found: list[str | int] = []
    for step in path:
        if isinstance(step, int):
            own = own[step]
            names = [part.get("id") if isinstance(part, dict) else None for part in said or ()]
            if own.id not in names:
                break
            step = names.index(own.id)
            said = said[step]
        else:
            own, said = getattr(own, step), said.get(step)
        found.append(step)
    return tuple(found)


def _shape_of(shape: type[Frozen], field: str) -> type[Frozen]:
    (inside,) = shapes_in(shape.model_fields[field].annotation)
    return inside


def _fields_within(shape: type[Any]) -> frozenset[str]:
    """The names of the fields of a shape and of all shapes inside it."""
    inside = (each for field in shape.model_fields.values() for each in shapes_in(field.annotation))
    return frozenset(shape.model_fields).union(*(_fields_within(each) for each in inside))


# An address names a resource, and is no text anywhere else.
SOURCE_ONLY = (_fields_within(Module) - _fields_within(Translation)) | {"url"}
