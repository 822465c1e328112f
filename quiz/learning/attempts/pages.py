"""The pages of an attempt: begun, a question, the answer, the review, the result."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from quiz.content.item import ScoredItem, UnscoredItem
from quiz.content.markdown import blocks, inline
from quiz.content.store import Version
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.learning import store
from quiz.learning.attempt import Attempt, Effect, Recorded, effect
from quiz.learning.attempts import store as recording
from quiz.learning.completion import after_submission
from quiz.learning.draw import draw
from quiz.learning.forms import item_form, mistakes, response_of
from quiz.learning.page import QuestionPage, ResultPage, ReviewLine, ReviewPage
from quiz.learning.pages import in_language, module_urls, pages, series_and_modules, signed_in
from quiz.learning.result import calibration_of
from quiz.learning.result import result as result_of
from quiz.learning.result_lines import objective_lines
from quiz.learning.showing import asks_certainty, question_page
from quiz.learning.steps import next_step, steps
from quiz.learning.store import UnderWay
from quiz.marking.mark import mark
from quiz.marking.score import Response
from quiz.refusal import Reason, Refused
from quiz.storage.ids import uuid7
from quiz.web.csrf import csrf
from quiz.web.rendering import render

# The blueprint of the room, with these pages on it.
__all__ = ["pages"]


@pages.post("/modules/<slug>/tentatives")
@requires(Permission.TAKE_MODULES, ministry=True)
def start(call: Call[None], slug: str) -> ResponseReturnValue:
    """The agent says the video was watched or the essentials read, and starts the quiz or takes it up again."""
    standing = store.standing(call.connection, call.asker.person_id, slug)
    if standing.open_number is not None:
        return redirect(url_for("learning.resume", slug=slug, number=standing.open_number), 303)
    version = call.given.shelf.version(call.connection, standing.version_id)
    seed = call.given.chance(62)
    attempt = Attempt(
        id=uuid7(call.now, call.given.chance(74)),
        module_slug=slug,
        number=standing.last_number + 1,
        version_id=version.id,
        seed=seed,
        items=draw(version.module, seed, standing.seen),
    )
    recording.open_attempt(call.connection, call.asker, attempt, str(get_locale()), call.today, call.now)
    return redirect(url_for("learning.question", slug=slug, number=attempt.number, position=1), 303)


@pages.get("/modules/<slug>/tentatives/<int(max=9999):number>")
@requires(Permission.TAKE_MODULES, load=store.load_attempt)
def resume(call: Call[UnderWay | None], slug: str, number: int) -> ResponseReturnValue:
    """The agent takes an attempt up where it was left, or sees its result."""
    attempt = found(call).attempt
    if attempt.submitted_at is None:
        position = attempt.first_unanswered()
        if position is None:
            return redirect(url_for("learning.review", slug=slug, number=number), 303)
        return redirect(url_for("learning.question", slug=slug, number=number, position=position), 303)
    return render("learning/result.html", result_page(call, found(call)))


@pages.get("/modules/<slug>/tentatives/<int(max=9999):number>/questions/<int(max=99):position>")
@requires(Permission.TAKE_MODULES, load=store.load_attempt)
def question(call: Call[UnderWay | None], slug: str, number: int, position: int) -> ResponseReturnValue:
    """The agent sees one item, to answer or answered."""
    attempt = found(call).attempt
    if attempt.submitted_at is not None and attempt.item_at(position) not in attempt.responses:
        # Its responses are deleted by now; the result stays.
        return redirect(url_for("learning.resume", slug=slug, number=number), 303)
    return render("learning/question.html", shown_page(call, position))


@pages.post("/modules/<slug>/tentatives/<int(max=9999):number>/questions/<int(max=99):position>")
@csrf.exempt
@requires(Permission.TAKE_MODULES, load=store.load_attempt)
def answer(call: Call[UnderWay | None], slug: str, number: int, position: int) -> ResponseReturnValue:
    """The agent answers one item."""
    under_way = found(call)
    version, item = version_and_item(call, under_way, position)
    form = item_form(item, request.form)
    response = response_of(item, form, asks_certainty=asks_certainty(version.module, item))
    try:
        csrf.protect()
    except CSRFError:
        # The answer stays on the page, to be sent again with a fresh token.
        page = shown_page(call, position, response, notice="page_expired")
        return render("learning/question.html", page, 400)
    if missing := mistakes(item, response):
        page = shown_page(call, position, response, mistaken=missing)
        return render("learning/question.html", page, 422)
    here = url_for("learning.question", slug=slug, number=number, position=position)
    key = UUID(form.submission_key.data)
    revisable = version.module.feedback == "at_the_end"
    try:
        done = effect(under_way.attempt, item.id, key, revisable)
    except Refused as refused:
        raise Refused(refused.reason, next_url=url_for("learning.resume", slug=slug, number=number)) from refused
    if done is not Effect.REPEAT:
        marked = mark(item, response)
        recorded = Recorded(response, key, marked.score, marked.max_score)
        record(call, under_way, version, item, recorded, done)
    if revisable:
        return redirect(url_for("learning.resume", slug=slug, number=number), 303)
    return redirect(here, 303)


def record(
    call: Call[UnderWay | None],
    under_way: UnderWay,
    version: Version,
    item: ScoredItem | UnscoredItem,
    recorded: Recorded,
    done: Effect,
) -> None:
    """Keep a response; where feedback is at once, the last one submits the attempt."""
    person_id = signed_in(call)
    keep = recording.save_response if done is Effect.RECORD else recording.replace_response
    after = keep(call.connection, person_id, under_way, item.id, recorded, call.now)
    if version.module.feedback == "at_once" and after.attempt.answered():
        submit(call, after, version)
    else:
        recording.save_progress(call.connection, person_id, after, call.now)


def submit(call: Call[UnderWay | None], under_way: UnderWay, version: Version) -> None:
    """Close an attempt with every drawn item answered, and keep what it completes."""
    closed = replace(under_way, attempt=replace(under_way.attempt, submitted_at=call.now))
    recording.save_progress(call.connection, signed_in(call), closed, call.now)
    result = result_of(version.module, closed.attempt)
    path = after_submission(
        under_way.path, closed.attempt.version_id, result.scaled_score, result.pass_mark, call.today
    )
    if path != under_way.path:
        recording.save_path(call.connection, call.asker, under_way.path, path)


@pages.get("/modules/<slug>/tentatives/<int(max=9999):number>/relecture")
@requires(Permission.TAKE_MODULES, load=store.load_attempt)
def review(call: Call[UnderWay | None], slug: str, number: int) -> ResponseReturnValue:
    """The agent reads the answers again before sending them."""
    under_way = found(call)
    if under_way.attempt.submitted_at is not None:
        return redirect(url_for("learning.resume", slug=slug, number=number), 303)
    attempt = under_way.attempt
    taught = in_language(call, call.given.shelf.version(call.connection, attempt.version_id))
    lines = tuple(
        ReviewLine(
            position,
            inline(item.prompt),
            item.id in attempt.responses,
            url_for("learning.question", slug=slug, number=number, position=position),
        )
        for position, item in enumerate((taught.item(name) for name in attempt.items), 1)
        if item is not None
    )
    page = ReviewPage(
        title=_("Read your answers again"),
        module_title=taught.title,
        module_url=url_for("learning.module", slug=slug),
        lines=lines,
        complete=attempt.answered(),
        action=url_for("learning.send", slug=slug, number=number),
    )
    return render("learning/review.html", page)


@pages.post("/modules/<slug>/tentatives/<int(max=9999):number>/envoi")
@requires(Permission.TAKE_MODULES, load=store.load_attempt)
def send(call: Call[UnderWay | None], slug: str, number: int) -> ResponseReturnValue:
    """The agent sends the attempt; sent twice, it is sent once."""
    under_way = found(call)
    here = url_for("learning.resume", slug=slug, number=number)
    if under_way.attempt.submitted_at is None:
        if not under_way.attempt.answered():
            raise Refused(Reason.ATTEMPT_INCOMPLETE, next_url=here)
        submit(call, under_way, call.given.shelf.version(call.connection, under_way.attempt.version_id))
    return redirect(here, 303)


def found(call: Call[UnderWay | None]) -> UnderWay:
    """The attempt asked for; one that is not there, or is another person's, is not found."""
    if call.loaded is None:
        raise Refused(Reason.NOT_FOUND)
    return call.loaded


