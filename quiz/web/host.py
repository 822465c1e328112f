"""The names this service answers to: a page made for another name could carry links to it, or be kept under it."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, request

from quiz.refusal import Reason, Refused

View = TypeVar("View", bound=Callable[..., Any])


def start(app: Flask, hosts: frozenset[str]) -> None:
    """Refuse any other name, where names are given."""
    if hosts:

        def refuse_other_hosts() -> None:
            name = urlsplit(f"//{request.host}").hostname
            if name not in hosts and not answers_any_name():
                raise Refused(Reason.UNKNOWN_HOST, detail=request.host)

        app.before_request(refuse_other_hosts)


def under_any_name(view: View) -> View:
    """The view, which answers under any name: for one that makes no link and leaves nothing to be kept."""
    view.under_any_name = True  # type: ignore[attr-defined]  # read below
    return view


def answers_any_name() -> bool:
    """Whether what is asked for answers under any name."""
    view = current_app.view_functions.get(request.endpoint or "")
    return hasattr(view, "under_any_name")
