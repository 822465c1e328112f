"""A translation says all that its source says and nothing else; where it does not, the exact place is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.content import wording
from quiz.content.correction import pasted
from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES
from quiz.content.files import read_folder, read_text, read_translation_text
from quiz.content.french import PROSE
from quiz.content.module import Module
from quiz.content.problem import Problem
from quiz.content.reading import FileRead
from quiz.content.rules import TRANSLATION_RULES
from quiz.content.translation import Translation, translated
from quiz.marking.mark import key, mark
from tests.examples import examples

from .english import ENGLISH, SOURCE
from .slips import SLIPS, Slip

CONTENT = Path(__file__).resolve().parents[2] / "content"
FILE = "content/modules/enjeux.en.yaml"
# These are told of a file's name, or of its source: tests of their own.
BY_NAME = {"translation-in-source-language", "translation-without-module"}
each_slip = pytest.mark.parametrize("slip", SLIPS, ids=lambda each: f"{each.rule}: {each.now[:30]!r}")


@pytest.fixture(scope="module")
def source() -> Module:
    """The module that is translated."""
    file = read_text(SOURCE, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES)
    assert file.value is not None
    assert file.problems == ()
    return file.value


@pytest.fixture(scope="module")
def read(source: Module) -> Callable[[str], FileRead[Translation]]:
    """Reads a text as the translation of that module."""
    return lambda text: read_translation_text(text, FILE, {"enjeux": source})


Read = Callable[[str], FileRead[Translation]]


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [found.rule for found in problems]


def without_texts(value: Any) -> Any:
    """A module's values, each text in the place of an empty one."""
    if isinstance(value, dict):
        return {name: "" if name in PROSE and each else without_texts(each) for name, each in value.items()}
    return [without_texts(each) for each in value] if isinstance(value, list | tuple) else value


def test_a_complete_translation_has_no_problem(read: Read) -> None:
    assert read(ENGLISH).problems == ()


def test_a_module_translated_has_all_its_texts_in_the_other_language_and_the_rest_unchanged(
    read: Read, source: Module
) -> None:
    translation = read(ENGLISH).value
    assert translation is not None
    english = translated(source, translation)
    assert without_texts(english.model_dump()) == without_texts(source.model_dump())
    assert Module.model_validate(english.model_dump()) == english
    french = {text for text in texts_of(source.model_dump()) if text not in ("%", "effet rebond", "l'effet rebond")}
    assert french.isdisjoint(texts_of(english.model_dump()))
    assert english.item("part").options[0].text == "4.4%"  # type: ignore[union-attr]
    assert english.resources[0].title == "The site"


def texts_of(value: Any) -> set[str]:
    """Every text of a module's values."""
    found: set[str] = set()
    if isinstance(value, dict):
        for name, each in value.items():
            said = [each] if isinstance(each, str) else each if name == "accepted" else []
            found |= set(said) if name in PROSE else texts_of(each)
    elif isinstance(value, list | tuple):
        found |= {text for each in value for text in texts_of(each)}
    return found


@each_slip
def test_a_slip_is_told_where_it_is_made(slip: Slip, read: Read) -> None:
    told = {(found.rule, found.place.line, found.place.column) for found in read(slip.text()).problems}
    assert (slip.rule, *slip.place()) in told


@each_slip
def test_a_slip_is_told_alone(slip: Slip, read: Read) -> None:
    also = {"translation-missing"} if "§zz" in slip.now or slip.rule == "duplicate-id" else set()
    assert set(rules(read(slip.text()).problems)) == {slip.rule} | also


@each_slip
def test_a_pasted_correction_silences_its_rule(slip: Slip, read: Read) -> None:
    text = slip.text()
    for found in read(text).problems:
        if found.corrected is not None:
            assert found.rule not in rules(read(pasted(text, found.place.line, found.corrected)).problems)


@each_slip
def test_every_problem_can_be_put_into_words(slip: Slip, read: Read) -> None:
    for found in read(slip.text()).problems:
        assert wording.line(found, str).startswith(f"{FILE}:{found.place.line}:{found.place.column}: {found.rule}: ")


def test_every_rule_of_translations_has_an_example() -> None:
    assert {slip.rule for slip in SLIPS} | BY_NAME >= TRANSLATION_RULES.keys()


def test_one_reading_tells_every_problem(read: Read) -> None:
    text = ENGLISH.replace('"Episode #2: the stakes"', "Episode 2: the stakes")  # YAML stops here
    text = text.replace('        text: "4.4%"', "        text: 4.4")  # a shape is wrong
    text = text.replace("- id: avis", "- id: avi")  # a name is
    text = text.replace("{verbe} one's", "one's")  # an item is broken
    text = text.replace("    prompt: Sort.\n", "")  # a text is missing
    text = text.replace('    unit: "%"', '    unit: "%"\n    answer: 4.4')  # one is too much
    assert rules(read(text).problems) == [
        "unquoted-colon",
        "number-read-as-text",
        "translation-field-not-text",
        "translation-missing",
        "gap-not-in-text",
        "translation-unknown-id",
    ]


