"""What is kept of persons is told to them: every table, every column; and every hash is known to the rotation of keys.

A new table with a `person_id` is exported and erased by itself; here it gets its words, in `quiz/privacy/kept.py`.
"""

from sqlalchemy import Uuid

import quiz.command_line  # noqa: F401 - every table is declared once it is imported
from quiz.privacy import store
from quiz.privacy.kept import KEPT, WHOSE
from quiz.storage.database import Base

# Hashes and texts of that length which hang on no key, and why; any other column of hashes must say `info=KEYED`.
WITHOUT_A_KEY = {
    "session.token_hash": "a random token needs no key",
    "pending_sign_in.state_hash": "a random state needs no key",
    "pending_sign_in.browser_hash": "a random secret needs no key",
    "email_code.browser_hash": "a random secret of a browser needs none either",
    "module_version.fingerprint": "of a text, not of a person",
    "module_translation.source_fingerprint": "of a text, not of a person",
    "hashing_key.fingerprint": "of the key itself",
}


def test_every_column_of_hashes_says_whether_it_hangs_on_the_key() -> None:
    unsaid = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if ("hash" in column.name or "fingerprint" in column.name) and not column.info.get("keyed")
    ]
    assert sorted(unsaid) == sorted(WITHOUT_A_KEY)


def test_every_table_of_persons_and_every_column_of_it_is_told() -> None:
    told = {kept.table: [*(name for name, _words, _how in kept.columns), *kept.also] for kept in KEPT}
    there = {table.name: [name for name in table.columns.keys() if name != WHOSE] for table in store.whose()}  # noqa: SIM118
    assert {name: sorted(columns) for name, columns in told.items()} == {
        name: sorted(columns) for name, columns in there.items()
    }


def test_no_random_identifier_of_a_person_hides_under_another_name() -> None:
    # An erasure follows `person_id`: a person must be named so wherever they are.
    others = {"attempt.id", "response.attempt_id", "response.submission_key"}
    named = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Uuid) and store.whose().get(table) is not column
    }
    assert named == others
