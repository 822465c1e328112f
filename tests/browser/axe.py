"""The accessibility audit (axe-core, the exact version of package-lock.json), installed on demand and run on a page."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / "node_modules" / "axe-core" / "axe.min.js"
# Colours on their way to others are nobody's choice: they are let to arrive.
AUDIT = """async () => {
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    return (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(
    (violation) => violation.nodes.map((node) => ({rule: violation.id, target: node.target.join(" "), html: node.html,
        why: node.failureSummary})));
}"""


@cache
def program() -> str:
    """The text of the audit, installed beside this file where it is missing."""
    if not _up_to_date():
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError("npm is needed by tests/browser (on Debian: apt-get install npm).")
        print("axe-core is missing: installing it in tests/browser/node_modules/ (3 MB).", flush=True)  # noqa: T201
        command = [npm, "ci", "--ignore-scripts", "--no-fund", "--no-audit"]
        done = subprocess.run(
            command, cwd=HERE, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120
        )
        if done.returncode != 0:
            raise RuntimeError(f"npm ci failed in tests/browser:\n{done.stderr}")
    return PROGRAM.read_text("utf-8")


def _up_to_date() -> bool:
    """True where the version installed is the one that is locked."""
    installed = PROGRAM.with_name("package.json")
    if not (installed.exists() and PROGRAM.exists()):
        return False
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    version = locked["packages"]["node_modules/axe-core"]["version"]
    return bool(json.loads(installed.read_text("utf-8"))["version"] == version)


def violations(page: Page) -> list[str]:
    """What the audit finds wrong in a page as it stands; the audit is put beside it, not in it."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(program())
    found: list[dict[str, Any]] = page.evaluate(AUDIT)
    return [f"{each['rule']}: {each['target']}: {each['html'][:160]}: {each['why']}" for each in found]
