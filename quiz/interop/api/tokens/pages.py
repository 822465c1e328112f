"""The pilot makes tokens for programs, sees when they were last used, and takes them back."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import BETWEEN, Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Ministry
from quiz.identity.permission import Permission
from quiz.identity.roles.label import LabelProblem
from quiz.identity.roles.words import LABEL_PROBLEMS
from quiz.interop.api.tokens import store
from quiz.interop.api.tokens.page import TokenLine, TokensPage
from quiz.interop.api.tokens.token import ALL, BITS, LONGEST_LIFE, Asked, Mistake, Mistakes, Token, Typed, read, written
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

pages = Blueprint("tokens", __name__, template_folder="../../templates")


@pages.get("/pilotage/jetons")
@requires(Permission.MANAGE_TOKENS)
def tokens(call: Call[None]) -> ResponseReturnValue:
    """The pilot reviews the tokens."""
    return render("interop/tokens.html", tokens_page(call, Typed(last_day=longest(call))))


@pages.post("/pilotage/jetons")
@requires(Permission.MANAGE_TOKENS)
def make(call: Call[None]) -> ResponseReturnValue:
    """The pilot makes a token; it is on this page and nowhere else, so that no redirection follows."""
    typed = Typed(*(request.form.get(name, "")[:200] for name in ("label", "scope", "last_day")))
    asked = read(typed, call.today, {ministry.id for ministry in identity.ministries(call.connection)})
    if not isinstance(asked, Asked):
        return render("interop/tokens.html", tokens_page(call, typed, asked), 422)
    token = written(call.given.chance(BITS))
    number = store.make(call.connection, asked, token, call.given.settings.hashing_key, call.now)
    log(call, Act.TOKEN_MADE, number, asked.ministry_id, asked.label)
    return render("interop/tokens.html", tokens_page(call, Typed(last_day=longest(call)), made=token))


@pages.post("/pilotage/jetons/<int(max=2147483647):number>/retrait")
@requires(Permission.MANAGE_TOKENS)
def take_back(call: Call[None], number: int) -> ResponseReturnValue:
    """The pilot takes a token back; it acts at once."""
    token = store.revoke(call.connection, number, call.now)
    if token is None:
        raise Refused(Reason.NOT_FOUND)
    log(call, Act.TOKEN_REVOKED, number, token.ministry_id, token.label)
    return redirect(url_for("tokens.tokens"), 303)


def log(call: Call[None], act: Act, number: int, ministry_id: str | None, label: str) -> None:
    """Write the act in the audit log, in the same transaction."""
    what = BETWEEN.join((str(number), ministry_id or "*", label))
    audit.write(call.connection, act, signature(call.asker.grants), what, call.now)


def longest(call: Call[None]) -> str:
    """The last day a token may have, as a form takes it."""
    return (call.today + LONGEST_LIFE).isoformat()


def tokens_page(call: Call[None], typed: Typed, mistakes: Mistakes | None = None, made: str = "") -> TokensPage:
    """What the page shows."""
    known = identity.ministries(call.connection)
    return TokensPage(
        title=_("Tokens of the API"),
        lines=tuple(line(call, token, known) for token in store.every(call.connection)),
        scopes=((ALL, _("All ministries, and their total")), *((ministry.id, ministry.name) for ministry in known)),
        typed=typed,
        errors={field: told(mistake) for field, mistake in (mistakes or {}).items()},
        latest_day=call.today + LONGEST_LIFE,
        made=made,
        address=url_for("api.figures", _external=True),
    )


def line(call: Call[None], token: Token, known: tuple[Ministry, ...]) -> TokenLine:
    """A token, in words."""
    names = {ministry.id: ministry.name for ministry in known}
    scope = names.get(token.ministry_id, token.ministry_id) if token.ministry_id else _("All ministries")
    return TokenLine(token, scope, token.refused_on(call.today) is None)


def told(mistake: Mistake | LabelProblem) -> str:
    """What to correct, in words."""
    if isinstance(mistake, LabelProblem):
        if mistake is LabelProblem.EMPTY:
            return str(_("Say which program will use it, such as “data warehouse of the ministry”."))
        return str(_(LABEL_PROBLEMS[mistake]))
    words: dict[Mistake, str] = {
        Mistake.NO_SCOPE: _("Choose in the list whose figures it opens."),
        Mistake.NOT_A_DAY: _("This is no day. Write it as year-month-day, such as 2026-01-31."),
        Mistake.PAST: _("This day is past: the token would open nothing."),
        Mistake.TOO_FAR: _("A token lasts a year at most: one that is forgotten ends by itself."),
    }
    return words[mistake]
