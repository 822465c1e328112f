"""The domain says no: one exception, one enumeration of reasons, no sentence and no HTTP number."""

from enum import Enum


class Reason(Enum):
    """Why something was refused; `web/errors` gives each its status, title and way on."""

    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    SIGN_IN_FIRST = "sign_in_first"
    MINISTRY_CONFIRMED = "ministry_confirmed"
    ALREADY_ANSWERED = "already_answered"
    ATTEMPT_CLOSED = "attempt_closed"
    ATTEMPT_INCOMPLETE = "attempt_incomplete"
    FORGED = "forged"
    PAGE_EXPIRED = "page_expired"
    TOO_LARGE = "too_large"
    DRAFT_CHANGED = "draft_changed"
    PATH_SHORTENED = "path_shortened"
    DATABASE_DOWN = "database_down"


class Refused(Exception):
    """Raised where a rule says no; `next_url` is the way on, when the edge knows one."""

    def __init__(self, reason: Reason, next_url: str | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.next_url = next_url
