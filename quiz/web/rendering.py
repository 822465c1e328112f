"""Pages from templates: each receives one frozen `page`, and the `frame` around it."""

from typing import Protocol

from flask import Flask, Response, current_app, g
from jinja2 import StrictUndefined

from quiz.web.frame import Frame, current_frame


class Page(Protocol):
    """Any frozen dataclass with a title."""

    @property
    def title(self) -> str:
        """The main heading, and the beginning of the window's title."""
        ...


def start(app: Flask) -> None:
    """Undefined names are errors; lines that hold only tags leave no trace in the page."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True


def render(template: str, page: Page, status: int = 200) -> Response:
    """The page a template makes of a value."""
    return render_in(template, page, current_frame(), status)


def render_in(template: str, page: Page, frame: Frame, status: int) -> Response:
    """The same, in a frame that is given."""
    # What leaves last knows the weight, and prints it where the page left room.
    g.tells_weight = bool(frame.page_weight)
    html = current_app.jinja_env.get_template(template).render(page=page, frame=frame)
    return Response(html, status, mimetype="text/html")
