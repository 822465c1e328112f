"""Mounts the frame on an application: the one call that starts every part of it, in the order they need."""

from flask import Flask

from quiz.web import compression, errors, frame, headers, host, language, rendering, static_files
from quiz.web.csrf import csrf
from quiz.web.frame import Service, Source
from quiz.web.preferences import preferences


def mount(app: Flask, visitor: Source, service: Service, hosts: frozenset[str] = frozenset()) -> None:
    """Give the application its frame; `visitor` tells who is asking, on each page; `hosts` are our names, or any."""
    host.start(app, hosts)
    frame.start(app, visitor, service)
    compression.start(app)
    headers.start(app)
    language.start(app)
    rendering.start(app)
    static_files.start(app)
    csrf.init_app(app)
    errors.start(app)
    app.register_blueprint(preferences)
