"""Every page of the tour is valid HTML, by html-validate (the exact version of package-lock.json)."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.axe import HERE
from tests.npm import packages
from tests.tour.chapters import CHAPTERS, Album

pytestmark = pytest.mark.browser
WITHIN = 100


def wrong_in(folder: Path) -> list[str]:
    """What is wrong in the pages of a folder, each by its file, its place and the rule it breaks."""
    packages(HERE)
    done = subprocess.run(
        ["node", HERE / "validate.mjs", folder], check=True, capture_output=True, text=True, timeout=WITHIN
    )
    wrong: list[str] = json.loads(done.stdout)
    return wrong


def test_every_page_is_valid(album: Album, tmp_path: Path) -> None:
    for chapter in CHAPTERS:
        for number, seen in enumerate(album.chapter(chapter)):
            name = f"{chapter} {number} {seen.what}".replace("/", "-")
            (tmp_path / f"{name}.html").write_text(seen.html, "utf-8")
    assert wrong_in(tmp_path) == []


# An element unknown, a parent that may not have this child, an attribute of another field, and one identifier twice.
WRONG = """<!DOCTYPE html>
<html lang="fr"><head><title>Faux</title></head><body><main>
<h1>Faux</h1><blanc></blanc>
<ul><p>Pas dans une liste</p></ul>
<div><label>Jour <input type="date" name="on" maxlength="10"></label></div>
<p id="a"></p><p id="a"></p>
</main></body></html>
"""


def test_what_is_wrong_is_found_and_placed(tmp_path: Path) -> None:
    (tmp_path / "faux.html").write_text(WRONG, "utf-8")
    found = {line.split(": ")[1]: line.split(": ")[0] for line in wrong_in(tmp_path)}
    assert found == {
        "element-name": "faux.html:3:15",
        "element-permitted-content": "faux.html:4:6",
        "input-attributes": "faux.html:5:47",
        "no-dup-id": "faux.html:6:22",
    }
