"""The page of the demonstration: four doors, and the publication a visitor may ask for."""

from dataclasses import dataclass

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.demo.world import DOORS, SMALLEST, Door, sign_in
from quiz.identity.guard import Call, open_session, requires
from quiz.identity.ministry import Ministry
from quiz.identity.permission import Permission
from quiz.insight import store as insight
from quiz.insight.cells import Cell, Shown
from quiz.insight.movement import Movement, movement
from quiz.insight.page import Figure, figure
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render
from quiz.web.safe_path import safe_path

pages = Blueprint("demo", __name__, template_folder="templates", url_prefix="/demonstration")


@dataclass(frozen=True)
class DoorsPage:
    """The four doors, and the figure a visitor may move."""

    title: str
    doors: tuple[Door, ...]
    next_path: str
    smallest: Ministry
    shown: Figure | None
    movement: Movement | None
    small_group: int
    eleventh_awaited: bool


@pages.get("")
@requires(Permission.VISIT_DEMONSTRATION)
def doors(call: Call[None]) -> ResponseReturnValue:
    """A visitor chooses a door."""
    shown, moved = last_shown(call)
    page = DoorsPage(
        title=_("Demonstration"),
        doors=DOORS,
        next_path=safe_path(request.args.get("suite"), ""),
        smallest=SMALLEST.ministry,
        shown=figure(shown, None) if shown else None,
        movement=moved,
        small_group=call.given.settings.small_group,
        eleventh_awaited=isinstance(shown, Shown) and shown.low <= SMALLEST.agents,
    )
    return render("demo/doors.html", page)


@pages.post("/portes/<name>")
@requires(Permission.VISIT_DEMONSTRATION)
def enter(call: Call[None], name: str) -> ResponseReturnValue:
    """A visitor goes through a door: signed in by one click."""
    door = next((door for door in DOORS if door.name == name), None)
    if door is None:
        raise Refused(Reason.NOT_FOUND)
    open_session(call, sign_in(door, f"{call.given.chance(64):x}"))
    home = (
        url_for("identity.ministry", suite=url_for(door.endpoint)) if door.name == "agent" else url_for(door.endpoint)
    )
    return redirect(safe_path(request.form.get("suite"), home), 303)


@pages.post("/publier")
@requires(Permission.VISIT_DEMONSTRATION)
def publish(call: Call[None]) -> ResponseReturnValue:
    """A visitor publishes the figures now, without waiting for the week's day."""
    insight.publish(call.connection, call.given.settings.small_group, call.now)
    if call.asker.may(Permission.SEE_MINISTRY_FIGURES, SMALLEST.ministry.id):
        return redirect(url_for("insight.dashboard", ministry_id=SMALLEST.ministry.id), 303)
    return redirect(url_for("demo.doors", _anchor="chiffre"), 303)


def last_shown(call: Call[None]) -> tuple[Cell | None, Movement | None]:
    """The smallest ministry's headline as last published, and how it moved since the time before."""
    publication = insight.latest_publication(call.connection)
    if publication is None:
        return None, None
    ministry_id = SMALLEST.ministry.id
    shown = insight.figures(call.connection, publication, ministry_id)[ministry_id].at_least_one
    earlier = insight.latest_publication(call.connection, before=publication.published_at)
    before = insight.figures(call.connection, earlier, ministry_id).get(ministry_id) if earlier else None
    return shown, movement(before.at_least_one if before else None, shown, publication.small_group)
