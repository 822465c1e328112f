"""The DSFR 1.14 (MIT) of a Python package, where someone who accepted its terms installed it; never in the locks."""

import shutil
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import pytest

from quiz.web.theme.files import build_theme, read_theme

PACKAGES = ("django-dsfr", "mkdocs-dsfr")


def installed() -> Path | None:
    """The folder of the DSFR's files in a package, nothing where none is installed."""
    for package in PACKAGES:
        try:
            found = [path for path in files(package) or () if path.name == "dsfr.min.css"]
        except PackageNotFoundError:
            continue
        if found:
            return Path(str(found[0].locate())).parent
    return None


def test_the_real_design_system_is_purged_and_keeps_its_notice(tmp_path: Path) -> None:
    folder = installed()
    if folder is None:
        pytest.skip("no package with the DSFR is installed: whoever installs one accepts its terms")
    copy = shutil.copytree(folder, tmp_path / "dsfr")
    if not any(each.name.startswith(("LICENSE", "LICENCE")) for each in copy.iterdir()):
        (copy / "LICENSE.md").write_text("The licence of the package, which is elsewhere in it.")
    made = build_theme(copy, tmp_path / "theme")
    style = read_theme(tmp_path / "theme")["style.css"].bodies[""].decode()
    assert style.startswith('@charset "utf-8";\n/*! DSFR v1.14')
    assert ".fr-btn" in style
    assert ".fr-modal__" not in style
    # The whole is 60.6 kB compressed.
    assert made.compressed < 32_000
