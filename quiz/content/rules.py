"""Every rule of content, once: its identifier, its message and hint, and whether it stops publication.

Messages are keys of the catalogue; `{named}` parameters are filled in at the edge.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from quiz.content.problem import Place, Problem, Severity

NONE: Mapping[str, str] = MappingProxyType({})


def N_(key: str) -> str:
    """The same text, marked for the extraction of message keys (gettext manual, "deferred translations")."""
    return key


@dataclass(frozen=True)
class Rule:
    """What is said when a rule is broken."""

    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Finding:
    """A rule broken at a path of the document, before its line and column are known.

    `replacement` is what to write instead of the value there, or of the key where `on_key`.
    """

    rule: str
    path: tuple[str | int, ...]
    parameters: Mapping[str, str] = field(default_factory=dict)
    replacement: str | None = None
    on_key: bool = False


def problem(
    rule: str,
    place: Place,
    parameters: Mapping[str, str] = NONE,
    path: tuple[str | int, ...] = (),
    corrected: str | None = None,
) -> Problem:
    """The problem of a broken rule at a place."""
    told = RULES[rule]
    return Problem(place, rule, told.message, told.hint, parameters, path, corrected, told.severity)


def _warning(message: str, hint: str = "") -> Rule:
    return Rule(message, hint, Severity.WARNING)


FILE_RULES = {
    "file-unreadable": Rule(N_("This file cannot be opened: {detail}."), N_("Check its name and its permissions.")),
    "file-ignored": _warning(
        N_("This file is not read: its name does not end as expected."),
        N_("Write the name in lowercase letters, digits and hyphens, and end it with .yaml."),
    ),
    "file-too-large": Rule(N_("This file is over {maximum} bytes."), N_("Divide it into several modules.")),
    "file-empty": Rule(N_("This file says nothing."), N_("Start from an existing module.")),
    "folder-missing": Rule(N_("There is no folder of modules here."), N_("Name the folder that holds “modules”.")),
    "not-utf8": Rule(N_("This file is not in UTF-8 from here on."), N_("Save it again with the encoding UTF-8.")),
    "character-not-allowed": Rule(
        N_("The character {character} is not allowed here."), N_("Delete it: it is often invisible, and pasted.")
    ),
    "several-documents": Rule(N_("A second document starts here."), N_("Delete the line “---”: one file, one module.")),
    "anchor-or-alias": Rule(
        N_("Anchors (&) and references (*) are not accepted."),
        N_("Repeat the text; put a text that starts with & or * between quotation marks."),
    ),
    "tag": Rule(N_("Tags (!) are not accepted."), N_("Put a text that starts with ! between quotation marks.")),
    "duplicate-key": Rule(
        N_("The field “{field}” was already given on line {line}."), N_("Keep one of the two: only the first is read.")
    ),
    "key-not-text": Rule(N_("A name of field is wanted here."), N_("A field is a name, a colon and a space.")),
    "too-deep": Rule(N_("Fields are nested more than {maximum} deep."), N_("Check brackets, hyphens and indentation.")),
    "too-many-values": Rule(N_("This file holds more than {maximum} values."), N_("Divide it into several modules.")),
    "too-many-problems": Rule(N_("This file has more problems than are told here."), N_("Correct these, check again.")),
    "syntax": Rule(
        N_("This cannot be read: {detail}."),
        N_("Check the indentation and the quotation marks of this line and of the one above."),
    ),
    "tab-in-indentation": Rule(N_("A tab is used to indent."), N_("Indent with two spaces.")),
    "quote-not-closed": Rule(N_("A quotation mark is opened here and not closed."), N_("Close it on the same line.")),
    "unquoted-colon": Rule(
        N_("A colon followed by a space, inside a text, was read as a field."),
        N_("Put the text between quotation marks."),
    ),
    "text-starts-with-markup": Rule(
        N_("This text starts with {character}, which YAML reads as a sign of its own."),
        N_("Put the text between quotation marks."),
    ),
    "text-cut-by-hash": Rule(
        N_("This text stops before “#”: the rest was read as a comment."), N_("Put the text between quotation marks.")
    ),
    "text-cut-by-comma": Rule(
        N_("This text stops before a comma: the rest was read as something else."),
        N_("Put the text between quotation marks."),
    ),
}

SHAPE_RULES = {
    "field-unknown": Rule(N_("There is no field “{field}” here. Known fields: {known}.")),
    "field-unknown-near": Rule(N_("There is no field “{field}” here."), N_("Did you mean “{nearest}”?")),
    "field-missing": Rule(N_("The field “{field}” is missing."), N_("Add it with the other fields.")),
    "kind-missing": Rule(N_("This item does not say its kind."), N_("Known kinds: {known}.")),
    "kind-unknown": Rule(N_("There is no kind of item “{kind}”."), N_("Known kinds: {known}.")),
    "kind-unknown-near": Rule(
        N_("There is no kind of item “{kind}”."), N_("Did you mean “{nearest}”? Known kinds: {known}.")
    ),
    "number-read-as-text": Rule(
        N_("“{text}” is wanted as text here, and was read as another kind of value."),
        N_("Put it between quotation marks."),
    ),
    "text-missing": Rule(N_("The field “{field}” is empty."), N_("Write its text.")),
    "text-wanted": Rule(N_("The field “{field}” is a text."), N_("Write it after the colon, or below a “>-”.")),
    "text-too-long": Rule(N_("The field “{field}” is over {maximum} characters."), N_("Shorten it.")),
    "identifier-wanted": Rule(
        N_("“{text}” is not an identifier."), N_("Use lowercase letters without accents, digits and hyphens only.")
    ),
    "share-wanted": Rule(N_("“{text}” is not a percentage."), N_("Write a whole number, a space and %, as in 70 %.")),
    "address-wanted": Rule(N_("“{text}” is not a web address."), N_("Write it from https:// on, without a space.")),
    "pattern-mismatch": Rule(
        N_("“{text}” is not written as the field “{field}” wants."), N_("Write it as in {example}.")
    ),
    "choice-wanted": Rule(N_("“{text}” is not one of the values of “{field}”."), N_("Known values: {known}.")),
    "number-wanted": Rule(N_("The field “{field}” is a number."), N_("Write digits, and a point before decimals.")),
    "whole-number-wanted": Rule(N_("The field “{field}” is a whole number."), N_("Write digits only, without a unit.")),
    "number-too-small": Rule(N_("The field “{field}” is {minimum} at least.")),
    "number-too-large": Rule(N_("The field “{field}” is {maximum} at most.")),
    "number-out-of-range": Rule(N_("This number has too many digits."), N_("Choose a larger unit.")),
    "true-or-false-wanted": Rule(N_("The field “{field}” is true or false."), N_("Write true, or false.")),
    "date-wanted": Rule(N_("The field “{field}” is a date."), N_("Write year-month-day, as in 2026-11-23.")),
    "fields-wanted": Rule(N_("Named fields are wanted here: {known}."), N_("Write each on its line, with a colon.")),
    "list-wanted": Rule(N_("The field “{field}” is a list."), N_("Start each element on its line, with a hyphen.")),
    "too-few": Rule(N_("The field “{field}” has {minimum} elements at least."), N_("Add what is missing.")),
    "too-many": Rule(N_("The field “{field}” has {maximum} elements at most."), N_("Take some away.")),
    "value-refused": Rule(N_("The value of “{field}” is not accepted: {detail}.")),
}

REFERENCE_RULES = {
    "duplicate-id": Rule(N_("The identifier “{id}” is used twice."), N_("Give each its own.")),
    "same-text": Rule(N_("“{text}” is written twice."), N_("An agent could not tell them apart: change one.")),
    "unknown-objective": Rule(N_("There is no objective “{id}”."), N_("Known objectives: {known}.")),
    "objective-without-item": Rule(
        N_("No scored item serves the objective “{id}”."), N_("Write one, or take the objective away.")
    ),
    "draw-too-large": Rule(
        N_("{draw} items are drawn, and there are {count} scored ones."), N_("Write more items, or draw fewer.")
    ),
    "one-correct": Rule(N_("{count} are marked correct: there must be one."), N_("Write “correct: true” on one.")),
    "none-correct": Rule(N_("None is marked correct."), N_("Write “correct: true” on each right one.")),
    "same-answer-passes": Rule(
        N_("Answering the same everywhere earns {score}, and {pass_mark} is enough to pass."),
        N_("Spread the right answers out, or choose another credit rule."),
    ),
    "unknown-category": Rule(N_("There is no category “{id}”."), N_("Known categories: {known}.")),
    "unused-category": Rule(N_("Nothing goes into the category “{id}”."), N_("Use it, or take it away.")),
    "gap-not-in-text": Rule(
        N_("The text does not show where the gap “{id}” is."), N_("Write {{{id}}} there, and put the text in quotes.")
    ),
    "gap-twice-in-text": Rule(N_("The text shows the gap “{id}” {count} times."), N_("Show each gap once.")),
    "unknown-gap": Rule(N_("The text shows a gap “{id}” that is not among the gaps."), N_("Known gaps: {known}.")),
    "gap-answers": Rule(
        N_("The gap “{id}” has either options to pick (two at least) or accepted texts, and one of the two."),
        N_("Keep “options”, or “accepted”."),
    ),
    "area-outside-image": Rule(N_("The area “{id}” goes outside the image."), N_("The image is {width} × {height}.")),
    "image-missing": Rule(N_("There is no image “{file}”."), N_("Put it into the folder “images” of the content.")),
    "bands-not-increasing": Rule(
        N_("Each band must be wider than the one before, and earn less."), N_("Write them from the nearest outwards.")
    ),
    "module-not-file-name": Rule(
        N_("The module is called “{id}” and its file “{file}”."), N_("Give both the same name.")
    ),
    "series-not-file-name": Rule(
        N_("The series is called “{id}” and its file “{file}”."), N_("Give both the same name.")
    ),
    "unknown-module": Rule(N_("There is no module “{id}”."), N_("Known modules: {known}.")),
    "module-twice": Rule(N_("The module “{id}” is twice in the series."), N_("Keep one.")),
}

GOOD_ITEM_RULES = {
    "longest-option-is-key": _warning(
        N_("The longest option is the right one in {count} items out of {total}."),
        N_("Lengthen wrong options or shorten right ones: {items}."),
    ),
    "negative-without-emphasis": _warning(
        N_("This question is asked in the negative, which is easily missed."),
        N_("Ask it in the positive, or write the negation between ** and **."),
    ),
    "options-overlap": _warning(
        N_("“{text}” overlaps “{other}”: both could be right."), N_("Make options exclude each other.")
    ),
    "option-names-a-position": _warning(
        N_("“{text}” counts on the order of the options, which changes for each agent."),
        N_("Say it without “above”, “below” or a letter."),
    ),
    "option-catches-all": _warning(
        N_("“{text}” says nothing of its own: it speaks of the other options."),
        N_("Replace it with a real misconception, or let several options be ticked."),
    ),
    "prompt-too-long": _warning(N_("The question has {count} characters."), N_("Stay under {maximum}.")),
    "explanation-missing": _warning(
        N_("Nothing says why “{text}” is wrong."), N_("Add “explanation” to this option: it is what teaches.")
    ),
    "module-over-its-minutes": _warning(
        N_("This module takes about {minutes} minutes, and {announced} are announced."),
        N_("Shorten the reading, draw fewer items, or announce {minutes} minutes."),
    ),
    "reviewed-long-ago": _warning(
        N_("This module was last reviewed on {date}, over a year ago."),
        N_("Check figures and addresses, then change “reviewed_on”."),
    ),
    "reviewed-in-the-future": _warning(N_("This module would be reviewed on {date}, which is not yet."), ""),
}

TRANSLATION_RULES = {
    "translation-not-file-name": Rule(
        N_("“{text}” is not what the name of this file says."),
        N_("Write “{expected}”, or name the file by its module and its language, as in enjeux.en.yaml."),
    ),
    "translation-in-source-language": Rule(
        N_("The source is in this language already."), N_("Correct the source, and delete this file.")
    ),
    "translation-without-module": Rule(N_("There is no module “{id}” to translate."), N_("Known modules: {known}.")),
    "translation-missing": Rule(N_("“{name}” is in the source and not here."), N_("Translate it.")),
    "translation-unknown-id": Rule(N_("There is no “{id}” here in the source."), N_("The source has: {known}.")),
    "translation-field-not-text": Rule(
        N_("The field “{field}” is no text to translate."), N_("Delete it: that of the source holds.")
    ),
    "translation-of-nothing": Rule(
        N_("The source says nothing in the field “{field}” here."), N_("Delete it, or write the source first.")
    ),
    "translation-answer-lost": Rule(
        N_("These answers are accepted by the source and not here: {texts}."),
        N_("Add them: an agent may answer in either language."),
    ),
}

RULES = FILE_RULES | SHAPE_RULES | REFERENCE_RULES | GOOD_ITEM_RULES | TRANSLATION_RULES
