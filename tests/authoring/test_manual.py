"""The manual of authors says what the service does: nothing in it is typed twice, and nothing is stale."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.authoring.commands import content_commands
from quiz.authoring.files import check_example
from quiz.authoring.manual import GROUPS, credit_table, example_item
from quiz.authoring.manual_first_module import FIRST_MODULE, FIRST_SERIES, FIRST_TRANSLATION
from quiz.authoring.manual_items import ITEMS
from quiz.authoring.manual_kinds import ENTRIES
from quiz.authoring.manual_reasons import REASONS, SITUATIONS
from quiz.authoring.manual_rules import LOSING_RULES, fragments, told_of
from quiz.content.correction import pasted
from quiz.content.rule_examples import EXAMPLES, Example
from quiz.content.rules import RULES
from quiz.content.shape import KINDS
from quiz.marking.mark import key, mark, slots

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "authors.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
each_kind = pytest.mark.parametrize("kind", KINDS)
# Where the manual shows one example of a rule, it is the first.
FIRST_EXAMPLES = {example.rule: example for example in reversed(EXAMPLES)}
each_shown_rule = pytest.mark.parametrize("rule", FIRST_EXAMPLES)

# By hand, from the words of each rule; the last figure is the mean of answers at random, where one can be had.
EARNED = {
    "single_choice": "1, 0, 0, 1/3",
    "multiple_choice": "1, 1/2, 1/2, 0, 0, 0, 1/5",
    "true_false": "1, 0, 1/2",
    "true_false_grid": "1, 1/2, 1/2, 1/2",
    "numeric": "1, 1, 1, 1/2, 0, 0",
    "ordering": "1, 1/3, 0, 1/3, 1/3",
    "matching": "1, 1/2, 0, 1/3",
    "categorise": "1, 2/3, 1/3, 1/2",
    "cloze": "1, 1, 1/2, 1/2",
    "short_answer": "1, 1, 1, 0",
    "hotspot": "1, 0, 1/2",
    "opinion": "non noté",
    "commitment": "non noté, non noté",
}


@pytest.fixture(scope="module")
def text() -> str:
    return MANUAL.read_text(encoding="utf-8")


def blocks(text: str, language: str) -> Iterator[str]:
    return (found[2] for found in BLOCK.finditer(text) if found[1] == language)


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    level = heading.split(" ", maxsplit=1)[0]
    _, _, below = text.partition(f"\n{heading}\n")
    assert below, heading
    return re.split(rf"^#{{1,{len(level)}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


def told(file_name: str, text: str | bytes) -> list[tuple[str, int]]:
    return [(found.rule, found.place.line) for found in check_example(file_name, text).problems]


def file_of(example: Example) -> str:
    return "parcours.yaml" if example.series else "enjeux.yaml"


def test_the_manual_committed_is_the_one_the_service_writes(tmp_path: Path, text: str) -> None:
    written = tmp_path / "authors.md"
    result = CliRunner().invoke(content_commands, ["manual", "--write", str(written)])
    assert result.exit_code == 0, result.output
    assert written.read_text(encoding="utf-8") == text, "stale: quiz content manual --write docs/authors.md"


def test_the_manual_can_be_printed(text: str) -> None:
    assert CliRunner().invoke(content_commands, ["manual"]).output == text


@pytest.mark.parametrize(
    ("file", "example"),
    [("garder.yaml", FIRST_MODULE), ("parcours.yaml", FIRST_SERIES), ("garder.en.yaml", FIRST_TRANSLATION)],
)
def test_what_the_first_five_minutes_show_has_no_problem(file: str, example: str, text: str) -> None:
    assert told(file, example) == []
    assert example in blocks(text, "yaml")


@each_kind
def test_the_example_of_a_kind_has_no_problem_and_is_shown(kind: str, text: str) -> None:
    assert told("garder.yaml", FIRST_MODULE + ITEMS[kind]) == []
    assert ITEMS[kind] in blocks(section(text, f"### {ENTRIES[kind].name} : `{kind}`"), "yaml")
    assert type(example_item(kind, check_example)) is KINDS[kind]


@each_kind
def test_the_answers_shown_are_answers_to_the_example_the_right_one_first(kind: str) -> None:
    item = example_item(kind, check_example)
    for response in ENTRIES[kind].responses:
        allowed = slots(item)
        assert response.values.keys() <= allowed.keys()
        assert all(value in (allowed[slot] or (value,)) for slot, value in response.values.items())
    best, *_others = ENTRIES[kind].responses
    assert mark(item, best).score == mark(item, key(item)).score


@each_kind
def test_what_answers_earn_is_what_the_rule_in_words_promises(kind: str, text: str) -> None:
    _, _, below = section(text, f"### {ENTRIES[kind].name} : `{kind}`").partition("| réponse | points |\n|---|---|\n")
    assert re.findall(r"\| (\S+|non noté) \|$", below, re.MULTILINE) == EARNED[kind].split(", ")


def test_the_table_of_credit_rules_is_that_of_the_reference_but_for_the_blank(text: str) -> None:
    table = section(text, "## 4. Les règles de notation")
    assert credit_table() in table
    assert [line.strip("| ").split(" | ") for line in credit_table().splitlines()[2:]] == [
        ["`exact`", "1", "0", "0", "0", "0", "0", "0", "0"],
        ["`net`", "1", "2/3", "1/3", "1/3", "2/3", "1/3", "0", "0"],
        ["`each`", "1", "4/5", "3/5", "3/5", "4/5", "3/5", "0", "0"],
    ]


def test_every_rule_has_its_place_and_its_reason(text: str) -> None:
    grouped = [rule for _title, rules in GROUPS for rule in rules]
    assert sorted(grouped) == sorted(RULES)
    assert set(REASONS) == set(RULES)
    assert set(SITUATIONS) | set(FIRST_EXAMPLES) == set(RULES)
    assert re.findall(r"^#### `(.*)`$", text, re.MULTILINE) == grouped


@each_shown_rule
def test_the_lines_before_break_the_rule_and_those_after_do_not(rule: str, text: str) -> None:
    example = FIRST_EXAMPLES[rule]
    found = told_of(example, check_example)
    right = pasted(example.text(), found.place.line, found.corrected) if found.corrected else example.corrected()
    assert rule in {name for name, _line in told(file_of(example), example.text())}
    assert rule not in {name for name, _line in told(file_of(example), right)}
    shown = list(blocks(section(text, f"#### `{rule}`"), "yaml"))
    assert len(shown) == 2 and shown[0] != shown[1]
    for lines, whole in zip(shown, (example.text(), right), strict=True):
        assert lines.removesuffix("  # et ainsi de suite\n").rstrip("\n") in whole


@pytest.mark.parametrize("rule", [rule for rule, situation in SITUATIONS.items() if situation.text is not None])
def test_what_stands_for_an_example_breaks_its_rule(rule: str) -> None:
    situation = SITUATIONS[rule]
    assert situation.text is not None
    assert rule in {name for name, _line in told(situation.file, situation.text)}


@pytest.mark.parametrize("rule", LOSING_RULES)
def test_each_line_to_paste_silences_its_rule(rule: str, text: str) -> None:
    (changes,) = blocks(section(text, f"### `{rule}`"), "diff")
    examples = [each for each in EXAMPLES if each.rule == rule and told_of(each, check_example).corrected]
    shown = changes.rstrip("\n").split("\n\n")
    assert len(shown) == len(examples) > 0
    for change, example in zip(shown, examples, strict=True):
        written, corrected = ("\n".join(line[1:] for line in change.split("\n") if line[0] == sign) for sign in "-+")
        assert written in example.text()
        repaired = example.text().replace(written, corrected, 1)
        assert rule not in {name for name, _line in told(file_of(example), repaired)}


def test_fragments_show_what_differs_with_what_is_told_near_it() -> None:
    lines = [str(number) for number in range(40)]
    right = "\n".join(lines)
    assert fragments("\n".join([*lines[:5], "x", *lines[6:]]), right, 6) == ("x", "5")
    assert fragments("\n".join([*lines[:5], "x", *lines[6:]]), right, 4) == ("3\n4\nx", "3\n4\n5")
    assert fragments("\n".join([*lines[:5], "x", *lines[6:]]), right, 7) == ("x\n6", "5\n6")
    assert fragments("\n".join([*lines[:5], "x", *lines[6:]]), right, 30) == ("x", "5")
    assert fragments("\n".join([*lines[:5], *lines[6:]]), right, 30) == ("4\n6", "4\n5\n6")


def test_the_fields_of_every_shape_are_told_with_their_bounds(text: str) -> None:
    fields = section(text, "### Un module")
    assert "| `pass_mark` | non | Seuil de réussite. | pourcentage entier, comme `70 %` | `70 %` |" in fields
    assert "| `draw` | non |" in fields and "| entier de 1 à 20 | `6` |" in fields
    grid = section(text, "### Grille de vrai ou faux : `true_false_grid`")
    assert "| `rows` | oui | Les affirmations. | liste de 2 à 6 |" in grid
    assert "| `credit_rule` | non | Règle de notation (partie 4). | `exact` ou `each` | `each` |" in grid


def test_links_inside_the_manual_lead_to_a_heading(text: str) -> None:
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    links = re.findall(r"\]\(#([^)]*)\)", text)
    assert len(links) == 7
    assert set(links) <= headings