def version_and_item(
    call: Call[UnderWay | None], under_way: UnderWay, position: int
) -> tuple[Version, ScoredItem | UnscoredItem]:
    """The version an attempt is pinned to, and its item at a position."""
    version = call.given.shelf.version(call.connection, under_way.attempt.version_id)
    name = under_way.attempt.item_at(position)
    item = in_language(call, version).item(name) if name else None
    if item is None:
        raise Refused(Reason.NOT_FOUND)
    return version, item


def shown_page(
    call: Call[UnderWay | None],
    position: int,
    posted: Response | None = None,
    *,
    notice: str | None = None,
    mistaken: Mapping[str, str] = MappingProxyType({}),
) -> QuestionPage:
    """One item of the attempt asked for, with a submission key of its own."""
    under_way = found(call)
    version, item = version_and_item(call, under_way, position)
    key = UUID(int=call.given.chance(128), version=4)
    taught = call.given.shelf.taught(call.connection, version, str(get_locale()), call.now)
    page = question_page(under_way.attempt, taught.module, item, position, key, posted, notice, mistaken)
    image = page.question.image
    return replace(titled(page), image_digest=taught.media.get(image.file) if image else None)


VERDICTS = {
    "right": lazy_gettext("Right answer"),
    "partly": lazy_gettext("Partly right"),
    "wrong": lazy_gettext("Not the right answer"),
    "unknown": lazy_gettext("You did not know"),
    "unscored": lazy_gettext("Thank you"),
}


