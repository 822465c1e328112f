"""Style, script and images of the frame: read and compressed once at start, named by their content."""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app
from werkzeug.exceptions import NotFound

from quiz.web.compression import is_text, preferred_encoding, shrink

FOLDER = Path(__file__).parent / "static"
# What a browser does not read: comments, save the notices of a style sheet that must stay (`/*!`), and indentation.
# In a script, where they may stand in a text, comments go only as lines of their own.
NOT_READ = {
    ".css": re.compile(rb"/\*(?!!).*?\*/|(?m:^[ \t]+|\n(?=\n))", re.DOTALL),
    ".js": re.compile(rb"(?m:^[ \t]*//[^\n]*\n|^[ \t]*/\*(?:(?!\*/).)*\*/\n|^[ \t]+|\n(?=\n))", re.DOTALL),
}
FOR_EVER = "public, max-age=31536000, immutable"
# During an upgrade a page of one version may ask another for its file: it gets the file of that other, for now only.
FOR_NOW = "public, max-age=60"
STATE = "static_files"
ADDRESS = "/statique/"
# What each page asks for, once: a browser keeps them.
OF_EVERY_PAGE = ("style.css", "enhance.js")


@dataclass(frozen=True)
class StaticFile:
    """A file in every encoding it is served in; the key of the plain one is an empty text."""

    hashed_name: str
    mimetype: str
    bodies: Mapping[str, bytes]


def start(app: Flask, over: Mapping[str, StaticFile], folder: Path = FOLDER) -> None:
    """Read the files of a folder, serve them and those laid over them, and give templates their addresses."""
    own = {path.name: read(path) for path in sorted(folder.iterdir()) if path.is_file()}
    app.extensions[STATE] = {**own, **over}
    app.add_url_rule(f"{ADDRESS}<name>", "static_file", static_file)
    app.jinja_env.globals["static_url"] = static_url


@cache
def read(path: Path) -> StaticFile:
    """One file, named by its content and compressed as well as can be."""
    body = path.read_bytes()
    if path.suffix in NOT_READ:
        body = NOT_READ[path.suffix].sub(b"", body)
    return in_encodings(hashed_name(path.name, body), body)


def hashed_name(name: str, body: bytes) -> str:
    """The name of a file with the fingerprint of its content in it."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"


def in_encodings(name: str, body: bytes) -> StaticFile:
    """A file in every encoding it may be asked for."""
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    bodies = {"": body}
    if is_text(mimetype):
        bodies |= {encoding: shrink(body, encoding, best=True) for encoding in ("br", "gzip")}
    return StaticFile(name, mimetype, bodies)


def static_url(name: str) -> str:
    """The address of a file, which changes with its content."""
    return ADDRESS + files()[name].hashed_name


def static_file(name: str) -> Response:
    """A browser asks for a file."""
    stem, _, suffix = name.rpartition(".")
    found = files().get(f"{stem.rpartition('.')[0]}.{suffix}")
    if found is None:
        raise NotFound
    encoding = preferred_encoding() or ""
    encoding = encoding if encoding in found.bodies else ""
    response = Response(found.bodies[encoding], mimetype=found.mimetype)
    response.headers["Cache-Control"] = FOR_EVER if name == found.hashed_name else FOR_NOW
    response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def frame_weight() -> int:
    """The bytes of the style and of the script, as this browser gets them."""
    encoding = preferred_encoding() or ""
    return sum(len(each.bodies.get(encoding, each.bodies[""])) for each in (files()[name] for name in OF_EVERY_PAGE))


def files() -> Mapping[str, StaticFile]:
    """The files of this application, by their own names."""
    found: Mapping[str, StaticFile] = current_app.extensions[STATE]
    return found
