"""Compressed answers. Secrets in pages are masked (see csrf), so that their size tells nothing."""

import gzip

import brotli
from flask import Flask, Response, g, request

from quiz.web.formats import kilobytes
from quiz.web.page_weight import weighed

# Under this size the headers cost more than is saved.
SMALLEST = 500
TEXTS = frozenset({
    "application/javascript", "application/json", "application/xml", "image/svg+xml", "text/javascript",
})  # fmt: skip
# Best bytes per millisecond on pages of 5 to 30 kB; static files, compressed once, take the best there is.
BROTLI_QUICK, BROTLI_BEST = 5, 11
GZIP_QUICK, GZIP_BEST = 5, 9
QUICK = {"br": BROTLI_QUICK, "gzip": GZIP_QUICK}


def start(app: Flask) -> None:
    """Compress what is text; to be started before whatever else changes responses, so that it runs last."""
    app.after_request(compressed)


def compressed(response: Response) -> Response:
    """The response, smaller where the browser can read it so and it is worth it."""
    worth_it = response.status_code not in (204, 206, 304) and is_text(response.mimetype)
    if (
        not worth_it
        or "Content-Encoding" in response.headers
        or (response.is_streamed and not response.direct_passthrough)
    ):
        return response
    response.vary.add("Accept-Encoding")
    encoding = preferred_encoding()
    response.direct_passthrough = False
    body = response.get_data()
    tells = g.get("tells_weight", False)
    if encoding is None or len(body) < SMALLEST:
        if tells:
            response.set_data(weighed(body, "", 0, kilobytes))
        return response
    response.set_data(weighed(body, encoding, QUICK[encoding], kilobytes) if tells else shrink(body, encoding))
    response.headers["Content-Encoding"] = encoding
    etag, _weak = response.get_etag()
    if etag:
        # The same content in other bytes.
        response.set_etag(etag, weak=True)
    return response


def is_text(mimetype: str | None) -> bool:
    """True for what compresses well."""
    return mimetype is not None and (mimetype.startswith("text/") or mimetype in TEXTS)


def preferred_encoding() -> str | None:
    """The encoding this browser asks for: Brotli, else gzip, else none."""
    accepted = request.accept_encodings
    return next((encoding for encoding in ("br", "gzip") if accepted.quality(encoding) > 0), None)


def shrink(data: bytes, encoding: str, best: bool = False) -> bytes:
    """The data in that encoding."""
    if encoding == "br":
        return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=BROTLI_BEST if best else BROTLI_QUICK))
    return gzip.compress(data, GZIP_BEST if best else GZIP_QUICK, mtime=0)
