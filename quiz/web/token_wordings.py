"""How a token that opens nothing is said, to whoever runs the program that bears it."""

from flask_babel import lazy_gettext

from quiz.refusal import Reason
from quiz.web.wording import Wording

ASK = lazy_gettext("Ask a pilot of the service for a token.")
HOME = lazy_gettext("Go to the home page")

TOKEN_WORDINGS = {
    Reason.TOKEN_MISSING: Wording(
        401,
        lazy_gettext("No token was sent"),
        lazy_gettext("The API is read with a token, in the header “Authorization: Bearer …”."),
        ASK,
        HOME,
    ),
    Reason.TOKEN_UNKNOWN: Wording(
        401,
        lazy_gettext("This token is not known"),
        lazy_gettext("It is none of ours, or it was cut while it was copied."),
        ASK,
        HOME,
    ),
    Reason.TOKEN_EXPIRED: Wording(
        401, lazy_gettext("This token has ended"), lazy_gettext("Its last day is past."), ASK, HOME
    ),
    Reason.TOKEN_REVOKED: Wording(
        401, lazy_gettext("This token was taken back"), lazy_gettext("A pilot took it back."), ASK, HOME
    ),
}
