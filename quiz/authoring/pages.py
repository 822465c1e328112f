"""The author's pages: the modules, a draft with its problems, its preview, its publication; not its translations."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.authoring import store
from quiz.authoring.difference import difference
from quiz.authoring.difference_words import words
from quiz.authoring.forms import posted
from quiz.authoring.page import (
    DraftPage,
    ModuleEntry,
    ModulesPage,
    Previewed,
    PreviewPage,
    TranslationLine,
    VersionLine,
)
from quiz.authoring.problems import corrected, told
from quiz.authoring.publication import Outcome, decide
from quiz.authoring.texts import store as texts
from quiz.authoring.texts.store import TRANSLATED
from quiz.content import store as content
from quiz.content.fidelity import behind
from quiz.content.fingerprint import module_fingerprint
from quiz.content.media.store import digests
from quiz.content.module import Module
from quiz.content.problem import Severity
from quiz.content.store import Version
from quiz.content.translation import translated
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.learning.question import question
from quiz.marking.mark import key, mark
from quiz.refusal import Reason, Refused
from quiz.web.language import LANGUAGES, language_name
from quiz.web.rendering import render

pages = Blueprint("authoring", __name__, template_folder="templates", url_prefix="/redaction")


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
    text, revision = texts.text_of(call, slug)
    return render("authoring/draft.html", draft_page(call, slug, text, revision))


@pages.post("/<slug>")
@requires(Permission.WRITE_MODULES)
def save_draft(call: Call[None], slug: str) -> ResponseReturnValue:
    """The author checks, corrects a line, publishes or gives up a text; nothing typed is lost by a problem in it."""
    texts.text_of(call, slug)
    form, text, written_over = posted(request.form)
    if form.give_up.data:
        store.drop_draft(call.connection, slug)
        return redirect(url_for("authoring.modules"), 303)
    text = corrected(texts.checked(call, slug, text), text, form.correct.data)
    try:
        revision = store.save_draft(call.connection, slug, text, written_over, call.now)
    except Refused:
        # Someone else saved in between: both texts are kept, this one on the page, theirs in the draft.
        return render("authoring/draft.html", draft_page(call, slug, text, written_over, crossed=True), 409)
    if not form.publish.data:
        return redirect(url_for("authoring.draft", slug=slug), 303)
    read = texts.checked(call, slug, text)
    if read.has_errors or read.value is None or read.value.module != slug:
        return render("authoring/draft.html", draft_page(call, slug, text, revision), 422)
    publish(call, slug, read.value, text)
    return redirect(url_for("authoring.modules"), 303)


@pages.post("/<slug>/versions/<int(max=99999):number>")
@requires(Permission.WRITE_MODULES)
def go_back(call: Call[None], slug: str, number: int) -> ResponseReturnValue:
    """The author proposes an earlier version again; what agents have done stays as it is."""
    numbers = {each: version_id for version_id, each, _published_at in content.versions(call.connection, slug)}
    if number not in numbers:
        raise Refused(Reason.NOT_FOUND)
    if numbers[number] != content.current_versions(call.connection).get(slug):
        content.propose(call.connection, slug, numbers[number])
        audit.write(call.connection, Act.MODULE_PUBLISHED, signature(call.asker.grants), slug, call.now)
    return redirect(url_for("authoring.draft", slug=slug), 303)


@pages.get("/<slug>/apercu")
@requires(Permission.WRITE_MODULES)
def preview(call: Call[None], slug: str) -> ResponseReturnValue:
    """The author sees every question as agents will, with its answers, in French or in a translation."""
    text, _revision = texts.text_of(call, slug)
    read = texts.checked(call, slug, text)
    if read.value is None or read.has_errors:
        return redirect(url_for("authoring.draft", slug=slug), 303)
    shown, language = read.value, request.args.get("traduction", "")
    if language in TRANSLATED:
        begun, _over = texts.translation_text(call, slug, language)
        other = texts.checked_translation(call, slug, language, begun, read.value)
        if other.value and not other.has_errors:
            shown = translated(shown, other.value)
    media = digests(call.connection)
    asked = tuple(question(item, 0, key(item), mark(item, key(item))) for item in shown.items)
    page = PreviewPage(
        title=_("Preview"),
        module_title=shown.title,
        questions=tuple(Previewed(each, media.get(each.image.file) if each.image else None) for each in asked),
        back_url=url_for("authoring.draft", slug=slug),
        language=language if shown is not read.value else LANGUAGES[0],
    )
    return render("authoring/preview.html", page)


def publish(call: Call[None], slug: str, module: Module, text: str) -> None:
    """Propose a text with its translations: those in work that are right, else those that still follow it."""
    media = digests(call.connection)
    fingerprint = module_fingerprint(module, media)
    before = content.current_versions(call.connection).get(slug)
    drafts = {
        language: texts.checked_translation(call, slug, language, begun.text, module)
        for language, begun in store.translation_drafts(call.connection, slug).items()
    }
    outcome = store.publish(call.connection, module, fingerprint, text, call.now, media)
    store.keep_translations(call.connection, before, module, fingerprint, drafts, media)
    if outcome is not Outcome.UNCHANGED:
        audit.write(call.connection, Act.MODULE_PUBLISHED, signature(call.asker.grants), slug, call.now)
    store.drop_draft(call.connection, slug)


def draft_page(call: Call[None], slug: str, text: str, revision: int, *, crossed: bool = False) -> DraftPage:
    """A text, its problems in words, and what publishing it would change."""
    read = texts.checked(call, slug, text)
    known = told(read.problems, text, _)
    version = texts.current(call, slug)
    right = read.value if not read.has_errors else None
    label, changes, same = publication(call, slug, version, right) if right else (None, (), None)
    heading = _("To correct: %(module)s", module=slug) if read.has_errors else _("Module %(module)s", module=slug)
    return DraftPage(
        title=heading,
        heading=heading,
        text=text,
        revision=revision,
        in_work=revision > 0,
        errors=tuple(each for each in known if each.stops),
        warnings=tuple(each for each in known if not each.stops),
        action=url_for("authoring.save_draft", slug=slug),
        back_url=url_for("authoring.modules"),
        back_name=_("All modules"),
        crossed=crossed,
        publish=label,
        changes=changes,
        same=same,
        preview_url=url_for("authoring.preview", slug=slug) if right else None,
        versions=version_lines(call, slug, version),
        translations=translation_lines(call, slug, version, right),
    )


def publication(
    call: Call[None], slug: str, version: Version | None, module: Module
) -> tuple[str | None, tuple[str, ...], int | None]:
    """What the button says that publishes, what that changes, and the version that says the same already."""
    media = digests(call.connection)
    change = difference(version.module if version else None, module, version.media if version else {}, media)
    known = content.fingerprints(call.connection, slug)
    decision = decide(module_fingerprint(module, media), known, version.id if version else None)
    numbers = {version_id: number for version_id, number, _published_at in content.versions(call.connection, slug)}
    if decision.outcome is Outcome.UNCHANGED and version:
        return None, (), version.number
    if decision.outcome is Outcome.RETURNED and decision.version_id:
        return _("Go back to version %(number)s", number=numbers[decision.version_id]), words(change, _), None
    number = max(numbers.values(), default=0) + 1
    count = len(change.added) + len(change.removed) + len(change.changed)
    if version is None:
        return ngettext("Publish: %(num)s question", "Publish: %(num)s questions", count), (), None
    label = ngettext(
        "Publish version %(number)s: %(num)s question changed, 0 past results touched",
        "Publish version %(number)s: %(num)s questions changed, 0 past results touched",
        count,
        number=number,
    )
    return label, words(change, _), None


def version_lines(call: Call[None], slug: str, version: Version | None) -> tuple[VersionLine, ...]:
    """The versions of a module, the last first."""
    return tuple(
        VersionLine(
            number,
            published_at,
            None if version and version.id == version_id else url_for("authoring.go_back", slug=slug, number=number),
        )
        for version_id, number, published_at in content.versions(call.connection, slug)
    )


def translation_lines(
    call: Call[None], slug: str, version: Version | None, module: Module | None
) -> tuple[TranslationLine, ...]:
    """How far each translation follows a text that is right; nothing is said of a text still to correct."""
    if module is None:
        return ()
    drafts = store.translation_drafts(call.connection, slug)
    kept = content.kept_translations(call.connection, version.id) if version else {}
    lines = []
    for language in TRANSLATED:
        count = 0
        if language in drafts:
            read = texts.checked_translation(call, slug, language, drafts[language].text, module)
            count = sum(found.severity is Severity.ERROR for found in read.problems)
        elif language in kept:
            count = behind(module, kept[language].value)
        begun = language in drafts or language in kept
        url = url_for("authoring.preview", slug=slug, traduction=language) if begun and not count else None
        lines.append(
            TranslationLine(
                language, language_name(language), begun, language in drafts, count,
                url_for("authoring.translation", slug=slug, language=language), url,
            )
        )  # fmt: skip
    return tuple(lines)
