"""The domain says no: one exception, one enumeration of reasons, no sentence and no HTTP number."""

from enum import Enum


class Reason(Enum):
    """Why something was refused; `web/errors` gives each its status, title and way on."""

    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    SIGN_IN_FIRST = "sign_in_first"
    LAST_PILOT = "last_pilot"
    MINISTRY_CONFIRMED = "ministry_confirmed"
    ALREADY_ANSWERED = "already_answered"
    ATTEMPT_CLOSED = "attempt_closed"
    ATTEMPT_INCOMPLETE = "attempt_incomplete"
    FORGED = "forged"
    PAGE_EXPIRED = "page_expired"
    TOO_LARGE = "too_large"
    DRAFT_CHANGED = "draft_changed"
    PATH_SHORTENED = "path_shortened"
    FIGURES_UNDER_WAY = "figures_under_way"
    DATABASE_DOWN = "database_down"
    UNKNOWN_HOST = "unknown_host"
    TOKEN_MISSING = "token_missing"
    TOKEN_UNKNOWN = "token_unknown"
    TOKEN_EXPIRED = "token_expired"
    TOKEN_REVOKED = "token_revoked"
    COOKIES_OFF = "cookies_off"
    SIGN_IN_CANCELLED = "sign_in_cancelled"
    SIGN_IN_EXPIRED = "sign_in_expired"
    SIGN_IN_NOT_STRONG = "sign_in_not_strong"
    SIGN_IN_UNVERIFIED = "sign_in_unverified"
    SIGN_IN_CLOCKS = "sign_in_clocks"
    SIGN_IN_MISCONFIGURED = "sign_in_misconfigured"
    SIGN_IN_UNAVAILABLE = "sign_in_unavailable"


class Refused(Exception):
    """Raised where a rule says no; `next_url` is the way on, when the edge knows one.

    `detail` is for the log alone: what an operator needs, and nothing of a person.
    """

    def __init__(self, reason: Reason, next_url: str | None = None, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.next_url = next_url
        self.detail = detail
