"""What is said to an agent: nobody fails, and each text of the service exists in both languages."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FAILING = re.compile(r"échec|échou|recalé|vous avez perdu|\bfail(?:ed|ure)?\b", re.IGNORECASE)


def test_no_message_speaks_of_failing() -> None:
    said = []
    for language in ("fr", "en"):
        with (ROOT / f"translations/{language}/LC_MESSAGES/messages.po").open("rb") as file:
            for message in read_po(file):
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                said += [form for form in forms if form and FAILING.search(form)]
    assert said == []


# The others state what an operator answers for, and stay in the language of the law.
@pytest.mark.parametrize("name", ["aide"])
def test_a_text_of_the_service_reads_the_same_in_both_languages(name: str) -> None:
    french, english = ((ROOT / f"content/pages/{name}{end}").read_text("utf-8") for end in (".md", ".en.md"))
    links = [re.findall(r"\]\(([^)]*)\)", text) for text in (french, english)]
    headings = [re.findall(r"^#+ ", text, re.MULTILINE) for text in (french, english)]
    assert links[0] == links[1]
    assert headings[0] == headings[1]
