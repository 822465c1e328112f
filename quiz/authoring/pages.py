"""The author's pages: the modules, a draft with its problems, its translations, its preview, its publication."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.authoring import store
from quiz.authoring.difference import difference
from quiz.authoring.difference_words import words
from quiz.authoring.forms import DraftForm
from quiz.authoring.page import (
    DraftPage,
    ModuleEntry,
    ModulesPage,
    Previewed,
    PreviewPage,
    Told,
    TranslationLine,
    VersionLine,
)
from quiz.authoring.publication import Outcome, decide
from quiz.content import store as content
from quiz.content import wording
from quiz.content.correction import pasted
from quiz.content.fidelity import behind
from quiz.content.files import read_text, read_translation_text
from quiz.content.fingerprint import module_fingerprint
from quiz.content.media.store import digests
from quiz.content.module import Module
from quiz.content.problem import Problem, Severity
from quiz.content.reading import FileRead
from quiz.content.store import Version
from quiz.content.translation import Translation, translated
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
TRANSLATED = LANGUAGES[1:]


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
    """The author checks, corrects a line, publishes or gives up a text; nothing typed is lost by a problem in it."""
    text_of(call, slug)
    form, text, written_over = posted()
    if form.give_up.data:
        store.drop_draft(call.connection, slug)
        return redirect(url_for("authoring.modules"), 303)
    text = corrected(checked(call, slug, text), text, form.correct.data)
    try:
        revision = store.save_draft(call.connection, slug, text, written_over, call.now)
    except Refused:
        # Someone else saved in between: both texts are kept, this one on the page, theirs in the draft.
        return render("authoring/draft.html", draft_page(call, slug, text, written_over, crossed=True), 409)
    if not form.publish.data:
        return redirect(url_for("authoring.draft", slug=slug), 303)
    read = checked(call, slug, text)
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


@pages.get("/<slug>/traductions/<language>")
@requires(Permission.WRITE_MODULES)
def translation(call: Call[None], slug: str, language: str) -> ResponseReturnValue:
    """The author opens a translation, with what it lacks of the text."""
    text, revision = translation_text(call, slug, language)
    return render("authoring/draft.html", translation_page(call, slug, language, text, revision))


@pages.post("/<slug>/traductions/<language>")
@requires(Permission.WRITE_MODULES)
def save_translation(call: Call[None], slug: str, language: str) -> ResponseReturnValue:
    """The author checks, corrects a line, publishes or gives up a translation."""
    translation_text(call, slug, language)
    form, text, revision = posted()
    here = url_for("authoring.translation", slug=slug, language=language)
    back = url_for("authoring.draft", slug=slug)
    if form.give_up.data:
        store.drop_translation_draft(call.connection, slug, language)
        return redirect(back, 303)
    source = source_module(call, slug)
    text = corrected(checked_translation(call, slug, language, text, source), text, form.correct.data)
    try:
        store.save_translation_draft(call.connection, slug, language, text, revision, call.now)
    except Refused:
        return render("authoring/draft.html", translation_page(call, slug, language, text, revision, crossed=True), 409)
    version = current(call, slug)
    if not form.publish.data or version is None:
        return redirect(here, 303)
    read = checked_translation(call, slug, language, text, version.module)
    if read.has_errors or read.value is None:
        return render("authoring/draft.html", translation_page(call, slug, language, text, revision + 1), 422)
    media = digests(call.connection)
    outcome = store.publish_translation(call.connection, read.value, version.fingerprint, text, media)
    if outcome is not Outcome.UNCHANGED:
        what = f"{slug}.{language}"
        audit.write(call.connection, Act.MODULE_PUBLISHED, signature(call.asker.grants), what, call.now)
    store.drop_translation_draft(call.connection, slug, language)
    return redirect(back, 303)


@pages.get("/<slug>/apercu")
@requires(Permission.WRITE_MODULES)
def preview(call: Call[None], slug: str) -> ResponseReturnValue:
    """The author sees every question as agents will, with its answers, in French or in a translation."""
    text, _revision = text_of(call, slug)
    read = checked(call, slug, text)
    if read.value is None or read.has_errors:
        return redirect(url_for("authoring.draft", slug=slug), 303)
    shown, language = read.value, request.args.get("traduction", "")
    if language in TRANSLATED:
        begun, _over = translation_text(call, slug, language)
        other = checked_translation(call, slug, language, begun, read.value)
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


def posted() -> tuple[DraftForm, str, int]:
    """The form as posted, its text as it is kept, and the revision it was written over."""
    form = DraftForm(request.form)
    if not form.validate() or form.text.data is None or form.revision.data is None:
        raise Refused(Reason.FORGED)
    # PostgreSQL keeps no NUL: its usual stand-in shows where it was.
    return form, form.text.data.replace("\r\n", "\n").replace("\0", "\ufffd"), form.revision.data


def publish(call: Call[None], slug: str, module: Module, text: str) -> None:
    """Propose a text with its translations: those in work that are right, else those that still follow it."""
    media = digests(call.connection)
    fingerprint = module_fingerprint(module, media)
    before = content.current_versions(call.connection).get(slug)
    drafts = {
        language: checked_translation(call, slug, language, begun.text, module)
        for language, begun in store.translation_drafts(call.connection, slug).items()
    }
    outcome = store.publish(call.connection, module, fingerprint, text, call.now, media)
    store.keep_translations(call.connection, before, module, fingerprint, drafts, media)
    if outcome is not Outcome.UNCHANGED:
        audit.write(call.connection, Act.MODULE_PUBLISHED, signature(call.asker.grants), slug, call.now)
    store.drop_draft(call.connection, slug)


def corrected(read: FileRead[Module] | FileRead[Translation], text: str, line: int | None) -> str:
    """The text with the line to paste in its place, where its author asked for it."""
    for found in read.problems:
        if line and found.place.line == line and found.corrected is not None:
            return pasted(text, line, found.corrected)
    return text


def current(call: Call[None], slug: str) -> Version | None:
    """The version of a module proposed now, or nothing yet."""
    version_id = content.current_versions(call.connection).get(slug)
    return call.given.shelf.version(call.connection, version_id) if version_id else None


def text_of(call: Call[None], slug: str) -> tuple[str, int]:
    """The draft of a module and its revision, else the published text, at revision 0."""
    kept = store.draft(call.connection, slug)
    if kept:
        return kept.text, kept.revision
    source = content.source(call.connection, slug)
    if source is None:
        raise Refused(Reason.NOT_FOUND)
    return source, 0


def translation_text(call: Call[None], slug: str, language: str) -> tuple[str, int]:
    """The translation in work and its revision, else the published one, else its first lines, at revision 0."""
    if language not in TRANSLATED:
        raise Refused(Reason.NOT_FOUND)
    text_of(call, slug)
    begun = store.translation_drafts(call.connection, slug).get(language)
    if begun:
        return begun.text, begun.revision
    version = current(call, slug)
    kept = content.kept_translation(call.connection, version.id, language) if version else None
    return (kept.source if kept else "") or f"translation_of: {slug}\nlanguage: {language}\n", 0


def checked(call: Call[None], slug: str, text: str) -> FileRead[Module]:
    """The text read and judged as the command line does."""
    return read_text(text, f"{slug}.yaml", call.today, frozenset(digests(call.connection)))


def checked_translation(
    call: Call[None], slug: str, language: str, text: str, source: Module | None
) -> FileRead[Translation]:
    """A translation read and judged against its source as the command line does."""
    images = frozenset(digests(call.connection))
    return read_translation_text(text, f"{slug}.{language}.yaml", {slug: source}, images)


def source_module(call: Call[None], slug: str) -> Module | None:
    """What a translation translates: the text in work where it is right, else the version proposed now."""
    read = checked(call, slug, text_of(call, slug)[0])
    if read.value is not None and not read.has_errors:
        return read.value
    version = current(call, slug)
    return version.module if version else None


def told(problems: tuple[Problem, ...], text: str) -> tuple[Told, ...]:
    """Problems in words, each with the line it is about."""
    lines = text.split("\n")
    return tuple(
        Told(
            found.place.line,
            found.place.column,
            found.rule,
            wording.message(found, _),
            wording.hint(found, _),
            lines[found.place.line - 1] if found.place.line <= len(lines) else "",
            found.corrected,
            found.severity is Severity.ERROR,
        )
        for found in problems
    )


def draft_page(call: Call[None], slug: str, text: str, revision: int, *, crossed: bool = False) -> DraftPage:
    """A text, its problems in words, and what publishing it would change."""
    read = checked(call, slug, text)
    known = told(read.problems, text)
    version = current(call, slug)
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
            read = checked_translation(call, slug, language, drafts[language].text, module)
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


def translation_page(
    call: Call[None], slug: str, language: str, text: str, revision: int, *, crossed: bool = False
) -> DraftPage:
    """A translation, what it lacks of the text, and whether it can be published by itself."""
    read = checked_translation(call, slug, language, text, source_module(call, slug))
    known = told(read.problems, text)
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
