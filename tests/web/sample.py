"""A small application in the frame: every component in every state, and every way to fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy import exc

from quiz.refusal import Reason, Refused
from quiz.web.csrf import csrf
from quiz.web.frame import Link, Service, Source, Visitor
from quiz.web.headers import allow_frame
from quiz.web.mount import mount
from quiz.web.rendering import render
from quiz.web.static_files import StaticFile

pages = Blueprint("sample", __name__, template_folder="templates")


@dataclass(frozen=True)
class SamplePage:
    """A title and a text."""

    title: str
    text: str = ""


@dataclass(frozen=True)
class SampleStep:
    """One step of the drawn path."""

    title: str
    summary: str
    url: str
    detail: str
    state: str
    state_text: str


@dataclass(frozen=True)
class GalleryPage:
    """What the gallery shows besides its own texts."""

    title: str
    steps: tuple[SampleStep, ...]


STEPS = (
    SampleStep(
        "Les enjeux d'un numérique responsable", "Ce que pèse le numérique, et où.", "/", "6 min", "passed", "Réussi"
    ),
    SampleStep(
        "Ce que chacun peut faire", "Des gestes qui comptent, d'autres moins.", "/", "6 min", "completed", "Terminé"
    ),
    SampleStep("Acheter, garder, donner", "La durée d'usage avant tout.", "/", "7 min", "under_way", "En cours"),
    SampleStep("Le rôle de la DINUM", "Qui peut vous aider ?", "/", "9 min", "to_do", "À faire"),
)


LINKS = (Link("Modules", "/"), Link("Mes résultats", "/galerie"), Link("Tableau de bord", "/tableau"))
# Without a catalogue messages read as they are written in the code, whatever the language of the page.
NO_CATALOGUE = Path(__file__).parent / "templates"


def sample_application(
    visitor: Visitor | None = None,
    demonstration: bool = False,
    translations: Path = NO_CATALOGUE,
    theme: Mapping[str, StaticFile] | None = None,
    tells_weight: bool = True,
) -> Flask:
    """The sample application, seen by that visitor."""
    told = visitor or Visitor(navigation=LINKS)
    return application_told_by(lambda: told, demonstration, translations, theme, tells_weight)


def application_told_by(
    source: Source,
    demonstration: bool = False,
    translations: Path = NO_CATALOGUE,
    theme: Mapping[str, StaticFile] | None = None,
    tells_weight: bool = True,
) -> Flask:
    """The sample application, told of its visitors by that function."""
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY="a secret of the tests",
        TESTING=True,
        MAX_CONTENT_LENGTH=20_000,
        BABEL_TRANSLATION_DIRECTORIES=str(translations),
    )
    service = Service("Numérique responsable", "Regarder, répondre, agir", demonstration, tells_weight)
    mount(app, source, service, theme=theme)
    app.register_blueprint(pages)
    return app


@pages.get("/")
def plain() -> ResponseReturnValue:
    """A page without a form."""
    return render("plain.html", SamplePage("L'accueil", request.args.get("texte", "")))


@pages.get("/galerie")
def gallery() -> ResponseReturnValue:
    """Every component in every state."""
    return render("gallery.html", GalleryPage("Galerie des composants", STEPS))


@pages.get("/question")
def question() -> ResponseReturnValue:
    """A choice question, as large as authors may write it."""
    return render("question.html", SamplePage("Question 2 sur 6"))


@pages.post("/question")
def answer() -> ResponseReturnValue:
    """A form that proves where it comes from."""
    return redirect("/", 303)


@pages.post("/reponse")
@csrf.exempt
def kept_answer() -> ResponseReturnValue:
    """A form that keeps what was typed where its proof has expired."""
    try:
        csrf.protect()
    except CSRFError:
        return render("plain.html", SamplePage("Page expirée", request.form["texte"]), 400)
    return redirect("/", 303)


@pages.get("/video")
def video() -> ResponseReturnValue:
    """A page that plays a film of elsewhere."""
    allow_frame("https://geo.dailymotion.com")
    return render("plain.html", SamplePage("La vidéo"))


@pages.post("/connexion")
def sign_in() -> ResponseReturnValue:
    """Someone signs in: the session starts afresh."""
    session.clear()
    session["token"] = "somebody"
    return redirect("/", 303)


@pages.get("/refus/<name>")
def refuse(name: str) -> ResponseReturnValue:
    """The domain says no."""
    raise Refused(Reason(name), request.args.get("suite"))


@pages.get("/panne")
def broken_database() -> ResponseReturnValue:
    """The database does not answer."""
    raise exc.OperationalError("SELECT 1", {}, OSError("connection refused"))


@pages.get("/attente")
def busy_database() -> ResponseReturnValue:
    """No connection is free."""
    raise exc.TimeoutError


@pages.get("/defaut")
def defect() -> ResponseReturnValue:
    """A defect."""
    raise ZeroDivisionError("secret of the machine")


@pages.get("/court")
def short() -> ResponseReturnValue:
    """Less than is worth compressing."""
    return "court"
