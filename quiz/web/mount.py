"""Mounts the frame on an application: the one call that starts every part of it, in the order they need."""

from collections.abc import Mapping

from flask import Flask

from quiz.web import compression, errors, frame, headers, host, language, rendering, static_files
from quiz.web.csrf import csrf
from quiz.web.frame import Service, Source
from quiz.web.preferences import preferences
from quiz.web.static_files import StaticFile


def mount(
    app: Flask,
    visitor: Source,
    service: Service,
    hosts: frozenset[str] = frozenset(),
    theme: Mapping[str, StaticFile] | None = None,
) -> None:
    """Give the application its frame; `visitor` tells who is asking, on each page; `hosts` are our names, or any.

    The files of `theme` are served in the place of ours.
    """
    host.start(app, hosts)
    frame.start(app, visitor, service)
    compression.start(app)
    headers.start(app, fonts=any(file.mimetype.startswith("font/") for file in (theme or {}).values()))
    language.start(app)
    rendering.start(app)
    static_files.start(app, theme or {})
    csrf.init_app(app)
    errors.start(app)
    app.register_blueprint(preferences)