def test_parts_may_be_written_in_another_order(read: Read, source: Module) -> None:
    first, second = '      - id: dos\n        text: "On the back"\n', '      - id: cote\n        text: "On the side"\n'
    rest = '        explanation: "No."\n'
    assert first + second + rest in ENGLISH
    turned = ENGLISH.replace(first + second + rest, second + rest + first)
    one, other = read(ENGLISH).value, read(turned).value
    assert one is not None
    assert other is not None
    assert one != other
    assert translated(source, one) == translated(source, other)
    (found,) = read(turned.replace('"On the back"', '"On the side"', 1)).problems
    assert (found.rule, found.path) == ("same-text", ("items", 8, "areas", 0, "text"))


def test_what_a_translation_does_not_say_stays_in_french(source: Module) -> None:
    partial = Translation(translation_of="enjeux", language="en", title="The stakes")
    assert translated(source, partial) == source.model_copy(update={"title": "The stakes"})


def test_a_problem_of_the_source_is_not_told_again_of_its_translation() -> None:
    wrong = read_text(SOURCE.replace("{verbe} son", "son"), "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES)
    assert rules(wrong.problems) == ["gap-not-in-text"]
    text = ENGLISH.replace("{verbe} one's", "one's")
    assert read_translation_text(text, FILE, {"enjeux": wrong.value}).problems == ()


def test_a_source_that_cannot_be_read_leaves_its_translation_to_its_shape() -> None:
    assert read_translation_text(ENGLISH, FILE, {"enjeux": None}).problems == ()
    text = ENGLISH.replace("language: en", "language: English")
    assert "pattern-mismatch" in rules(read_translation_text(text, FILE, {"enjeux": None}).problems)


def test_a_translation_of_no_module_is_told(source: Module) -> None:
    (found,) = read_translation_text(ENGLISH, FILE, {"reseau": source}).problems
    assert (found.rule, found.place.line) == ("translation-without-module", 1)
    assert found.parameters == {"id": "enjeux", "known": "reseau"}


def test_a_translation_into_the_language_of_the_source_is_told(source: Module) -> None:
    text = ENGLISH.replace("language: en", "language: fr")
    (found,) = read_translation_text(text, FILE.replace(".en.", ".fr."), {"enjeux": source}).problems
    assert (found.rule, found.place.line) == ("translation-in-source-language", 2)


def test_a_folder_gives_its_translations(tmp_path: Path) -> None:
    for name in ("modules", "images"):
        (tmp_path / name).mkdir()
    (tmp_path / "images" / "etiquette.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "modules" / "enjeux.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "modules" / "enjeux.en.yaml").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "modules" / "reseau.en.yaml").write_text("translation_of: reseau\nlanguage: en\n", "utf-8")
    reading = read_folder(tmp_path, EXAMPLES_DAY)
    assert [file.value.translation_of for file in reading.translations if file.value] == ["enjeux", "reseau"]
    assert [(Path(found.place.file).name, found.rule) for found in reading.problems] == [
        ("reseau.en.yaml", "translation-without-module")
    ]


def test_the_key_of_every_translated_item_earns_full_marks() -> None:
    reading = read_folder(CONTENT, EXAMPLES_DAY)
    sources = {file.value.module: file.value for file in reading.modules if file.value}
    for file in reading.translations:
        assert file.value is not None, file.file
        source = sources[file.value.translation_of]
        for french, english in zip(source.items, translated(source, file.value).items, strict=True):
            marked = mark(english, key(english))
            assert marked.score == marked.max_score == mark(french, key(french)).max_score, english.id


@examples(200)
@given(
    st.integers(0, len(ENGLISH)),
    st.integers(0, 30),
    st.text(st.sampled_from(list("[]{}:,#&*!|>-?'\"% \n\tab1é.")), max_size=12),
)
def test_a_good_translation_spoilt_anywhere_is_never_a_defect(
    read: Read, source: Module, start: int, length: int, added: str
) -> None:
    text = ENGLISH[:start] + added + ENGLISH[start + length :]
    file = read(text)
    assert file.value is not None or file.has_errors
    for found in file.problems:
        assert 1 <= found.place.line <= len(text.split("\n")) + 1
        assert found.message.format(**found.parameters)
    if file.value is not None:
        assert without_texts(translated(source, file.value).model_dump()) == without_texts(source.model_dump())
