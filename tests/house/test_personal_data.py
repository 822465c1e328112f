"""What is kept of persons is told: every column of hashes says whether a rotation of the key wraps it."""

import quiz.command_line  # noqa: F401 - every table is declared once it is imported
from quiz.storage.database import Base

# Hashes and texts of that length which hang on no key, and why; any other column of hashes must say `info=KEYED`.
WITHOUT_A_KEY = {
    "session.token_hash": "a random token needs no key",
    "pending_sign_in.state_hash": "a random state needs no key",
    "pending_sign_in.browser_hash": "a random secret needs no key",
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