def titled(page: QuestionPage) -> QuestionPage:
    """The page with its titles: the verdict or the error comes first."""
    place: str = _("Question %(position)s of %(total)s", position=page.position, total=page.total)
    if page.mistakes or page.notice:
        return replace(page, title=_("To correct: %(question)s", question=place), place=place)
    if page.verdict is None:
        return replace(page, title=place, place=place)
    outcome = str(VERDICTS[page.verdict])
    return replace(page, title=f"{outcome} – {place}", outcome=outcome, place=place)


def result_page(call: Call[UnderWay | None], under_way: UnderWay) -> ResultPage:
    """The result of a submitted attempt."""
    attempt, path = under_way.attempt, under_way.path
    version = call.given.shelf.version(call.connection, attempt.version_id)
    taught = in_language(call, version)
    result = result_of(taught, attempt)
    series, modules = series_and_modules(Call(call.asker, call.connection, None, call.now, call.given))
    paths = store.paths(call.connection, signed_in(call))
    return ResultPage(
        title=_("Module passed") if result.passed else _("Module completed") if path.completed_on else _("Result"),
        slug=attempt.module_slug,
        module_title=taught.title,
        module_url=url_for("learning.module", slug=attempt.module_slug),
        series_title=series.title if series else "",
        score=result.score,
        max_score=result.max_score,
        scaled_score=result.scaled_score,
        pass_mark=result.pass_mark,
        passed=result.passed,
        completed_on=path.completed_on,
        passed_on=path.passed_on,
        objectives=objective_lines(result),
        calibration=calibration_of(taught, attempt),
        this_week=blocks(taught.this_week),
        resources=taught.resources,
        retry_url=url_for("learning.start", slug=attempt.module_slug),
        number=attempt.number,
        next_step=next_step(steps(modules, paths, module_urls(modules)), after=attempt.module_slug),
        version=version.number,
    )
