"""An operator's DSFR, laid over our pages: what pages use is kept, the rest goes, and notices stay."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.settings import SettingsMissing
from quiz.web.theme import problem
from quiz.web.theme.files import PROGRAM, build_theme, is_stale, read_theme
from quiz.web.theme.problem import ThemeRefused
from tests.web.theme.stand_in import NOTICE, stand_in


@pytest.fixture(scope="module")
def distribution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stand_in(tmp_path_factory.mktemp("dsfr"))


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory, distribution: Path) -> Path:
    folder = tmp_path_factory.mktemp("themes") / "theme"
    build_theme(distribution, folder)
    return folder


@pytest.fixture(scope="module")
def style(theme: Path) -> str:
    return read_theme(theme)["style.css"].bodies[""].decode()


@pytest.mark.parametrize(
    "kept",
    [
        ".fr-alert:not(.fr-alert--sm){",
        ".fr-badge--success{",
        ":is(.fr-callout,.fr-quote){",
        "@keyframes slide{",
        "@media print{.fr-btn{",
        "font-family:Stand-in;",
    ],
)
def test_what_pages_use_is_kept(style: str, kept: str) -> None:
    assert kept in style


@pytest.mark.parametrize(
    "gone",
    [
        "fr-modal",
        "fr-consent",
        "(min-width:62em)",
        "menthe",
        "fr-icon-",
        "never",
        "Unused",
        "--only-for-modals",
        "-ms-high-contrast",
    ],
)
def test_what_no_page_uses_goes(style: str, gone: str) -> None:
    assert gone not in style


def test_the_dark_theme_follows_the_device_without_script(style: str) -> None:
    assert ":root[data-fr-theme=dark] .fr-tag{" in style
    assert "@media screen and (prefers-color-scheme: dark){:root:not([data-fr-theme]) .fr-tag{" in style


def test_our_own_rules_remain_where_the_design_system_says_nothing(style: str) -> None:
    assert ".step__card" in style
    assert ".fr-header__body-row{" in style
    # Ours, of a class that the stand-in knows.
    assert "border-radius:var(--round);background:var(--green)" not in style


def test_notices_and_licence_stay(theme: Path, style: str) -> None:
    assert NOTICE in style
    assert (theme / "LICENSE.md").read_text("utf-8") == "The licence of the stand-in.\n"


def test_small_drawings_are_written_in_and_other_files_named_by_their_content(theme: Path, style: str) -> None:
    assert "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'" in style
    files = {name for name in read_theme(theme) if name != "style.css"}
    assert files == {"dist-fonts-Stand-in-Bold.woff2", "dist-pictures-large.svg"}
    for each in read_theme(theme).values():
        assert each.hashed_name in style or each.hashed_name.startswith("style.")


def test_built_again_it_is_the_same_and_takes_the_place_of_the_former(distribution: Path, theme: Path) -> None:
    before = sorted(path.name for path in theme.iterdir())
    build_theme(distribution, theme)
    assert sorted(path.name for path in theme.iterdir()) == before
    assert [path.name for path in theme.parent.iterdir()] == [theme.name]


def changed(distribution: Path, change: Callable[[str], str]) -> None:
    sheet = distribution / "dist/dsfr.min.css"
    sheet.write_text(change(sheet.read_text("utf-8")), "utf-8")


WRONG: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "no sheet": (lambda folder: (folder / "dist/dsfr.min.css").unlink(), problem.NO_SHEET, ""),
    "no licence": (lambda folder: (folder / "LICENSE.md").unlink(), problem.NO_LICENCE, ""),
    "not a text": (
        lambda folder: (folder / "dist/dsfr.min.css").write_bytes(b"\xff\xfe"),
        problem.NOT_TEXT,
        "dist/dsfr.min.css",
    ),
    "no notice": (lambda folder: changed(folder, lambda css: css[css.index(":root") :]), problem.NO_VERSION, ":1:1"),
    "old": (lambda folder: changed(folder, lambda css: css.replace("v1.14", "v1.11")), problem.WRONG_VERSION, ":1:1"),
    "next": (lambda folder: changed(folder, lambda css: css.replace("v1.14", "v2.0")), problem.WRONG_VERSION, ":1:1"),
    "cut": (lambda folder: changed(folder, lambda css: css + "\n}"), problem.NOT_CSS, ":24:1"),
    "import": (
        lambda folder: changed(folder, lambda css: css.replace(":root{", "@import 'a.css';:root{", 1)),
        problem.IMPORTS,
        ":2:1",
    ),
    "not whole": (
        lambda folder: changed(folder, lambda css: css.replace("--text-title-grey:", "--x:")),
        problem.NO_VARIABLE,
        "",
    ),
    "file missing": (
        lambda folder: (folder / "dist/fonts/Stand-in-Bold.woff2").unlink(),
        problem.NO_FILE,
        ":4:1",
    ),
    "elsewhere": (
        lambda folder: changed(folder, lambda css: css.replace("fonts/Stand", "https://fonts.invalid/Stand")),
        problem.ELSEWHERE,
        ":4:1",
    ),
    "outside": (
        lambda folder: changed(folder, lambda css: css.replace("fonts/Stand", "../../../Stand")),
        problem.ELSEWHERE,
        ":4:1",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    spoil, message, place = WRONG[name]
    folder = stand_in(tmp_path / "dsfr")
    spoil(folder)
    with pytest.raises(ThemeRefused) as refused:
        build_theme(folder, tmp_path / "theme")
    found = [each for each in refused.value.problems if each.message == message]
    assert found, [each.said(str) for each in refused.value.problems]
    assert found[0].place.startswith(str(folder))
    assert place in found[0].place
    assert "%(" not in found[0].said(str)
    assert [path.name for path in tmp_path.iterdir()] == ["dsfr"]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ThemeRefused) as refused:
        build_theme(tmp_path / "empty", PROGRAM / "build/theme")
    assert {each.message for each in refused.value.problems} == {problem.INSIDE, problem.NO_SHEET, problem.NO_LICENCE}


@pytest.mark.parametrize("inside", ["theme", "quiz/web/static", "."])
def test_a_folder_of_this_program_is_refused(distribution: Path, inside: str) -> None:
    with pytest.raises(ThemeRefused) as refused:
        build_theme(distribution, PROGRAM / inside)
    assert refused.value.problems[0].message == problem.INSIDE
    assert not (PROGRAM / inside / "theme.json").exists()


def test_a_way_round_into_this_program_is_refused_too(distribution: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(PROGRAM)
    with pytest.raises(ThemeRefused):
        build_theme(distribution, tmp_path / "link/theme")


def test_nothing_else_is_written_over(distribution: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept")
    for folder in (tmp_path, tmp_path / "mine"):
        with pytest.raises(ThemeRefused) as refused:
            build_theme(distribution, folder)
        assert refused.value.problems[0].message == problem.NOT_A_THEME
    assert (tmp_path / "mine").read_text() == "kept"


def test_a_theme_changed_by_hand_stops_the_service(distribution: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    build_theme(distribution, theme)
    assert not is_stale(theme)
    manifest = json.loads((theme / "theme.json").read_text())
    (theme / "theme.json").write_text(json.dumps({**manifest, "made_for": "other pages"}))
    assert is_stale(theme)
    with (theme / manifest["style"]).open("a") as file:
        file.write("body{color:red}")
    with pytest.raises(SettingsMissing, match="QUIZ_THEME"):
        read_theme(theme)
    with pytest.raises(SettingsMissing, match="QUIZ_THEME"):
        read_theme(tmp_path)


def test_the_command_says_whose_the_terms_are_and_what_was_written(distribution: Path, tmp_path: Path) -> None:
    def quiz(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "quiz.command_line", "theme", "build", *words]
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "fr_FR.UTF-8"}
        return subprocess.run(command, cwd=PROGRAM, env=environment, capture_output=True, text=True, check=False)

    done = quiz("--dsfr", str(distribution), "--to", str(tmp_path / "theme"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "n’accepte rien au nom de quiconque" in done.stdout
    assert "1.14.9" in done.stdout
    refused = quiz("--dsfr", str(tmp_path / "nulle-part"), "--to", str(tmp_path / "autre"))
    assert refused.returncode == 1
    assert f"{tmp_path / 'nulle-part'}: ce dossier n’existe pas" in refused.stderr
    assert not (tmp_path / "autre").exists()
