"""The API described, once: its routes, and what they answer, from the very columns of exports (OpenAPI 3.1)."""

from collections.abc import Callable, Iterable
from typing import Any

from quiz.insight.exports.columns import COLUMNS, Column, Kind, Value
from quiz.insight.publication import Publication
from quiz.insight.quarters.quarter import Closing

VERSION = "1.1.0"
ROOT = "/api/v1"
LARGEST_NUMBER = 2_147_483_647
Words = Callable[[str], str]


def N_(key: str) -> str:  # the usual name of the marker that catalogues look for
    """The message itself, marked for the catalogues."""
    return key


# Each route that a token opens: its path, its name, what it gives, and the schema of that.
ROUTES = (
    ("/chiffres", "figures", N_("The last publication, within the scope of the token."), "Figures"),
    ("/chiffres/{ministere}", "ministry", N_("The last publication, one ministry."), "Figures"),
    ("/publications", "publications", N_("Every publication, the latest first."), "Publications"),
    ("/publications/{publication}/chiffres", "publication", N_("An earlier publication, within the scope."), "Figures"),
    ("/trimestres", "quarters", N_("Every closed quarter, the latest first."), "Quarters"),
    (
        "/trimestres/{trimestre}/chiffres",
        "quarter",
        N_("A quarter as it was closed, within the scope."),
        "Figures",
    ),
)
REFUSALS = {
    "token_missing": (401, N_("No token was sent: send one in the header “Authorization: Bearer …”.")),
    "token_unknown": (401, N_("This token is none of ours.")),
    "token_expired": (401, N_("This token has ended: a pilot makes another one.")),
    "token_revoked": (401, N_("This token was taken back by a pilot.")),
    "not_found": (404, N_("There is nothing at this address, or the token does not open it.")),
    "database_down": (503, N_("The data cannot be reached: ask again after Retry-After.")),
}


def as_json(values: Iterable[Value]) -> dict[str, Any]:
    """A row of the long table as the API gives it: what is empty is null, a day is ISO 8601."""
    return {column.name: _json_value(column, value) for column, value in zip(COLUMNS, values, strict=True)}


def _json_value(column: Column, value: Value) -> Any:
    if value is None or (column.empty and value == ""):
        return None
    return value.isoformat() if column.kind is Kind.DAY and not isinstance(value, str | int) else value


def publication_as_json(publication: Publication, day: str) -> dict[str, Any]:
    """A publication as the API gives it."""
    return {"publication": publication.id, "publie_le": day, "groupe_minimal": publication.small_group}


def quarter_as_json(closing: Closing, publication: Publication) -> dict[str, Any]:
    """A closed quarter as the API gives it."""
    return {"trimestre": closing.quarter, "arrete_au": closing.on.isoformat(), "publication": publication.id}


def openapi(say: Words, title: str) -> dict[str, Any]:
    """The description of the API, in the words of whoever reads it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": VERSION,
            "description": say(
                N_("The published figures as JSON: those of pages and of exports, to the digit, and nothing else.")
            ),
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {
            f"{ROOT}{path}": {"get": _operation(say, name, summary, schema, path)}
            for path, name, summary, schema in ROUTES
        }
        | {f"{ROOT}/openapi.json": {"get": _own_operation(say)}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "parameters": _parameters(say),
            "schemas": _schemas(say),
            "responses": {
                name: {
                    "description": say(meaning),
                    "content": {"application/problem+json": {"schema": _of("Problem")}},
                }
                for name, (_status, meaning) in REFUSALS.items()
            },
        },
    }


def _of(schema: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{schema}"}


def _operation(say: Words, name: str, summary: str, schema: str, path: str) -> dict[str, Any]:
    named = [each for each in ("ministere", "publication", "trimestre") if f"{{{each}}}" in path]
    return {
        "operationId": name,
        "summary": say(summary),
        "parameters": [{"$ref": f"#/components/parameters/{each}"} for each in (*named, "If-None-Match")],
        "responses": {
            "200": {
                "description": say(summary),
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": _of(schema)}},
            },
            "304": {"description": say(N_("Nothing has changed since the ETag sent in If-None-Match."))},
        }
        | {status: _refused(say, status) for status in ("401", "404", "503")},
    }


def _refused(say: Words, status: str) -> dict[str, Any]:
    meanings = [say(meaning) for number, meaning in REFUSALS.values() if str(number) == status]
    return {"description": " ".join(meanings), "content": {"application/problem+json": {"schema": _of("Problem")}}}


def _own_operation(say: Words) -> dict[str, Any]:
    meaning = say(N_("This very description, open to all."))
    body = {"application/json": {"schema": {"type": "object", "required": ["openapi"]}}}
    return {
        "operationId": "description",
        "summary": meaning,
        "security": [],
        "responses": {"200": {"description": meaning, "content": body}},
    }


def _parameters(say: Words) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER}
    return {
        "ministere": {
            "name": "ministere",
            "in": "path",
            "required": True,
            "description": say(_meaning("ministere")),
            "schema": {"type": "string", "pattern": "^[a-z0-9-]{1,60}$"},
        },
        "publication": {
            "name": "publication",
            "in": "path",
            "required": True,
            "description": say(_meaning("publication")),
            "schema": number,
        },
        "trimestre": {
            "name": "trimestre",
            "in": "path",
            "required": True,
            "description": say(N_("The closed quarter: its year and its number, such as 2026-T3.")),
            "schema": {"type": "string", "pattern": "^[0-9]{4}-T[1-4]$"},
        },
        "If-None-Match": {
            "name": "If-None-Match",
            "in": "header",
            "description": say(N_("The ETag of the last answer: where nothing has changed, 304 and no body.")),
            "schema": {"type": "string"},
        },
    }


def _meaning(name: str) -> str:
    return next(column.meaning for column in COLUMNS if column.name == name)


def _schemas(say: Words) -> dict[str, Any]:
    own = {column.name: _schema_of(say, column) for column in COLUMNS}
    publication = {name: own[name] for name in ("publication", "publie_le", "groupe_minimal")}
    text = {"type": "string"}
    # Where a quarter is, it has its name and its day: they are empty on the figures of every week alone.
    closed = {name: {**own[name], "type": "string"} for name in ("trimestre", "arrete_au")}
    return {
        "Figure": _object(own),
        "Publication": _object(publication),
        "Figures": _object(
            {
                "publication": {"anyOf": [_of("Publication"), {"type": "null"}]},
                "chiffres": {"type": "array", "items": _of("Figure")},
            }
        ),
        "Publications": _object({"publications": {"type": "array", "items": _of("Publication")}}),
        "Quarters": _object({"trimestres": {"type": "array", "items": _of("Quarter")}}),
        "Quarter": _object({**closed, "publication": own["publication"]}),
        "Problem": _object(
            {"type": text, "title": text, "status": {"type": "integer"}, "detail": text, "instance": text}
        ),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema_of(say: Words, column: Column) -> dict[str, Any]:
    kind = "integer" if column.kind is Kind.NUMBER else "string"
    schema: dict[str, Any] = {"type": [kind, "null"] if column.empty else kind, "description": say(column.meaning)}
    if column.kind is Kind.DAY:
        schema["format"] = "date"
    if column.values:
        schema["enum"] = list(column.values)
    return schema
