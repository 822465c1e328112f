"""The choices a reader makes for every page: language and theme, each kept in a cookie."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from quiz.web.csrf import csrf
from quiz.web.frame import THEME_COOKIE, THEMES
from quiz.web.language import LANGUAGE_COOKIE, LANGUAGES
from quiz.web.safe_path import safe_path

# Thirteen months are the longest a choice may be kept without asking again (CNIL, guidelines on cookies, 2020).
KEPT_MONTHS = 13
KEPT = KEPT_MONTHS * 30 * 24 * 3600
CHOICES = {"theme": (THEME_COOKIE, THEMES), "language": (LANGUAGE_COOKIE, LANGUAGES)}

preferences = Blueprint("preferences", __name__, template_folder="templates")


@preferences.post("/preferences")
@csrf.exempt  # the form is on every page, and a token there would open a session for every reader
def save() -> ResponseReturnValue:
    """Someone chooses a language or a theme."""
    response = redirect(safe_path(request.form.get("path"), "/"), 303)
    for field, (cookie, allowed) in CHOICES.items():
        value = request.form.get(field)
        if value in allowed:
            response.set_cookie(cookie, value, max_age=KEPT, secure=request.is_secure, httponly=True, samesite="Lax")
    return response
