"""The accessibility audit (axe-core, the exact version of package-lock.json), run on a page."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.npm import packages

HERE = Path(__file__).resolve().parent
# Colours on their way to others are nobody's choice: they arrive at once. No rule in force reads the style sheets.
AUDIT = """async (rules) => {
    document.getAnimations().forEach((animation) => animation.finish());
    const options = {resultTypes: ["violations"], preload: false, ...(rules.length ? {runOnly: rules} : {})};
    const {violations} = await axe.run(document, options);
    return [document.documentElement.scrollWidth, violations.flatMap((violation) => violation.nodes.map(
        (node) => ({rule: violation.id, target: node.target.join(" "), html: node.html, why: node.failureSummary})))];
}"""
# The rules in force that colours decide; the others read structure, names and boxes.
COLOURS = ("color-contrast", "link-in-text-block")


@cache
def program() -> str:
    """The text of the audit."""
    return (packages(HERE) / "axe-core" / "axe.min.js").read_text("utf-8")


def put_beside(page: Page) -> None:
    """Have the audit beside every page that this tab opens, not in them."""
    page.add_init_script(program())


def judged(page: Page, rules: tuple[str, ...] = ()) -> tuple[int, list[str]]:
    """How wide a page as it stands is, and what the audit finds wrong in it by all its rules or by these."""
    wide: int
    found: list[dict[str, Any]]
    wide, found = page.evaluate(AUDIT, list(rules))
    return wide, [f"{each['rule']}: {each['target']}: {each['html'][:160]}: {each['why']}" for each in found]
