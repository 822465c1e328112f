"""The address that load balancers and supervisors ask: no session, no cookie, nobody, nothing kept."""

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from quiz.storage import schema
from quiz.storage.transaction import reading
from quiz.web.host import under_any_name

pages = Blueprint("probe", __name__)


@pages.get("/healthz")
@under_any_name
def health() -> Response:
    """A machine asks whether this process can serve: the database answers, at the schema of this version."""
    fit = can_serve()
    response = Response("ok\n" if fit else "unavailable\n", 200 if fit else 503, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def can_serve() -> bool:
    """Whether the database answers, and stands at the schema of this version."""
    try:
        with reading() as connection:
            return schema.is_current(connection)
    # Whatever it is: why is for `quiz check-config`, on the machine itself.
    except SQLAlchemyError:
        return False
