"""Every rule is told at the exact place, and no longer once corrected."""

from datetime import date

import pytest
import yaml

from quiz.content import wording
from quiz.content.correction import pasted
from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES, EXAMPLES_MODULES, MODULE, SERIES
from quiz.content.files import parse, read_series_text, read_text
from quiz.content.problem import Problem, Severity
from quiz.content.rule_examples import EXAMPLES, Example
from quiz.content.rules import FILE_RULES, RULES, TRANSLATION_RULES

from .texts import place

# Rules about a file as a whole have tests of their own, in test_files and test_hostile.
WHOLE_FILE = {
    "file-unreadable", "file-ignored", "file-too-large", "file-empty", "folder-missing", "not-utf8",
    "character-not-allowed", "too-many-values", "too-many-problems", "value-refused",
}  # fmt: skip
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.rule}: {each.now[:30]!r}")


def problems(example: Example, text: str) -> tuple[Problem, ...]:
    if example.series:
        return read_series_text(text, "content/series/parcours.yaml", EXAMPLES_MODULES).problems
    return read_text(text, "content/modules/enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES).problems


def test_the_module_and_the_series_that_examples_change_have_no_problem() -> None:
    assert read_text(MODULE, "content/modules/enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES).problems == ()
    assert read_series_text(SERIES, "content/series/parcours.yaml", EXAMPLES_MODULES).problems == ()


@each_example
def test_a_broken_rule_is_told_where_it_is_broken(example: Example) -> None:
    told = {(found.rule, found.place.line, found.place.column) for found in problems(example, example.text())}
    assert (example.rule, *place(example)) in told


@each_example
def test_a_pasted_correction_silences_its_rule(example: Example) -> None:
    text = example.text()
    for found in problems(example, text):
        if found.corrected is not None:
            after = problems(example, pasted(text, found.place.line, found.corrected))
            assert found.rule not in {other.rule for other in after}


@each_example
def test_what_yaml_loses_is_told_alone(example: Example) -> None:
    found = problems(example, example.text())
    if example.rule in FILE_RULES and any(each.corrected for each in found):
        assert {each.rule for each in found if each.severity is Severity.ERROR} == {example.rule}


@each_example
def test_the_parser_without_compiled_code_tells_the_same(example: Example) -> None:
    told, expected = (
        [(found.place, found.rule, found.corrected) for found in parse(example.text(), "a.yaml", parser)[1]]
        for parser in (yaml.SafeLoader, yaml.CSafeLoader)
    )
    assert told == expected


@each_example
def test_every_message_can_be_put_into_words(example: Example) -> None:
    for found in problems(example, example.text()):
        line = wording.line(found, str)
        assert line.startswith(f"{found.place.file}:{found.place.line}:{found.place.column}: {found.rule}: ")
        assert (
            "{" not in line.replace("{objet}", "").replace("{verbe}", "") or example.rule == "text-starts-with-markup"
        )


def test_every_rule_has_an_example() -> None:
    # Those of translations are in test_translation.
    assert {example.rule for example in EXAMPLES} | WHOLE_FILE == RULES.keys() - TRANSLATION_RULES.keys()


def test_the_corrected_lines_are_those_an_author_would_write() -> None:
    def corrected(was: str, now: str) -> list[str | None]:
        return [found.corrected for found in problems(EXAMPLES[0], MODULE.replace(was, now, 1))]

    title = 'title: "Épisode #2 : les enjeux"'
    assert corrected(title, "title: Épisode 2 : les enjeux") == ['  title: "Épisode 2 : les enjeux"']
    assert corrected(title, "title: Épisode #2") == ['  title: "Épisode #2"']
    assert corrected('text: "2,5 %"', "text: 2.5") == ['        text: "2.5"']
    assert corrected('{id: c, text: "8 % ou plus",', "{id: c, text: 8,8 %,") == [
        '      - {id: c, text: "8,8 %", explanation: "C\'est trop."}'
    ]
    assert corrected("pass_mark: 70 % ", "pass_mark: 70 ") == ["pass_mark: 70 %   # the default"]
    assert corrected("        correct: false", "        correct: faux") == ["        correct: false"]
    assert corrected("reviewed_on: 2026-11-23", "reviewed_on: 23/11/2026") == ["reviewed_on: 2026-11-23"]
    assert corrected("answer: 4.4", "answer: 4,4") == ["    answer: 4.4"]
    assert corrected("kind: single_choice", "kind: qcu") == ["    kind: single_choice"]
    assert corrected("    prompt: Quels", "    énoncé: Quels") == ["    prompt: Quels gestes comptent ?"]


def test_one_reading_tells_the_problems_that_others_would_hide() -> None:
    text = MODULE.replace('"Épisode #2 : les enjeux"', "Épisode 2 : les enjeux")  # YAML stops here
    text = text.replace('"Choisir un geste utile"', "Choisir : un geste")  # and here
    text = text.replace("feedback: at_once", "feedback: later")  # the shape is wrong
    text = text.replace("category: inutile", "category: autre")  # a reference is wrong
    text = text.replace("height: 100, correct: true}", "height: 100}")  # an answer is wrong
    told = [found.rule for found in problems(EXAMPLES[0], text) if found.severity is Severity.ERROR]
    assert told == [
        "unquoted-colon", "unquoted-colon", "choice-wanted", "unused-category", "unknown-category", "none-correct",
    ]  # fmt: skip


def test_an_error_inside_one_kind_says_nothing_of_the_other_kinds() -> None:
    found = problems(EXAMPLES[0], MODULE.replace("    answer: 4.4\n", "", 1))
    assert [(each.rule, each.parameters) for each in found] == [("field-missing", {"field": "answer"})]


def test_a_field_of_another_kind_is_answered_with_the_fields_of_this_one() -> None:
    (found,) = problems(EXAMPLES[0], MODULE.replace("    answer: 4.4\n", "    answer: 4.4\n    rows: []\n", 1))
    assert found.rule == "field-unknown"
    assert "bands" in found.parameters["known"]
    assert "gaps" not in found.parameters["known"]


def test_a_comment_after_a_value_that_is_no_prose_is_a_comment() -> None:
    text = MODULE.replace("kind: opinion", "kind: opinion   # not scored").replace(
        "      fact: A03", "      fact: A03 # table 4"
    )
    assert problems(EXAMPLES[0], text) == ()


def test_an_emphasised_negative_is_accepted() -> None:
    assert problems(EXAMPLES[0], MODULE.replace("gestes comptent ?", "gestes ne comptent **pas** ?")) == ()


def test_a_review_of_exactly_one_year_ago_is_recent_enough() -> None:
    file = read_text(MODULE, "enjeux.yaml", date(2027, 11, 23), EXAMPLES_IMAGES)
    assert file.problems == ()
    assert [found.rule for found in read_text(MODULE, "enjeux.yaml", date(2027, 11, 24), EXAMPLES_IMAGES).problems] == [
        "reviewed-long-ago"
    ]
