"""The names this service answers to: a page made for another name could carry links to it, or be kept under it."""

from urllib.parse import urlsplit

from flask import Flask, request

from quiz.refusal import Reason, Refused


def start(app: Flask, hosts: frozenset[str]) -> None:
    """Refuse any other name, where names are given."""
    if hosts:

        def refuse_other_hosts() -> None:
            name = urlsplit(f"//{request.host}").hostname
            if name not in hosts:
                raise Refused(Reason.UNKNOWN_HOST, detail=request.host)

        app.before_request(refuse_other_hosts)
