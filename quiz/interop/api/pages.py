"""The API: published figures as JSON, for programs; each function answers one address of its description."""

import json
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.permission import Permission
from quiz.insight.exports import store
from quiz.insight.exports.columns import row
from quiz.insight.exports.line import Line, Scope
from quiz.insight.exports.render import words
from quiz.insight.publication import Publication
from quiz.insight.quarters.quarter import Closing
from quiz.insight.quarters.store import closed_quarters
from quiz.interop.api.description import ROOT, as_json, openapi, publication_as_json, quarter_as_json
from quiz.interop.api.guard import VARIES, ApiCall, with_token
from quiz.refusal import Reason, Refused
from quiz.web.formats import PARIS

pages = Blueprint("api", __name__, url_prefix=ROOT)


@pages.get("/chiffres")
@with_token
def figures(call: ApiCall) -> Response:
    """A program reads the last publication."""
    publications = store.publications(call.connection)
    return figures_of(call, publications[-1] if publications else None, call.scope)


@pages.get("/chiffres/<ministry_id>")
@with_token
def ministry(call: ApiCall, ministry_id: str) -> Response:
    """A program reads one ministry of its scope."""
    known = {each.id for each in identity.ministries(call.connection)}
    if ministry_id not in known or not call.scope.covers(ministry_id):
        raise Refused(Reason.NOT_FOUND)
    publications = store.publications(call.connection)
    return figures_of(call, publications[-1] if publications else None, Scope(frozenset((ministry_id,))))


@pages.get("/publications")
@with_token
def publications(call: ApiCall) -> Response:
    """A program sees what was published, and when."""
    found = store.publications(call.connection)
    return answer({"publications": [publication_as_json(each, day_of(each)) for each in reversed(found)]})


@pages.get("/publications/<int(max=2147483647):number>/chiffres")
@with_token
def publication(call: ApiCall, number: int) -> Response:
    """A program reads an earlier publication."""
    found = next((each for each in store.publications(call.connection) if each.id == number), None)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    return figures_of(call, found, call.scope)


@pages.get("/trimestres")
@with_token
def quarters(call: ApiCall) -> Response:
    """A program sees which quarters are closed."""
    found = closed_quarters(call.connection)
    return answer({"trimestres": [quarter_as_json(each.closing, each.publication) for each in found]})


@pages.get("/trimestres/<quarter_name>/chiffres")
@with_token
def quarter(call: ApiCall, quarter_name: str) -> Response:
    """A program reads a closed quarter, which never changes."""
    found = next((each for each in closed_quarters(call.connection) if each.quarter == quarter_name), None)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    return figures_of(call, found.publication, call.scope, found.closing)


@pages.get("/openapi.json")
def description() -> ResponseReturnValue:
    """Anyone reads how the API is asked, and what it answers."""
    response = answer(openapi(lambda text: str(_(text)), str(_("Published figures"))))
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.vary.add(VARIES[-1])
    response.add_etag()
    return response.make_conditional(request)


description.permission = Permission.CALL_API  # type: ignore[attr-defined]  # read by the house tests


def figures_of(
    call: ApiCall, publication: Publication | None, scope: Scope, closing: Closing | None = None
) -> Response:
    """The figures of one publication; before the first there is none, and that is no mistake of whoever asks."""
    if publication is None:
        return answer({"publication": None, "chiffres": []})
    printed = words(call.connection, call.given)
    closings = {publication.id: closing} if closing else {}
    lines: list[Line] = list(store.all_lines(call.connection, (publication,), scope, closings))
    return answer(
        {
            "publication": publication_as_json(publication, day_of(publication)),
            "chiffres": [as_json(row(line, printed)) for line in lines],
        }
    )


def day_of(publication: Publication) -> str:
    """The day of a publication, in Paris."""
    return publication.published_at.astimezone(PARIS).date().isoformat()


def answer(body: dict[str, Any]) -> Response:
    """The body as JSON, its letters as they are."""
    return Response(json.dumps(body, ensure_ascii=False), content_type="application/json")
