"""Images of items, served by their content: an address never shows anything else, so it may be kept for ever."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from quiz.content.media import store as media
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.refusal import Reason, Refused
from quiz.web.static_files import FOR_EVER

IMAGE_TYPES = {"svg": "image/svg+xml", "png": "image/png", "webp": "image/webp"}
pages = Blueprint("picture", __name__)


@pages.get("/images/<digest>/<name>")
@requires(Permission.READ_MODULES)
def image(call: Call[None], digest: str, name: str) -> ResponseReturnValue:
    """A page shows the image of an item."""
    media_type = IMAGE_TYPES.get(name.rpartition(".")[2])
    body = media.body(call.connection, digest)
    if media_type is None or body is None:
        raise Refused(Reason.NOT_FOUND)
    return Response(body, mimetype=media_type, headers={"Cache-Control": FOR_EVER})
