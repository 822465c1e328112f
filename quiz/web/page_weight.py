"""A page that prints its own weight: exact, for one compression in nearly all cases.

A number changes the size of the page it stands in. So the page is compressed up to where its weight is printed,
near its end; what follows is short and weighs about the same each time. Where that guess was wrong by a rounding,
the page is compressed again with the weight it had.
"""

import zlib
from collections.abc import Callable

import brotli

# Where a page prints its weight; of several, the last: no reader's text stands lower.
MARK = "{{kB}}"
# What comes after it weighs, compressed: measured on the pages of each role.
END = {"br": 35, "gzip": 30}
TRIES = 3
# Of zlib, a window with the header of gzip.
GZIP_WINDOW = 31


def weighed(page: bytes, encoding: str, quality: int, printed: Callable[[int], str]) -> bytes:
    """The page in that encoding, its mark replaced by what `printed` makes of the bytes it weighs."""
    before, _mark, after = page.rpartition(MARK.encode())
    text, body = "", b""
    for _ in range(TRIES):
        body, text = _once(before, after, encoding, quality, text, printed)
        if printed(len(body)) == text:
            break
        text = printed(len(body))
    return body


def _once(
    before: bytes, after: bytes, encoding: str, quality: int, text: str, printed: Callable[[int], str]
) -> tuple[bytes, str]:
    """The page with that text, or with what its beginning lets one guess; and the text it bears."""
    if encoding == "br":
        smaller = brotli.Compressor(mode=brotli.MODE_TEXT, quality=quality)
        body = bytes(smaller.process(before) + smaller.flush())
        text = text or printed(len(body) + END[encoding])
        return body + bytes(smaller.process(text.encode() + after) + smaller.finish()), text
    if encoding == "gzip":
        shorter = zlib.compressobj(quality, zlib.DEFLATED, GZIP_WINDOW)
        body = shorter.compress(before) + shorter.flush(zlib.Z_SYNC_FLUSH)
        text = text or printed(len(body) + END[encoding])
        return body + shorter.compress(text.encode() + after) + shorter.flush(), text
    text = text or printed(len(before) + len(after))
    return before + text.encode() + after, text
