"""A folder of content is read whole: every problem of every file, and the place of every node."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from pydantic import BaseModel, Field

from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES, MODULE, SERIES
from quiz.content.files import MAXIMUM_BYTES, media_digests, parse, read_folder, read_text
from quiz.content.node import Document, MappingNode, find
from quiz.content.shape import shaped

BOTH_PARSERS = pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader])


def a_folder(folder: Path, **modules: str) -> Path:
    for name in ("modules", "series", "images"):
        (folder / name).mkdir()
    for name, text in modules.items():
        (folder / "modules" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "images" / "etiquette.svg").write_text("<svg/>", encoding="utf-8")
    return folder


def document(text: str, parser: object = yaml.CSafeLoader) -> Document:
    found, problems = parse(text, "a.yaml", parser)
    assert found is not None
    assert problems == ()
    return found


@BOTH_PARSERS
def test_every_node_and_key_knows_its_line_and_column(parser: object) -> None:
    root = document('title: "Été"\nitems:\n  - id: é\n    rows: [a, "b c"]\n', parser).root
    assert find(root, ("title",)).node[3:] == (1, 8, 1, 13)
    key = find(root, ("items", 0, "id")).key
    assert key is not None
    assert (key.line, key.column) == (3, 5)
    assert find(root, ("items", 0, "rows", 1)).node[3:5] == (4, 15)


@BOTH_PARSERS
def test_both_parsers_tell_the_same_module(parser: object) -> None:
    assert document(MODULE, parser).root == document(MODULE).root


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    text = b"\xef\xbb\xbf" + MODULE.replace("\n", "\r\n").encode()
    file = read_text(text, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES)
    assert file.problems == ()
    assert file.value == read_text(MODULE, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES).value


def test_a_path_that_does_not_exist_leads_to_what_is_nearest() -> None:
    found = find(document("a:\n  b: 1\n").root, ("a", "c", 4))
    assert isinstance(found.node, MappingNode)
    assert not found.whole


def test_a_folder_gives_its_modules_and_series(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, enjeux=MODULE, reseau=MODULE.replace("module: enjeux", "module: reseau"))
    (folder / "series" / "parcours.yaml").write_text(SERIES, encoding="utf-8")
    reading = read_folder(folder, EXAMPLES_DAY)
    assert reading.problems == ()
    assert [file.value.module for file in reading.modules if file.value] == ["enjeux", "reseau"]
    assert [file.value.modules for file in reading.series if file.value] == [("enjeux", "reseau")]
    assert reading.modules[0].source == MODULE


def test_a_syntax_error_does_not_keep_the_other_files_from_being_read(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, a="module: a\n   title: [", b=MODULE, c="module: \0", d="")
    told = {(Path(found.place.file).name, found.rule) for found in read_folder(folder, EXAMPLES_DAY).problems}
    assert {("a.yaml", "syntax"), ("c.yaml", "character-not-allowed"), ("d.yaml", "file-empty")} <= told
    assert ("b.yaml", "module-not-file-name") in told


def test_a_module_in_error_still_counts_as_one_that_a_series_may_name(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, enjeux=MODULE, reseau="module: reseau")
    (folder / "series" / "parcours.yaml").write_text(SERIES, encoding="utf-8")
    assert "unknown-module" not in {found.rule for found in read_folder(folder, EXAMPLES_DAY).problems}


def test_a_missing_image_is_told_and_unknown_images_are_not(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, enjeux=MODULE)
    (folder / "images" / "etiquette.svg").unlink()
    assert [found.rule for found in read_folder(folder, EXAMPLES_DAY).problems] == ["image-missing"]
    assert read_text(MODULE, "enjeux.yaml", EXAMPLES_DAY, None).problems == ()


def test_a_file_of_another_name_is_told(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, enjeux=MODULE)
    for name in ("modules/Réseau.yaml", "modules/actions.yml", "modules/.cache", "series/parcours.en.yaml"):
        (folder / name).write_text("x", encoding="utf-8")
    ignored = [Path(found.place.file).name for found in read_folder(folder, EXAMPLES_DAY).problems]
    assert ignored == ["Réseau.yaml", "actions.yml", "parcours.en.yaml"]
    assert not read_folder(folder, EXAMPLES_DAY).has_errors


def test_a_folder_without_modules_says_so(tmp_path: Path) -> None:
    assert [found.rule for found in read_folder(tmp_path, EXAMPLES_DAY).problems] == ["folder-missing"]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, enjeux=MODULE)
    (folder / "modules" / "reseau.yaml").symlink_to(folder / "nowhere")
    assert [(found.rule, Path(found.place.file).name) for found in read_folder(folder, EXAMPLES_DAY).problems] == [
        ("file-unreadable", "reseau.yaml")
    ]


def test_images_give_their_digests(tmp_path: Path) -> None:
    expected = sha256(b"<svg/>").hexdigest()
    assert media_digests(a_folder(tmp_path)) == {"etiquette.svg": expected}


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        (b"", "file-empty", (1, 1)),
        (b"# only a comment\n", "file-empty", (1, 1)),
        (b"title: \xe9t\xe9", "not-utf8", (1, 8)),
        (b"title: a\ntitre: \xff", "not-utf8", (2, 8)),
        (b"a: b\nc: \x00", "character-not-allowed", (2, 4)),
        ("a: b\u2028c".encode(), "character-not-allowed", (1, 5)),
        ("a: \ufeff".encode(), "character-not-allowed", (1, 4)),
        ("a: \ud800", "character-not-allowed", (1, 4)),
        (b"a: " + b"x" * MAXIMUM_BYTES, "file-too-large", (1, 1)),
        ("é" * (MAXIMUM_BYTES // 2 + 1), "file-too-large", (1, 1)),
        (b"- " * 33, "too-deep", (1, 65)),
        (b"[" + b"a," * 20_000 + b"]", "too-many-values", (1, 40_000)),
        (b"title: a\n" * 200, "too-many-problems", (102, 1)),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: bytes | str, rule: str, place: tuple[int, int]) -> None:
    file = read_text(text, "a.yaml", EXAMPLES_DAY)
    assert file.value is None
    assert (rule, *place) in {(found.rule, found.place.line, found.place.column) for found in file.problems}


def test_a_value_refused_for_a_reason_without_a_rule_of_its_own_is_told_with_the_reason() -> None:
    class Even(BaseModel):
        number: Annotated[int, Field(multiple_of=2)]

    value, (finding,) = shaped(document("number: 3\n"), Even)
    assert value is None
    assert (finding.rule, finding.path) == ("value-refused", ("number",))
    assert "multiple of 2" in finding.parameters["detail"]


def test_the_second_slip_of_a_line_is_told_too() -> None:
    text = MODULE.replace('"8 % ou plus", explanation: "C\'est trop."', "8,8 %, explanation: non, merci")
    file = read_text(text, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES)
    assert [found.rule for found in file.problems] == ["text-cut-by-comma", "text-cut-by-comma"]
    assert file.problems[-1].corrected == '      - {id: c, text: "8,8 %", explanation: "non, merci"}'
