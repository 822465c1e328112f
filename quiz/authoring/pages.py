"""The author's pages: the modules, a draft with its problems, its preview, its publication."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.authoring import store
from quiz.authoring.difference import Difference, difference
from quiz.authoring.forms import DraftForm
from quiz.authoring.publication import Outcome
from quiz.content import store as content
from quiz.content import wording
from quiz.content.files import read_text
from quiz.content.fingerprint import module_fingerprint
from quiz.content.media.store import digests
from quiz.content.module import Module
from quiz.content.problem import Severity
from quiz.content.reading import FileRead
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.learning.question import Question, question
from quiz.marking.mark import key, mark
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

pages = Blueprint("authoring", __name__, template_folder="templates", url_prefix="/redaction")


@dataclass(frozen=True)
class ModuleEntry:
    """A module an author may open."""

    slug: str
    title: str
    version: int | None
    published_at: datetime | None
    draft: bool
    url: str


@dataclass(frozen=True)
class ModulesPage:
    """Every module, published or in work."""

    title: str
    entries: tuple[ModuleEntry, ...]


@dataclass(frozen=True)
class Told:
    """One problem in words, with its place in the text."""

    line: int
    column: int
    rule: str
    message: str
    hint: str
    corrected: str | None
    stops: bool


@dataclass(frozen=True)
class DraftPage:
    """A text in work: its problems, or what its publication would change."""

    title: str
    slug: str
    text: str
    revision: int
    in_work: bool
    errors: tuple[Told, ...]
    warnings: tuple[Told, ...]
    difference: Difference | None
    version: int | None
    action: str
    preview_url: str | None
    crossed: bool


@dataclass(frozen=True)
class PreviewPage:
    """Every question of a text with its answers, as agents will see them."""

    title: str
    module_title: str
    questions: tuple[Question, ...]
    back_url: str


@pages.get("")
@requires(Permission.WRITE_MODULES)
def modules(call: Call[None]) -> ResponseReturnValue:
    """The author chooses a module."""
    drafts = store.drafts(call.connection)
    entries = []
    for slug, version_id in sorted(content.current_versions(call.connection).items()):
        version = call.given.shelf.version(call.connection, version_id)
        entries.append(
            ModuleEntry(
                slug,
                version.module.title,
                version.number,
                version.published_at,
                slug in drafts,
                url_for("authoring.draft", slug=slug),
            )
        )
    published = {entry.slug for entry in entries}
    entries += [
        ModuleEntry(slug, slug, None, None, True, url_for("authoring.draft", slug=slug))
        for slug in sorted(drafts.keys() - published)
    ]
    return render("authoring/modules.html", ModulesPage(_("Modules to write"), tuple(entries)))


@pages.get("/<slug>")
@requires(Permission.WRITE_MODULES)
def draft(call: Call[None], slug: str) -> ResponseReturnValue:
    """The author opens a text, with everything there is to correct."""
    text, revision = text_of(call, slug)
    return render("authoring/draft.html", draft_page(call, slug, text, revision))


@pages.post("/<slug>")
@requires(Permission.WRITE_MODULES)
def save_draft(call: Call[None], slug: str) -> ResponseReturnValue:
    """The author checks, publishes or gives up a text; nothing typed is lost by a problem in it."""
    form = DraftForm(request.form)
    text_of(call, slug)
    if not form.validate() or form.text.data is None or form.revision.data is None:
        raise Refused(Reason.FORGED)
    here = url_for("authoring.draft", slug=slug)
    if form.give_up.data:
        store.drop_draft(call.connection, slug)
        return redirect(url_for("authoring.modules"), 303)
    # PostgreSQL keeps no NUL: its usual stand-in shows where it was.
    text = form.text.data.replace("\r\n", "\n").replace("\0", "\ufffd")
    try:
        revision = store.save_draft(call.connection, slug, text, form.revision.data, call.now)
    except Refused:
        # Someone else saved in between: both texts are kept, this one on the page, theirs in the draft.
        return render("authoring/draft.html", draft_page(call, slug, text, form.revision.data, crossed=True), 409)
    if not form.publish.data:
        return redirect(here, 303)
    read = checked(call, slug, text)
    if read.has_errors or read.value is None or read.value.module != slug:
        return render("authoring/draft.html", draft_page(call, slug, text, revision), 422)
    media = digests(call.connection)
    fingerprint = module_fingerprint(read.value, media)
    outcome = store.publish(call.connection, read.value, fingerprint, text, call.now, media)
    if outcome is not Outcome.UNCHANGED:
        audit.write(call.connection, Act.MODULE_PUBLISHED, signature(call.asker.grants), slug, call.now)
    store.drop_draft(call.connection, slug)
    return redirect(url_for("authoring.modules"), 303)


@pages.get("/<slug>/apercu")
@requires(Permission.WRITE_MODULES)
def preview(call: Call[None], slug: str) -> ResponseReturnValue:
    """The author sees every question as agents will, with its answers."""
    text, _revision = text_of(call, slug)
    read = checked(call, slug, text)
    if read.value is None or read.has_errors:
        return redirect(url_for("authoring.draft", slug=slug), 303)
    page = PreviewPage(
        title=_("Preview"),
        module_title=read.value.title,
        questions=tuple(question(item, 0, key(item), mark(item, key(item))) for item in read.value.items),
        back_url=url_for("authoring.draft", slug=slug),
    )
    return render("authoring/preview.html", page)


def text_of(call: Call[None], slug: str) -> tuple[str, int]:
    """The draft of a module and its revision, else the published text, at revision 0."""
    kept = store.draft(call.connection, slug)
    if kept:
        return kept.text, kept.revision
    source = content.source(call.connection, slug)
    if source is None:
        raise Refused(Reason.NOT_FOUND)
    return source, 0


def checked(call: Call[None], slug: str, text: str) -> FileRead[Module]:
    """The text read and judged as the command line does."""
    return read_text(text, f"{slug}.yaml", call.today, frozenset(digests(call.connection)))


def draft_page(call: Call[None], slug: str, text: str, revision: int, *, crossed: bool = False) -> DraftPage:
    """A text, its problems in words, and what publishing it would change."""
    read = checked(call, slug, text)
    told = [
        Told(
            found.place.line,
            found.place.column,
            found.rule,
            wording.message(found, _),
            wording.hint(found, _),
            found.corrected,
            found.severity is Severity.ERROR,
        )
        for found in read.problems
    ]
    version_id = content.current_versions(call.connection).get(slug)
    version = call.given.shelf.version(call.connection, version_id) if version_id else None
    right = read.value is not None and not read.has_errors
    return DraftPage(
        title=_("To correct: %(module)s", module=slug) if read.has_errors else _("Module %(module)s", module=slug),
        slug=slug,
        text=text,
        revision=revision,
        in_work=revision > 0,
        errors=tuple(each for each in told if each.stops),
        warnings=tuple(each for each in told if not each.stops),
        difference=difference(version.module if version else None, read.value) if right and read.value else None,
        version=version.number if version else None,
        action=url_for("authoring.save_draft", slug=slug),
        preview_url=url_for("authoring.preview", slug=slug) if right else None,
        crossed=crossed,
    )
