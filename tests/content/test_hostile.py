"""Whatever is written in a file, reading it ends soon, with a module or with problems."""

from datetime import date
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES, MODULE
from quiz.content.files import parse, read_series_text, read_text
from tests.examples import examples

MEGABYTE = 1024 * 1024
# Processor seconds, measured at 0.3 at most: the bound is there for what would take minutes.
BOUND = 5.0

ATTACKS = {
    "brackets": "[" * 100_000,
    "a megabyte of brackets": "[" * MEGABYTE,
    "braces": "{" * 100_000,
    "brackets, one per line": "[\n" * 100_000,
    "hyphens": "- " * 300_000,
    "question marks": "? " * 300_000,
    "colons": "a: " * 100_000,
    "hashes": " #" * 500_000,
    "duplicate keys": "a: 1\n" * 150_000,
    "unknown keys": "".join(f"k{number}: 1\n" for number in range(90_000)),
    "stray keys": "options: {" + ", ".join(f"a{number}" for number in range(90_000)) + "}",
    "a list without end": "items: [" + "1," * 500_000 + "]",
    "empty items": "items:\n" + "- {}\n" * 200_000,
    "items of one kind": "items:\n" + "- kind: single_choice\n" * 40_000,
    "aliases": "a: &a [x]\n" + "b: *a\n" * 100_000,
    "an alias bomb": "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30)),
    "digits": "draw: " + "9" * (MEGABYTE - 10),
    "an exponent": "draw: 1e999999999",
    "unquoted colons": "".join(f"t{number}: a : b\n" for number in range(40_000)),
    "cut decimals": "text: [" + "4,4 %," * 150_000 + "]",
    "quotation marks": "'" * MEGABYTE,
    "an open quotation": 'title: "' + "\n" * (MEGABYTE - 20),
    "spaces": " " * MEGABYTE,
    "tabs": "\t" * MEGABYTE,
    "empty lines": "\n" * (MEGABYTE - 2) + "[",
    "spaces between braces": "text: {a: x" + " " * 500_000 + "y, b c}",
    "ambiguous braces": "a: {" + "b: c #" * 600,
    "documents": "---\n" * 200_000,
    "ends of documents": "...\n" * 200_000,
    "a long tag": "a: !" + "x" * 500_000,
    "a long line": "title: " + "a" * (MEGABYTE - 20) + " : b",
    "negatives": MODULE.replace("Quels gestes", "n'" * 1900),
    "ranges": MODULE.replace("2,5 %", "de 1 " * 50),
    "emphasis": MODULE.replace("Quels gestes", "**" * 1900),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_soon_and_with_problems(name: str) -> None:
    started = process_time()
    file = read_text(ATTACKS[name].encode(), "a.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES)
    assert process_time() - started < BOUND
    assert 0 < len(file.problems) <= 1000


@pytest.mark.parametrize("name", ["brackets", "an alias bomb", "tabs", "duplicate keys", "an exponent"])
def test_the_parser_without_compiled_code_is_bounded_too(name: str) -> None:
    started = process_time()
    parse(ATTACKS[name][:20_000].encode(), "a.yaml", yaml.SafeLoader)
    assert process_time() - started < BOUND


@examples(300)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_module_or_problems(content: bytes) -> None:
    assert read_text(content, "a.yaml", EXAMPLES_DAY).problems


@examples(300)
@given(st.text(st.sampled_from(list("[]{}:,#&*!|>-?'\"%@`~ \n\tabé14é\ufeff\x00\ud800")), max_size=80))
def test_any_signs_of_yaml_give_a_module_or_problems(text: str) -> None:
    assert read_text(text, "a.yaml", EXAMPLES_DAY).problems
    assert read_series_text(text, "a.yaml", frozenset()).problems


@examples(300)
@given(
    st.integers(0, len(MODULE)),
    st.integers(0, 30),
    st.text(st.sampled_from(list("[]{}:,#&*!|>-?'\"% \n\tabé14,.")), max_size=12),
)
def test_a_good_module_spoilt_anywhere_is_never_a_defect(start: int, length: int, added: str) -> None:
    text = MODULE[:start] + added + MODULE[start + length :]
    file = read_text(text, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES)
    assert file.value is not None or file.has_errors
    lines = text.split("\n")
    for found in file.problems:
        assert 1 <= found.place.line <= len(lines) + 1
        assert found.place.column >= 1
        assert found.message.format(**found.parameters)
        assert found.hint.format(**found.parameters) or not found.hint


VALUES = st.recursive(
    st.sampled_from(["x", "4.4", "4,4", "true", "null", '""', "[]", "{}", "2026-11-23", "70 %", "1e99", "'a: b'"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | st.dictionaries(st.sampled_from(["id", "kind", "text", "options"]), inner, max_size=3).map(
            lambda fields: "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"
        )
    ),
    max_leaves=6,
)
FIELD_LINES = [number for number, line in enumerate(MODULE.split("\n")) if ": " in line and not line.endswith(">-")]


@examples(300)
@given(st.sampled_from(FIELD_LINES), VALUES)
def test_any_value_in_any_field_is_accepted_or_told(number: int, value: str) -> None:
    lines = MODULE.split("\n")
    lines[number] = lines[number].split(": ", 1)[0] + ": " + value
    file = read_text("\n".join(lines), "enjeux.yaml", date(2026, 11, 24), EXAMPLES_IMAGES)
    assert file.value is not None or file.has_errors
