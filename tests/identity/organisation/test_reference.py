"""The reference files of organisations: those of this repository, and everything that can be wrong with others."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.identity.ministry import OTHER_EMPLOYER, UNKNOWN, Entity, Ministry
from quiz.identity.organisation import store
from quiz.identity.organisation.changes import Change, FormerName
from quiz.identity.organisation.checks import luhn
from quiz.identity.organisation.commands import load
from quiz.identity.organisation.files import read_reference
from quiz.identity.organisation.loading import Organisations, ReferenceRead
from quiz.identity.organisation.suggestion import EvidenceKind, KnownEvidence, Target
from quiz.identity.organisation.tables import EntityRow, OrganisationEvidenceRow
from quiz.identity.tables import MinistryRow
from quiz.storage.transaction import reading, writing
from tests.taking import rows

TODAY = date(2027, 9, 1)
REFERENCE = Path(__file__).resolve().parents[3] / "content" / "reference"
HEAD = "read_on: 2027-01-01\nsources:\n  - id: essai\n    title: Un essai\n"
GOOD = {
    "ministries.yaml": f"""\
reference: ministries
{HEAD}ministries:
  - id: rivages
    name: Ministère des Rivages
    short_name: Rivages
    source: essai
  - id: sentiers
    name: Ministère des Sentiers
    short_name: Sentiers
    source: essai
    valid_from: 2027-03-01
""",
    "entities.yaml": f"""\
reference: entities
{HEAD}entities:
  - ministry: rivages
    code: ports
    name: Direction des ports
    source: essai
""",
    "evidence.yaml": f"""\
reference: evidence
{HEAD}evidence:
  - ministry: rivages
    entity: rivages.ports
    source: essai
    sirets:
      - "13002526500013"
    domains:
      - ports.rivages.exemple
  - ministry: rivages
    source: essai
    patterns:
      - "quai-*.exemple"
shared_domains:
  - domain: commun.exemple
    why: à tous
""",
    "job_ceilings.yaml": f"""\
reference: job_ceilings
{HEAD}ceilings:
  - ministry: rivages
    year: 2026
    full_time_equivalents: 5400
    source: essai
""",
    "changes.yaml": f"""\
reference: changes
{HEAD}renames:
  - day: 2027-03-01
    ministry: rivages
    former_name: Ministère des Côtes
    source: essai
splits:
  - day: 2027-03-01
    ministry: rivages
    parts:
      - entity: rivages.ports
        into: sentiers
    source: essai
