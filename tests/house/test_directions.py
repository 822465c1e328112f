"""Imports point downwards, and a file's name tells what it may do (DESIGN.md, section 2; docs/architecture.md)."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EDGE_NAMES = frozenset(("pages", "forms", "tables", "store", "files", "remote", "commands", "render", "guard"))
# Read by any file; they read nothing.
GROUND = frozenset(("quiz.settings", "quiz.refusal"))
# The frame and the database are edges of every room, and know no room.
FRAME = frozenset(("web", "storage"))
FLOOR = {
    "content": 0,
    "marking": 1,
    "identity": 1,
    "learning": 2,
    "authoring": 3,
    "insight": 3,
    "notices": 3,
    "privacy": 4,
    "interop": 5,
    # Beside the application: they use every room, and no room knows them.
    "demo": 5,
    "tasks": 5,
}
TOP = frozenset(("quiz.application", "quiz.command_line"))
PURE_PACKAGES = frozenset(("pydantic", "pydantic_core", "markdown_it"))
# Disk, network, clock and chance.
FORBIDDEN = frozenset(
    ("os", "pathlib", "io", "shutil", "tempfile", "glob", "socket", "ssl", "urllib.request", "http", "subprocess",
     "time", "random", "secrets", "threading", "multiprocessing", "sqlite3", "logging")
)  # fmt: skip
# Paths as values, which touch no disk.
NO_DISK = frozenset(("pathlib.PurePath", "pathlib.PurePosixPath"))


@cache
def files() -> dict[str, ast.Module]:
    """Every Python file of the service, by dotted name, parsed."""
    found = {}
    for path in sorted((ROOT / "quiz").rglob("*.py")):
        if "migrations" not in path.parts:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name] = ast.parse(path.read_text("utf-8"))
    return found


def room_of(name: str) -> str | None:
    """The room of a file, or nothing for those beside the rooms."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and (ROOT / "quiz" / parts[1]).is_dir() else None


def is_edge(name: str) -> bool:
    """True where the file's name allows more than values."""
    room = room_of(name)
    return room is None or room in FRAME or name.rsplit(".", maxsplit=1)[-1] in EDGE_NAMES


def imports(name: str) -> Iterator[str]:
    """What a file imports, by dotted name, a file of ours where it is one."""
    for node in ast.walk(files()[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by a relative name"
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield inside if inside in files() or inside in NO_DISK else str(node.module)


def rooms() -> list[str]:
    """The rooms that stand on the disk."""
    return sorted({room for name in files() if (room := room_of(name))})


def test_every_room_has_its_floor() -> None:
    assert set(rooms()) == FLOOR.keys() | FRAME


@pytest.mark.parametrize("room", sorted(FLOOR))
def test_rooms_import_downwards_only(room: str) -> None:
    wrong = []
    for name in files():
        if room_of(name) != room:
            continue
        for imported in imports(name):
            other = room_of(imported) if imported.startswith("quiz.") else None
            upwards = other in FLOOR and other != room and FLOOR[other] >= FLOOR[room]
            if upwards or imported in TOP:
                wrong.append(f"{name} → {imported}")
    assert wrong == []


@pytest.mark.parametrize("room", sorted(FRAME))
def test_the_frame_and_the_database_know_no_room(room: str) -> None:
    allowed = GROUND | {name for name in files() if room_of(name) == room}
    ours = {(name, imported) for name in files() if room_of(name) == room for imported in imports(name)}
    assert [f"{name} → {imported}" for name, imported in sorted(ours) if imported.startswith("quiz")
            and imported not in allowed] == []  # fmt: skip


def test_the_ground_imports_nothing_of_ours() -> None:
    assert [imported for name in (*GROUND, "quiz") for imported in imports(name) if imported.startswith("quiz")] == []


def test_nothing_imports_the_application_but_the_command() -> None:
    assert [name for name in files() if "quiz.application" in imports(name)] == ["quiz.command_line"]


def test_pages_and_forms_stay_in_their_room() -> None:
    wrong = [
        f"{name} → {imported}"
        for name in files()
        for imported in imports(name)
        if imported.split(".")[-1] in ("pages", "forms") and room_of(imported) != room_of(name) and name not in TOP
    ]
    assert wrong == []


def test_pure_files_use_values_only() -> None:
    wrong = []
    for name in files():
        if is_edge(name):
            continue
        for imported in imports(name):
            top = imported.split(".")[0]
            if top == "quiz":
                pure = imported in GROUND or not is_edge(imported)
            else:
                pure = top in PURE_PACKAGES or (top in sys.stdlib_module_names and not reaches_out(imported))
            if not pure:
                wrong.append(f"{name} → {imported}")
    assert wrong == []


def reaches_out(imported: str) -> bool:
    """True for the parts of the standard library that reach the disk, the network, the clock or chance."""
    return imported not in NO_DISK and bool({imported, imported.split(".", maxsplit=1)[0]} & FORBIDDEN)


def test_pure_files_never_ask_for_the_hour_nor_open_a_file() -> None:
    asked = []
    for name, tree in files().items():
        if is_edge(name):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called == "open" or called.endswith((".now", ".utcnow", ".today")):
                    asked.append(f"{name}:{node.lineno} {called}()")
    assert asked == []


def test_nothing_is_imported_inside_a_function() -> None:
    late = [
        f"{name}:{inner.lineno}"
        for name, tree in files().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_no_two_files_import_each_other_however_far_round() -> None:
    graph = {name: {imported for imported in imports(name) if imported in files()} for name in files()}
    while leaves := [name for name, needed in graph.items() if not needed & graph.keys() - {name}]:
        for name in leaves:
            del graph[name]
    assert sorted(graph) == []


def test_words_that_say_nothing_name_no_file() -> None:
    empty = {"util", "utils", "helper", "helpers", "common", "manager", "service", "services", "handler", "handlers",
             "process", "data", "info", "misc"}  # fmt: skip
    assert [name for name in files() if name.split(".")[-1] in empty] == []
