"""The agent's pages: the series, a module, my results; those of an attempt are in `attempts`."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from quiz.content import store as content
from quiz.content.markdown import blocks
from quiz.content.module import Module, Series, share
from quiz.content.player import player
from quiz.content.reading_time import reading_minutes
from quiz.content.store import Version
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.learning import store
from quiz.learning.draw import draw
from quiz.learning.page import HomePage, ModulePage, ResultsPage
from quiz.learning.result_lines import module_lines
from quiz.learning.steps import next_step, state, steps
from quiz.learning.store import UnderWay
from quiz.refusal import Reason, Refused
from quiz.web.headers import allow_frame
from quiz.web.rendering import render

pages = Blueprint("learning", __name__, template_folder="templates")


@pages.get("/")
@requires(Permission.READ_MODULES)
def home(call: Call[None]) -> ResponseReturnValue:
    """Someone opens the series."""
    series, modules = series_and_modules(call)
    paths = store.paths(call.connection, call.asker.person_id) if call.asker.person_id else {}
    walk = steps(modules, paths, module_urls(modules))
    page = HomePage(
        title=series.title if series else _("No module yet"),
        summary=series.summary if series else "",
        steps=walk,
        minutes=round(sum(step.minutes for step in walk) / len(walk)) if walk else 0,
        completed=sum(step.state in ("completed", "passed") for step in walk),
        begun=any(step.state != "to_do" for step in walk),
        next_step=next_step(walk),
        signed_in=call.asker.signed_in,
    )
    return render("learning/home.html", page)


@pages.get("/modules/<slug>")
@requires(Permission.READ_MODULES)
def module(call: Call[None], slug: str) -> ResponseReturnValue:
    """Someone opens a module, and perhaps its film."""
    standing = store.standing(call.connection, call.asker.person_id, slug)
    version = call.given.shelf.version(call.connection, standing.version_id)
    series = content.series(call.connection)
    taught = in_language(call, version)
    film = player(taught.video.embed) if taught.video.embed else None
    playing = film is not None and request.args.get("video") == "oui"
    if film and playing:
        allow_frame(film.origin)
    order = series.modules if series and slug in series.modules else (slug,)
    page = ModulePage(
        title=taught.title,
        slug=slug,
        position=order.index(slug) + 1,
        total=len(order),
        summary=taught.summary,
        minutes=taught.duration_minutes,
        reading_minutes=reading_minutes(taught.reading),
        quiz_minutes=max(1, taught.duration_minutes - reading_minutes(taught.reading)),
        objectives=tuple(objective.text for objective in taught.objectives),
        video=taught.video,
        player_url=film.frame_url if film and playing else None,
        watch_url=film.watch_url if film else "",
        play_url=url_for("learning.module", slug=slug, video="oui"),
        transcript=blocks(taught.video.transcript) if taught.video.transcript else None,
        reading=blocks(taught.reading, heading_level=3),
        resources=taught.resources,
        questions=len(draw(taught, 0, ())),
        pass_mark=share(taught.pass_mark),
        start_url=url_for("learning.start", slug=slug),
        state=state(standing.path),
        best=standing.best,
        open_number=standing.open_number,
        signed_in=call.asker.signed_in,
        reviewed_on=taught.reviewed_on,
    )
    return render("learning/module.html", page)


@pages.get("/mes-resultats")
@requires(Permission.SEE_OWN_RESULTS)
def results(call: Call[None]) -> ResponseReturnValue:
    """The agent looks at what was done so far."""
    _series, modules = series_and_modules(call)
    person_id = signed_in(call)
    lines = module_lines(
        modules,
        store.paths(call.connection, person_id),
        store.past_attempts(call.connection, person_id),
        lambda slug: url_for("learning.module", slug=slug),
        lambda past: url_for("learning.resume", slug=past.module_slug, number=past.number),
    )
    page = ResultsPage(
        title=_("My results"),
        modules=lines,
        completed=sum(line.completed_on is not None for line in lines),
        total=len(modules),
    )
    return render("learning/results.html", page)


def signed_in(call: Call[UnderWay | None] | Call[None]) -> UUID:
    """The person asking, on pages the guard opens to signed-in people only."""
    if call.asker.person_id is None:
        raise Refused(Reason.SIGN_IN_FIRST)
    return call.asker.person_id


def series_and_modules(call: Call[None]) -> tuple[Series | None, tuple[Module, ...]]:
    """The series, and its published modules in order; every published module where there is no series."""
    series, versions = content.proposed(call.connection)
    order = series.modules if series else tuple(sorted(versions))
    shelf, language = call.given.shelf, str(get_locale())
    published = (shelf.version(call.connection, versions[slug]) for slug in order if slug in versions)
    return series, tuple(shelf.module(call.connection, version, language, call.now) for version in published)


def module_titles(call: Call[None]) -> Mapping[str, str]:
    """The title of each published module, by its identifier, in the reader's language."""
    _series, modules = series_and_modules(call)
    return {taught.module: taught.title for taught in modules}


def in_language(call: Call[UnderWay | None] | Call[None], version: Version) -> Module:
    """The module of a version in the reader's language, where it is translated."""
    return call.given.shelf.module(call.connection, version, str(get_locale()), call.now)


def module_urls(modules: tuple[Module, ...]) -> Mapping[str, str]:
    """The address of each module."""
    return {taught.module: url_for("learning.module", slug=taught.module) for taught in modules}
