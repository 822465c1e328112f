"""Whether what names something else names something that exists, once."""

from collections.abc import Iterable, Iterator

from quiz.content import suggestion
from quiz.content.item import (
    Categorise,
    Cloze,
    Commitment,
    Hotspot,
    Item,
    Matching,
    MultipleChoice,
    Opinion,
    Ordering,
    SingleChoice,
    TrueFalseGrid,
    UnscoredItem,
)  # fmt: skip
from quiz.content.module import Module, Series
from quiz.content.rules import Finding

Path = tuple[str | int, ...]
Named = tuple[Path, str]


def module_findings(module: Module, file_name: str) -> Iterator[Finding]:
    """The rules that bind the parts of a module together; items one by one are for `item_findings`."""
    if module.module != file_name:
        yield Finding("module-not-file-name", ("module",), {"id": module.module, "file": file_name})
    scored = module.scored_items()
    if module.draw > len(scored):
        yield Finding("draw-too-large", ("draw",), {"draw": str(module.draw), "count": str(len(scored))})
    served = {item.objective for item in scored}
    for index, objective in enumerate(module.objectives):
        if objective.id not in served:
            yield Finding("objective-without-item", ("objectives", index, "id"), {"id": objective.id})
    yield from repeated_ids((("objectives", index, "id"), each.id) for index, each in enumerate(module.objectives))


def item_findings(item: Item, objectives: tuple[str, ...] | None, images: frozenset[str] | None) -> Iterator[Finding]:
    """The rules of references that one item breaks, with paths inside the item; None means not known."""
    if not isinstance(item, UnscoredItem) and objectives is not None and item.objective not in objectives:
        parameters = {"id": item.objective, "known": ", ".join(objectives)}
        yield Finding("unknown-objective", ("objective",), parameters, suggestion.nearest(item.objective, objectives))
    if isinstance(item, Hotspot) and images is not None and item.image.file not in images:
        yield Finding("image-missing", ("image", "file"), {"file": item.image.file})
    for parts in named_parts(item):
        yield from repeated_ids(parts)
    for parts in texts(item):
        yield from _repeated_texts(parts)


def series_findings(series: Series, file_name: str, modules: frozenset[str]) -> Iterator[Finding]:
    """The rules of references that a series breaks; `modules` are those that exist."""
    if series.series != file_name:
        yield Finding("series-not-file-name", ("series",), {"id": series.series, "file": file_name})
    for index, module in enumerate(series.modules):
        if module in series.modules[:index]:
            yield Finding("module-twice", ("modules", index), {"id": module})
        if module not in modules:
            known = sorted(modules)
            near = suggestion.nearest(module, known)
            yield Finding("unknown-module", ("modules", index), {"id": module, "known": ", ".join(known)}, near)


def repeated_ids(parts: Iterable[Named]) -> Iterator[Finding]:
    """Each identifier that was already taken, where it comes back."""
    seen: set[str] = set()
    for path, name in parts:
        if name in seen:
            yield Finding("duplicate-id", path, {"id": name})
        seen.add(name)


def _repeated_texts(parts: Iterable[Named]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, text in parts:
        same = " ".join(text.casefold().split())
        if same in seen:
            yield Finding("same-text", path, {"text": text})
        seen.add(same)


def named_parts(item: Item) -> Iterator[list[Named]]:
    """The identifiers of an item's parts, in lists where each must be alone of its name."""
    if isinstance(item, Matching):
        yield [*_each("pairs", item.pairs, "id"), *_each("extra", item.extra, "id")]
    for field in ("options", "rows", "elements", "categories", "gaps", "areas", "scale", "practices"):
        yield _each(field, getattr(item, field, ()), "id")
    if isinstance(item, Cloze):
        for index, gap in enumerate(item.gaps):
            yield _each("options", gap.options, "id", ("gaps", index))


def texts(item: Item) -> Iterator[list[Named]]:
    """The texts an agent chooses among, in lists where each must differ from the others."""
    if isinstance(item, SingleChoice | MultipleChoice):
        yield _each("options", item.options, "text")
    elif isinstance(item, TrueFalseGrid):
        yield _each("rows", item.rows, "text")
    elif isinstance(item, Ordering):
        yield _each("elements", item.elements, "text")
    elif isinstance(item, Matching):
        yield _each("pairs", item.pairs, "left")
        yield [*_each("pairs", item.pairs, "right"), *_each("extra", item.extra, "text")]
    elif isinstance(item, Categorise):
        yield _each("categories", item.categories, "text")
        yield _each("elements", item.elements, "text")
    elif isinstance(item, Hotspot):
        yield _each("areas", item.areas, "text")
    elif isinstance(item, Cloze):
        for index, gap in enumerate(item.gaps):
            yield _each("options", gap.options, "text", ("gaps", index))
    elif isinstance(item, Opinion):
        yield _each("scale", item.scale, "text")
    elif isinstance(item, Commitment):
        yield _each("practices", item.practices, "text")


def _each(field: str, parts: Iterable[object], name: str, above: Path = ()) -> list[Named]:
    return [((*above, field, index, name), getattr(part, name)) for index, part in enumerate(parts)]
