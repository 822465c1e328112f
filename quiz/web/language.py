"""The language of a page: the one chosen, else the browser's, else French."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask_babel import Babel, get_locale, get_translations
from markupsafe import Markup

from quiz.web import formats, typography
from quiz.web.problem import asked_by_program

LANGUAGES = ("fr", "en")
LANGUAGE_COOKIE = "langue"
TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


def start(app: Flask, translations: Path = TRANSLATIONS) -> None:
    """Connect the catalogues and the formats to the templates."""
    Babel(
        app,
        default_locale=LANGUAGES[0],
        default_timezone=formats.PARIS.key,
        default_translation_directories=str(translations),
        locale_selector=language,
    )
    # Flask-Babel looks for the request and its language at every sentence, and a page has dozens; Jinja's extension
    # calls three functions for each.
    app.jinja_env.globals.update(_=sentence, gettext=sentence, ngettext=counted)
    app.jinja_env.filters.update(
        number=formats.number,
        points=formats.points,
        percent=formats.percent,
        whole_percent=formats.whole_percent,
        decimal=formats.decimal,
        share=formats.share,
        day=formats.day,
        moment=formats.moment,
        hour=formats.hour,
        typo=typo,
        language_name=language_name,
    )


def language() -> str:
    """The language of this request; a program says it by a header alone, and no cookie of it is read."""
    chosen = None if asked_by_program() else request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def sentence(text: str, /, **values: Any) -> Markup:
    """A sentence of a template, in the language of the page; what is filled in is escaped."""
    if values:
        return Markup(catalogue().ugettext(text)) % values  # noqa: S704 - from our catalogues
    return plain_sentence(catalogue(), text)


@lru_cache(4096)
def plain_sentence(sentences: Any, text: str) -> Markup:
    """A sentence with nothing to fill in, the same at each request."""
    return Markup(sentences.ugettext(text)) % {}  # noqa: S704 - from our catalogues


def counted(one: str, several: str, count: int, /, **values: Any) -> Markup:
    """The same, of a number of things."""
    return Markup(catalogue().ungettext(one, several, count)) % {"num": count, **values}  # noqa: S704 - the same


def catalogue() -> Any:
    """The sentences of this request's language, found once."""
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found


def language_name(code: str) -> str:
    """The name of a language, in the language of the page; its code where it has none there."""
    return str(get_locale().languages.get(code, code))


def typo(text: str) -> str:
    """The text with French typography on a French page; as it is on any other."""
    french = g.get("french")
    if french is None:
        locale = get_locale()
        french = g.french = locale is not None and locale.language == "fr"
    return typography.french(text) if french else text
