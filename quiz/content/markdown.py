"""Authors' Markdown as safe HTML: no raw HTML, no image from elsewhere, no link but web, mail or this site."""

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

# An image would be fetched from elsewhere and weigh on a page whose weight is counted: modules declare theirs.
READER = MarkdownIt("commonmark", {"html": False}).disable(["image"])
ALLOWED_LINK = re.compile(r"(?:https?://|mailto:|/(?!/)|#)", re.IGNORECASE)
DEEPEST_HEADING = 6
# Not str.split: it would take the no-break spaces of French for ordinary ones.
LINE_BREAKS = re.compile(r"[ \t\r\n]+")


def _allowed(url: str) -> bool:
    return ALLOWED_LINK.match(url) is not None


# The library asks this method of the instance whether a link may be made; there is no option for it.
READER.validateLink = _allowed  # type: ignore[method-assign]


# Published texts are few and read often.
@lru_cache(maxsize=8192)
def inline(text: str) -> str:
    """The HTML of a text without paragraphs, such as an option.

    >>> inline("un **seul** <b>mot</b>")
    'un <strong>seul</strong> &lt;b&gt;mot&lt;/b&gt;'
    """
    return str(READER.renderInline(LINE_BREAKS.sub(" ", text.strip())))


@lru_cache(maxsize=8192)
def blocks(text: str, heading_level: int = 2) -> str:
    """The HTML of paragraphs, lists and headings; the highest heading becomes `heading_level`, and none is skipped.

    >>> blocks("# Titre\\n### Détail", heading_level=3)
    '<h3>Titre</h3>\\n<h4>Détail</h4>\\n'
    """
    tokens = READER.parse(text)
    _shift_headings(tokens, heading_level)
    return str(READER.renderer.render(tokens, READER.options, {}))


def _shift_headings(tokens: Sequence[Token], heading_level: int) -> None:
    """Renames the headings: levels used in the text follow each other from `heading_level` (RGAA 4.1, test 9.1.1)."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    used = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(heading_level + used.index(token.tag), DEEPEST_HEADING)}"
