"""The language of a page: the one chosen, else the browser's, else French."""

from pathlib import Path

from flask import Flask, request
from flask_babel import Babel, get_locale

from quiz.web import formats, typography

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
    app.jinja_env.filters.update(
        number=formats.number,
        points=formats.points,
        percent=formats.percent,
        day=formats.day,
        typo=typo,
    )


def language() -> str:
    """The language of this request."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def typo(text: str) -> str:
    """The text with French typography on a French page; as it is on any other."""
    locale = get_locale()
    return typography.french(text) if locale and locale.language == "fr" else text
