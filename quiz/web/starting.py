"""Puts the frame around an application."""

from collections.abc import Callable

from flask import Flask

from quiz.web import compression, csrf, errors, frame, headers, language, preferences, rendering, static_files
from quiz.web.frame import Service, Visitor
from quiz.web.paths import STATIC


def start(app: Flask, visitor: Callable[[], Visitor], service: Service) -> None:
    """Everything the web room brings; `visitor` tells who asks."""
    frame.start(app, visitor, service)
    language.start(app)
    rendering.start(app)
    csrf.csrf.init_app(app)
    errors.start(app)
    # Answers pass through these from the last to the first: headers are put on what compression left.
    headers.start(app)
    compression.start(app)
    static_files.start(app, STATIC)
    app.register_blueprint(preferences.preferences)
