"""Where a page may send someone back to: a path of this site, never elsewhere."""

import re
from urllib.parse import urlsplit

LONGEST = 2000
# Browsers read a backslash as a slash, and drop tabs and line ends: "/\evil" and "/\t/evil" leave the site.
PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def safe_path(text: str | None, default: str) -> str:
    """The path of this site that was asked for, or the default.

    >>> safe_path("/modules/enjeux?video=oui#video", "/")
    '/modules/enjeux?video=oui#video'
    >>> safe_path("//ailleurs.example", "/"), safe_path("https://ailleurs.example", "/"), safe_path(None, "/")
    ('/', '/', '/')
    """
    if text is None or len(text) > LONGEST or not PATH.fullmatch(text):
        return default
    parts = urlsplit(text)
    return default if parts.scheme or parts.netloc else text
