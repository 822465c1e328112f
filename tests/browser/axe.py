"""The accessibility audit (axe-core, the exact version of package-lock.json), run on a page."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.npm import packages

HERE = Path(__file__).resolve().parent
# Colours on their way to others are nobody's choice: they are let to arrive.
AUDIT = """async () => {
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    return (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(
    (violation) => violation.nodes.map((node) => ({rule: violation.id, target: node.target.join(" "), html: node.html,
        why: node.failureSummary})));
}"""


@cache
def program() -> str:
    """The text of the audit."""
    return (packages(HERE) / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What the audit finds wrong in a page as it stands; the audit is put beside it, not in it."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(program())
    found: list[dict[str, Any]] = page.evaluate(AUDIT)
    return [f"{each['rule']}: {each['target']}: {each['html'][:160]}: {each['why']}" for each in found]