""",
}
Write = Callable[..., ReferenceRead]


@pytest.fixture
def read(tmp_path: Path) -> Write:
    """Reads the five files, some of them changed: file name, old text, new text."""

    def reading_it(*changed: tuple[str, str, str]) -> ReferenceRead:
        files = dict(GOOD)
        for name, old, new in changed:
            assert old in files[name]
            files[name] = files[name].replace(old, new, 1)
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        return read_reference(tmp_path, TODAY)

    return reading_it


def told(found: ReferenceRead) -> list[str]:
    """Each problem as file:line rule."""
    return [f"{Path(each.place.file).name}:{each.place.line} {each.rule}" for each in found.problems]


def test_the_files_of_this_repository_read_without_a_problem() -> None:
    found = read_reference(REFERENCE, TODAY)
    assert told(found) == []
    assert found.organisations is not None
    assert len(found.organisations.ministries) > 12
    assert {each.ministry for each in found.organisations.ceilings} < {
        each.id for each in found.organisations.ministries
    }


def test_what_the_files_say(read: Write) -> None:
    found = read().organisations
    assert found is not None
    assert [each.id for each in found.ministries] == ["rivages", "sentiers", OTHER_EMPLOYER, UNKNOWN]
    assert found.ministries[1].valid_from == date(2027, 3, 1)
    assert found.entities == (Entity("rivages.ports", "rivages", "Direction des ports"),)
    assert KnownEvidence(EvidenceKind.SIRET, "13002526500013", Target("rivages", "rivages.ports")) in found.evidence
    assert KnownEvidence(EvidenceKind.SHARED_DOMAIN, "commun.exemple", None) in found.evidence
    assert found.former_names == (FormerName("rivages", date(2027, 2, 28), "Ministère des Côtes"),)
    assert found.changes == (Change(date(2027, 3, 1), "rivages", "sentiers", "rivages.ports"),)


WRONG = {
    "an unknown field": (
        ("ministries.yaml", "    short_name: Rivages", "    shortname: Rivages"),
        "9 field-unknown-near",
    ),
    "twice the same ministry": (("ministries.yaml", "id: sentiers", "id: rivages"), "11 listed-twice"),
    "a reserved identifier": (("ministries.yaml", "id: sentiers", "id: je-ne-sais-pas"), "11 reserved"),
    "a source not said": (
        ("ministries.yaml", "    source: essai\n  -", "    source: ailleurs\n  -"),
        "10 source-unknown",
    ),
    "dates reversed": (
        ("ministries.yaml", "valid_from: 2027-03-01", "valid_from: 2027-03-01\n    valid_to: 2027-02-01"),
        "16 dates-reversed",
    ),
    "a date that is none": (("ministries.yaml", "2027-03-01", "2027-02-30"), "15 date-wanted"),
    "an entity of nobody": (("entities.yaml", "ministry: rivages", "ministry: rivage"), "7 ministry-unknown"),
    "an entity nobody knows": (("evidence.yaml", "rivages.ports", "rivages.port"), "8 entity-unknown"),
    "a wrong digit": (("evidence.yaml", "13002526500013", "13002526500014"), "11 check-digits"),
    "a domain shared and not": (
        ("evidence.yaml", "ports.rivages.exemple", "commun.exemple"),
        "13 evidence-contradicts",
    ),
    "a pattern for everyone": (("evidence.yaml", "quai-*.exemple", "*.exemple"), "17 pattern-too-wide"),
    "an expression for a pattern": (("evidence.yaml", "quai-*.exemple", "(a+)+.exemple"), "17 pattern-mismatch"),
    "a ceiling of nobody": (("job_ceilings.yaml", "ministry: rivages", "ministry: sentier"), "7 ministry-unknown"),
    "a split to nowhere": (("changes.yaml", "into: sentiers", "into: sentier"), "16 ministry-unknown"),
    "a change that is not yet": (
        ("changes.yaml", "splits:\n  - day: 2027-03-01", "splits:\n  - day: 2028-03-01"),
        "15 change-in-the-future",
    ),
    "a merge and a split at once": (
        (
            "changes.yaml",
            "splits:",
            "merges:\n  - day: 2027-03-01\n    from:\n      - rivages\n    into: sentiers\n    source: essai\nsplits:",
        ),
        "14 change-twice",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_line(read: Write, case: str) -> None:
    changed, expected = WRONG[case]
    assert f"{changed[0]}:{expected}" in told(read(changed))


def test_every_problem_of_every_file_is_told_at_once(read: Write) -> None:
    changed = [
        WRONG[case][0] for case in ("dates reversed", "an entity of nobody", "a wrong digit", "a split to nowhere")
    ]
    assert len(told(read(*changed))) >= 4


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert [each.rule for each in read_reference(tmp_path, TODAY).problems] == ["reference-missing"] * 5


@pytest.mark.parametrize(
    ("number", "right"), [("13002526500013", True), ("13002526500031", False), ("130025265", True)]
)
def test_check_digits(number: str, right: bool) -> None:
    assert luhn(number) is right


def test_loading_twice_changes_nothing(app: Flask, read: Write, tmp_path: Path) -> None:
    read()
    runner = app.test_cli_runner()
    told_first = runner.invoke(load, [str(tmp_path)])
    assert told_first.exit_code == 0, told_first.output
    tables = (MinistryRow, EntityRow, OrganisationEvidenceRow)
    once = [rows(app, select(row.__table__)) for row in tables]
    assert runner.invoke(load, [str(tmp_path)]).output == told_first.output
    assert [rows(app, select(row.__table__)) for row in tables] == once


def test_what_a_ministry_opened_stays_open_when_the_reference_is_loaded_again(
    app: Flask, read: Write, tmp_path: Path
) -> None:
    read()
    runner = app.test_cli_runner()
    assert runner.invoke(load, [str(tmp_path)]).exit_code == 0
    with app.app_context(), writing() as connection:
        store.open_entities(connection, "rivages", True)
    assert runner.invoke(load, [str(tmp_path)]).exit_code == 0
    with app.app_context(), reading() as connection:
        assert next(each for each in store.ministries(connection) if each.id == "rivages").entities_open


def test_nothing_is_loaded_where_something_is_wrong(app: Flask, read: Write, tmp_path: Path) -> None:
    read(WRONG["a wrong digit"][0])
    result = app.test_cli_runner().invoke(load, [str(tmp_path)])
    assert result.exit_code == 1
    assert "check-digits" in result.output
    assert rows(app, select(EntityRow.id)) == []


def test_what_was_saved_is_what_was_read(app: Flask) -> None:
    said = Organisations(
        ministries=(Ministry("rivages", "Ministère des Rivages", "Rivages", valid_to=TODAY),),
        entities=(Entity("rivages.ports", "rivages", "Ports", TODAY, TODAY),),
        changes=(Change(TODAY, "rivages", "sentiers", "rivages.ports"),),
        former_names=(FormerName("rivages", TODAY, "Côtes"),),
    )
    with app.app_context(), writing() as connection:
        store.save(connection, said)
        assert store.entities(connection, "rivages") == said.entities
        assert store.changes(connection) == said.changes
        assert store.former_names(connection) == said.former_names
        assert store.ministries(connection)[0] == said.ministries[0]
