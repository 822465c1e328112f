"""The French catalogue holds every message of the code, each translated, and nothing else."""

import re
import shlex
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
# Named places of both kinds: `%(name)s` in pages, `{name}` in the problems of authors.
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def catalogue(file: Path) -> Catalog:
    """A catalogue that was read."""
    with file.open("rb") as opened:
        return read_po(opened)


@pytest.fixture(scope="module")
def french() -> Catalog:
    """The French catalogue."""
    return catalogue(ROOT / "translations/fr/LC_MESSAGES/messages.po")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The messages of the code, extracted as `make translations` does."""
    template = tmp_path_factory.mktemp("catalogue") / "messages.pot"
    [options] = re.findall(r"^EXTRACTION := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract", *shlex.split(options)]
    subprocess.run([*command, "-o", str(template), "."], cwd=ROOT, check=True, capture_output=True)
    return catalogue(template)


def messages(of: Catalog) -> dict[tuple[str, ...], Message]:
    """The messages of a catalogue, by their forms."""
    return {forms(message.id): message for message in of if message.id}


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The forms of a message: one, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def test_every_message_of_the_code_is_in_the_catalogue(french: Catalog, extracted: Catalog) -> None:
    assert sorted(messages(extracted).keys() - messages(french).keys()) == []


def test_no_message_that_has_left_the_code_is_kept(french: Catalog, extracted: Catalog) -> None:
    assert sorted(messages(french).keys() - messages(extracted).keys()) == []


def test_every_message_is_translated_and_none_by_guess(french: Catalog) -> None:
    assert [key for key, message in messages(french).items() if not all(forms(message.string)) or message.fuzzy] == []


def test_named_places_are_the_same_on_both_sides(french: Catalog) -> None:
    wrong = []
    for key, message in messages(french).items():
        expected = set(PLACE.findall(key[-1]))
        for translation in forms(message.string):
            found = set(PLACE.findall(translation))
            # The singular may leave the number out: "one module" needs no figure.
            if found != expected and not (len(key) > 1 and found < expected):
                wrong.append(f"{key[-1]!r} → {translation!r}")
    assert wrong == []


def test_every_pattern_of_extraction_matches_a_file() -> None:
    mapping = ConfigParser()
    mapping.read(ROOT / "babel.cfg")
    patterns = [section.partition(":")[2].strip() for section in mapping.sections()]
    assert patterns
    assert [pattern for pattern in patterns if not list(ROOT.glob(pattern.replace("**.", "**/*.")))] == []
