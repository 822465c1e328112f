"""What is kept of a person, in plain words: each table, and each column that a reader would want to read.

A column left out of a table's `columns` is said to be in the file only, in `also`.
"""

from dataclasses import dataclass
from enum import Enum


def N_(key: str) -> str:  # the usual name of the marker that catalogues look for
    """The message itself, marked for the catalogues."""
    return key


class As(Enum):
    """How a value is told."""

    DAY = "day"
    MOMENT = "moment"
    MINISTRY = "ministry"
    ENTITY = "entity"
    MODULE = "module"
    NUMBER = "number"
    YES_NO = "yes_no"
    TEXT = "text"
    MARK = "mark"  # a hash: that it is there is told, not its letters


@dataclass(frozen=True)
class Kept:
    """One table: what it is for, the columns shown, and those that are in the file only."""

    table: str
    title: str
    why: str
    columns: tuple[tuple[str, str, As], ...]
    also: tuple[str, ...] = ()


KEPT = (
    Kept(
        "person",
        N_("You, here"),
        N_("A number drawn at random, and the organisation your results are counted for."),
        (
            ("id", N_("Number drawn at random"), As.TEXT),
            ("ministry_id", N_("Organisation"), As.MINISTRY),
            ("entity_id", N_("Entity"), As.ENTITY),
            ("created_at", N_("Known since"), As.DAY),
        ),
        ("ministry_evidence",),
    ),
    Kept(
        "identity",
        N_("How you are recognised"),
        N_("For each way you sign in, a mark computed from it. It cannot be turned back into a name or an address."),
        (("hash", N_("Mark"), As.MARK),),
    ),
    Kept(
        "verified_email",
        N_("Addresses you have proven to be yours"),
        N_("For each e-mail address, a mark computed from it: it finds the roles given to it, and cannot be read."),
        (("email_hash", N_("Mark"), As.MARK), ("verified_at", N_("Proven on"), As.MOMENT)),
        ("id",),
    ),
    Kept(
        "absorbed",
        N_("Numbers you had before joining two paths"),
        N_("For each, a mark computed from it: an erasure then holds in older copies of the database too."),
        (("person_hash", N_("Mark"), As.MARK),),
    ),
    Kept(
        "session",
        N_("Open sessions"),
        N_("Each device where you are signed in, until the session ends or you sign out."),
        (("opened_at", N_("Opened on"), As.MOMENT), ("expires_at", N_("Ends on"), As.MOMENT)),
        (
            "token_hash",
            "grants",
            "suggested_ministry_id",
            "suggested_entity_id",
            "suggestion_reason",
            "strong",
            "sealed",
        ),
    ),
    Kept(
        "held_post",
        N_("An answer held"),
        N_("What you sent when your session was over, held a quarter of an hour, to be recorded when you sign in."),
        (("path", N_("Sent to"), As.TEXT), ("expires_at", N_("Held until"), As.MOMENT)),
        ("id", "form"),
    ),
    Kept(
        "path",
        N_("Your modules"),
        N_("How far you are in each module, by day. It is what counts you once, and only once."),
        (
            ("module_slug", N_("Module"), As.MODULE),
            ("started_on", N_("Started on"), As.DAY),
            ("completed_on", N_("Completed on"), As.DAY),
            ("passed_on", N_("Passed on"), As.DAY),
            ("ministry_id", N_("Counted for"), As.MINISTRY),
            ("entity_id", N_("Entity"), As.ENTITY),
        ),
        (
            "version_id",
            "video_done_on",
            "stage",
            "rank",
            "entity_rank",
            "start_ministry_id",
            "start_entity_id",
        ),
    ),
    Kept(
        "uncounted",
        N_("Not counted yet"),
        N_("The modules in which figures do not count all you did yet. Each line goes once it is."),
        (),
        ("module_slug", "counted"),
    ),
    Kept(
        "attempt",
        N_("Your attempts"),
        N_("Each time you took a quiz: when, and the result. No one but you sees it."),
        (
            ("module_slug", N_("Module"), As.MODULE),
            ("number", N_("Attempt"), As.NUMBER),
            ("opened_at", N_("Started on"), As.MOMENT),
            ("submitted_at", N_("Finished on"), As.MOMENT),
            ("answered", N_("Answers"), As.NUMBER),
        ),
        ("id", "version_id", "language", "seed", "items", "answered_at", "score_units", "max_units", "folded"),
    ),
    Kept(
        "response",
        N_("Your answers"),
        N_("What you answered to each question, while the attempt lasts and for a few weeks after it."),
        (),
        ("attempt_id", "item_id", "submission_key", "given", "score_units", "max_units", "recorded_at"),
    ),
)
# The column that says whose a row is; the number itself is told once.
WHOSE = "person_id"
