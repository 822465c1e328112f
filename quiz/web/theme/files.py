"""The disk around a theme: the operator's DSFR is read, a folder is written whole or not at all, and read again."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from quiz.settings import SettingsMissing
from quiz.web.compression import shrink
from quiz.web.paths import STATIC
from quiz.web.static_files import StaticFile, hashed_name, in_encodings
from quiz.web.theme import problem
from quiz.web.theme.build import Draft, Parts, draft, is_elsewhere, sheet_text, written_inside
from quiz.web.theme.names import names_in
from quiz.web.theme.problem import ThemeProblem, ThemeRefused

PROGRAM = Path(__file__).resolve().parents[3]
BRIDGE = Path(__file__).parent / "static/bridge.css"
SHEETS = ("dsfr.min.css", "dist/dsfr.min.css")
LICENCES = ("LICENSE.md", "LICENCE.md", "LICENSE", "LICENSE.txt")
MANIFEST = "theme.json"
STYLE = "style.css"


@dataclass(frozen=True)
class Made:
    """A theme that was written: its version, and what its sheet weighs, whole and compressed."""

    version: str
    sheet: int
    compressed: int
    files: int


def build_theme(distribution: Path, folder: Path) -> Made:
    """Write the theme of a DSFR into a folder; raises ThemeRefused with all that is wrong, nothing being written."""
    wrong: list[ThemeProblem] = []
    with gathering(wrong):
        refuse_folder(folder)
    with gathering(wrong):
        licence = read_licence(distribution)
    with gathering(wrong):
        sheet = find_sheet(distribution)
        made = draft(parts(read_text(sheet), str(sheet)))
        bodies, renamed = read_files(made, sheet, distribution.resolve())
    if wrong:
        raise ThemeRefused(*wrong)
    text = sheet_text(made, renamed).encode()
    style = hashed_name(STYLE, text)
    manifest = {"dsfr": made.version, "style": style, "files": sorted(bodies), "made_for": current_fingerprint()}
    write_folder(folder, {**bodies, **licence, style: text, MANIFEST: json.dumps(manifest, indent=1).encode()})
    return Made(made.version, len(text), len(shrink(text, "br", best=True)), len(bodies))


@contextmanager
def gathering(wrong: list[ThemeProblem]) -> Iterator[None]:
    """Add what is refused inside to the list, and go on with what can still be looked at."""
    try:
        yield
    except ThemeRefused as refused:
        wrong += refused.problems


def refuse_folder(folder: Path) -> None:
    """Refuse to write inside this program, or over what is no theme."""
    if folder.resolve().is_relative_to(PROGRAM):
        raise ThemeRefused(ThemeProblem(str(folder), problem.INSIDE))
    try:
        taken = folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not is_theme(folder)))
    except OSError as error:
        raise ThemeRefused(ThemeProblem(str(folder), problem.NOT_WRITABLE, (("why", str(error.strerror)),))) from error
    if taken:
        raise ThemeRefused(ThemeProblem(str(folder), problem.NOT_A_THEME))


def is_theme(folder: Path) -> bool:
    """True for a folder that this command wrote."""
    return (folder / MANIFEST).is_file()


def find_sheet(distribution: Path) -> Path:
    """The style sheet of a DSFR, where it is in the package or beside its files."""
    if not distribution.is_dir():
        raise ThemeRefused(ThemeProblem(str(distribution), problem.NO_FOLDER))
    found = next((each for name in SHEETS if (each := distribution / name).is_file()), None)
    if found is None:
        raise ThemeRefused(ThemeProblem(str(distribution), problem.NO_SHEET))
    return found


def read_licence(distribution: Path) -> dict[str, bytes]:
    """The licence of a DSFR, which its copies must keep, by its name; nothing where there is no DSFR at all."""
    if not distribution.is_dir():
        return {}
    places = (distribution, distribution / "dist")
    found = next((each for place in places for name in LICENCES if (each := place / name).is_file()), None)
    if found is None:
        raise ThemeRefused(ThemeProblem(str(distribution), problem.NO_LICENCE))
    return {found.name: read_bytes(found)}


def read_text(path: Path) -> str:
    """The text of a file."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ThemeRefused(ThemeProblem(str(path), problem.NOT_TEXT)) from error


def read_bytes(path: Path) -> bytes:
    """What a file holds."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ThemeRefused(ThemeProblem(str(path), problem.UNREADABLE, (("why", str(error.strerror)),))) from error


def parts(theirs: str, place: str) -> Parts:
    """What a theme is made of, with what our pages say today."""
    templates = sorted((PROGRAM / "quiz").rglob("templates/**/*.html"))
    names = names_in(path.read_text("utf-8") for path in templates)
    own, bridge = (STATIC / STYLE).read_text("utf-8"), BRIDGE.read_text("utf-8")
    return Parts(theirs, place, own, bridge, names)


def current_fingerprint() -> str:
    """What tells a theme made for these pages from one made for others."""
    return parts("", "").fingerprint


def read_files(made: Draft, sheet: Path, root: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """What a theme fetches, by its new name, and the new name or address of each."""
    wrong: list[ThemeProblem] = []
    bodies: dict[str, bytes] = {}
    renamed: dict[str, str] = {}
    for name, place in made.files.items():
        path = (sheet.parent / urlsplit(name).path).resolve()
        if is_elsewhere(name) or not path.is_relative_to(root):
            wrong.append(ThemeProblem(place, problem.ELSEWHERE, (("name", name),)))
        elif not path.is_file():
            wrong.append(ThemeProblem(place, problem.NO_FILE, (("name", name),)))
        else:
            body = read_bytes(path)
            flat = "-".join(path.relative_to(root).parts)
            new = written_inside(path.name, body) or hashed_name(flat, body)
            renamed[name] = new
            if not new.startswith("data:"):
                bodies[new] = body
    if wrong:
        raise ThemeRefused(*wrong)
    return bodies, renamed


def write_folder(folder: Path, bodies: Mapping[str, bytes]) -> None:
    """Put files in a folder, in place of what was there, all of them or none."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
            new, old = Path(beside) / "new", Path(beside) / "old"
            new.mkdir()
            for name, body in bodies.items():
                (new / name).write_bytes(body)
            if folder.exists():
                folder.rename(old)
            new.rename(folder)
    except OSError as error:
        raise ThemeRefused(ThemeProblem(str(folder), problem.NOT_WRITABLE, (("why", str(error.strerror)),))) from error


def read_theme(folder: Path) -> dict[str, StaticFile]:
    """The files of a theme, by the names that pages ask for; raises SettingsMissing where it is none, or damaged."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        found = {}
        for name in (manifest["style"], *manifest["files"]):
            body = (folder / name).read_bytes()
            stem, _digest, suffix = name.rsplit(".", 2)
            plain = f"{stem}.{suffix}"
            if hashed_name(plain, body) != name:
                raise SettingsMissing(f"QUIZ_THEME: {folder / name} was changed or cut short: quiz theme build again")
            found[plain] = in_encodings(name, body)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsMissing(f"QUIZ_THEME: {folder} is no whole theme: quiz theme build again ({error})") from error
    return found


def is_stale(folder: Path) -> bool:
    """True for a theme made for the pages of another version."""
    made_for = json.loads((folder / MANIFEST).read_text("utf-8")).get("made_for")
    return bool(made_for != current_fingerprint())
