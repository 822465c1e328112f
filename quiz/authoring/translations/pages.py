"""The author's pages of a translation."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.authoring import store
from quiz.authoring.forms import posted
from quiz.authoring.page import DraftPage
from quiz.authoring.pages import pages
from quiz.authoring.problems import corrected, told
from quiz.authoring.publication import Outcome
from quiz.authoring.texts import store as texts
from quiz.content.media.store import digests
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.refusal import Refused
from quiz.web.language import language_name
from quiz.web.rendering import render

# The blueprint of the room, with these pages on it.
__all__ = ["pages"]


@pages.get("/<slug>/traductions/<language>")
@requires(Permission.WRITE_MODULES)
def translation(call: Call[None], slug: str, language: str) -> ResponseReturnValue:
    """The author opens a translation, with what it lacks of the text."""
    text, revision = texts.translation_text(call, slug, language)
    return render("authoring/draft.html", translation_page(call, slug, language, text, revision))


@pages.post("/<slug>/traductions/<language>")
@requires(Permission.WRITE_MODULES)
def save_translation(call: Call[None], slug: str, language: str) -> ResponseReturnValue:
    """The author checks, corrects a line, publishes or gives up a translation."""
    texts.translation_text(call, slug, language)
    form, text, revision = posted(request.form)
    here = url_for("authoring.translation", slug=slug, language=language)
    back = url_for("authoring.draft", slug=slug)
    if form.give_up.data:
        store.drop_translation_draft(call.connection, slug, language)
        return redirect(back, 303)
    source = texts.source_module(call, slug)
    text = corrected(texts.checked_translation(call, slug, language, text, source), text, form.correct.data)
    try:
        store.save_translation_draft(call.connection, slug, language, text, revision, call.now)
    except Refused:
        return render("authoring/draft.html", translation_page(call, slug, language, text, revision, crossed=True), 409)
    version = texts.current(call, slug)
    if not form.publish.data or version is None:
        return redirect(here, 303)
    read = texts.checked_translation(call, slug, language, text, version.module)
    if read.has_errors or read.value is None:
        return render("authoring/draft.html", translation_page(call, slug, language, text, revision + 1), 422)
    media = digests(call.connection)
    outcome = store.publish_translation(call.connection, read.value, version.fingerprint, text, media)
    if outcome is not Outcome.UNCHANGED:
        what = f"{slug}.{language}"
        audit.write(call.connection, Act.MODULE_PUBLISHED, signature(call.asker.grants), what, call.now)
    store.drop_translation_draft(call.connection, slug, language)
    return redirect(back, 303)


def translation_page(
    call: Call[None], slug: str, language: str, text: str, revision: int, *, crossed: bool = False
) -> DraftPage:
    """A translation, what it lacks of the text, and whether it can be published by itself."""
    read = texts.checked_translation(call, slug, language, text, texts.source_module(call, slug))
    known = told(read.problems, text, _)
    alone = store.draft(call.connection, slug) is None and not read.has_errors
    names = {"language": language_name(language), "module": slug}
    return DraftPage(
        title=_("Translation of the module %(module)s (%(language)s)", **names),
        heading=_("Translation of the module %(module)s (%(language)s)", **names),
        text=text,
        revision=revision,
        in_work=revision > 0,
        errors=tuple(each for each in known if each.stops),
        warnings=(),
        action=url_for("authoring.save_translation", slug=slug, language=language),
        back_url=url_for("authoring.draft", slug=slug),
        back_name=_("Module %(module)s", module=slug),
        crossed=crossed,
        publish=_("Publish this translation") if alone and revision else None,
        preview_url=url_for("authoring.preview", slug=slug, traduction=language) if not read.has_errors else None,
        translation=True,
    )
