"""The language of a page: the one chosen, else the browser's, else French."""

from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask_babel import Babel, get_locale, get_translations

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
    # Flask-Babel looks for the request and its language at every sentence, and a page has dozens.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by Jinja's i18n extension
        gettext=lambda text: catalogue().ugettext(text),
        ngettext=lambda one, several, count: catalogue().ungettext(one, several, count),
        newstyle=True,
    )
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


def catalogue() -> Any:
    """The sentences of this request's language, found once."""
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue


def language_name(code: str) -> str:
    """The name of a language, in the language of the page; its code where it has none there."""
    return str(get_locale().languages.get(code, code))


def typo(text: str) -> str:
    """The text with French typography on a French page; as it is on any other."""
    if "french" not in g:
        locale = get_locale()
        g.french = locale is not None and locale.language == "fr"
    return typography.french(text) if g.french else text
