"""Everything the first pages need"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant
from quiz.storage.schema import partition_statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_draft")),
    )
    op.create_table(
        "identity",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_identity")),
    )
    op.create_index(op.f("ix_identity_person_id"), "identity", ["person_id"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("holder", sa.String(length=60), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "ministry",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ministry")),
    )
    op.create_table(
        "module_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("denominator", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_version")),
        sa.UniqueConstraint("slug", "fingerprint", name=op.f("uq_module_version_slug_fingerprint")),
        sa.UniqueConstraint("slug", "number", name=op.f("uq_module_version_slug_number")),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("small_group", sa.Integer(), nullable=False),
        sa.Column("modules", sa.Text(), nullable=False),
        sa.Column("pool", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    op.create_index(op.f("ix_publication_published_at"), "publication", ["published_at"], unique=False)

    op.create_table(
        "series",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_series")),
    )
    op.create_table(
        "headcount",
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("agents", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("perimeter", sa.String(length=300), nullable=False),
        sa.Column("declared_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_headcount_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("ministry_id", "counted_on", name=op.f("pk_headcount")),
    )
    op.create_table(
        "module",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("in_path", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["module_version.id"], name=op.f("fk_module_version_id_module_version")
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_module")),
    )
    op.create_table(
        "module_translation",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("source_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["module_version.id"], name=op.f("fk_module_translation_version_id_module_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "language", name=op.f("pk_module_translation")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=True),
        sa.Column("ministry_evidence", sa.String(length=20), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_person_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        postgresql_partition_by="HASH (id)",
    )
    op.create_table(
        "published_cell",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("module_slug", sa.String(length=60), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_published_cell_publication_id_publication")
        ),
        sa.PrimaryKeyConstraint(
            "publication_id", "ministry_id", "module_slug", "measure", name=op.f("pk_published_cell")
        ),
    )
    op.create_index(
        "ix_published_cell_ministry_id_publication_id",
        "published_cell",
        ["ministry_id", "publication_id"],
        unique=False,
    )

    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=True),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("granted_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_role_grant_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(op.f("ix_role_grant_email_hash"), "role_grant", ["email_hash"], unique=False)

    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("grants", sa.Text(), nullable=False),
        sa.Column("suggested_ministry_id", sa.String(length=60), nullable=True),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["suggested_ministry_id"], ["ministry.id"], name=op.f("fk_session_suggested_ministry_id_ministry")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_expires_at"), "session", ["expires_at"], unique=False)
    op.create_index(op.f("ix_session_person_id"), "session", ["person_id"], unique=False)

    op.create_table(
        "tally",
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("module_slug", sa.String(length=60), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("agents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_tally_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("ministry_id", "module_slug", "measure", "day", name=op.f("pk_tally")),
    )
    op.create_table(
        "attempt",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("module_slug", sa.String(length=60), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("answered", sa.SmallInteger(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("submitted_at", Instant(), nullable=True),
        sa.Column("score_units", sa.BigInteger(), nullable=True),
        sa.Column("max_units", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["module_slug"], ["module.slug"], name=op.f("fk_attempt_module_slug_module")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attempt_person_id_person")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["module_version.id"], name=op.f("fk_attempt_version_id_module_version")
        ),
        sa.PrimaryKeyConstraint("person_id", "id", name=op.f("pk_attempt")),
        postgresql_partition_by="HASH (person_id)",
    )
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["person_id", "module_slug"],
        unique=True,
        sqlite_where=sa.text("submitted_at IS NULL"),
        postgresql_where=sa.text("submitted_at IS NULL"),
    )
    op.create_index("uq_attempt_ordinal", "attempt", ["person_id", "module_slug", "number"], unique=True)

    op.create_table(
        "path",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("module_slug", sa.String(length=60), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("video_done_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("counted", sa.SmallInteger(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_path_ministry_id_ministry")),
        sa.ForeignKeyConstraint(["module_slug"], ["module.slug"], name=op.f("fk_path_module_slug_module")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_path_person_id_person")),
        sa.ForeignKeyConstraint(["version_id"], ["module_version.id"], name=op.f("fk_path_version_id_module_version")),
        sa.PrimaryKeyConstraint("person_id", "module_slug", name=op.f("pk_path")),
        postgresql_partition_by="HASH (person_id)",
    )
    op.create_index(
        "ix_path_uncounted",
        "path",
        ["person_id", "module_slug"],
        unique=False,
        sqlite_where=sa.text("counted < stage"),
        postgresql_where=sa.text("counted < stage"),
    )

    op.create_table(
        "response",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.String(length=60), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("score_units", sa.BigInteger(), nullable=False),
        sa.Column("max_units", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id", "attempt_id"],
            ["attempt.person_id", "attempt.id"],
            name=op.f("fk_response_person_id_attempt_id_attempt"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "attempt_id", "item_id", name=op.f("pk_response")),
        postgresql_partition_by="HASH (person_id)",
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in ("person", "attempt", "path", "response"):
            for statement in partition_statements(table):
                op.execute(statement)


def downgrade() -> None:
    op.drop_table("response")
    op.drop_table("path")
    op.drop_table("attempt")
    op.drop_table("tally")
    op.drop_table("session")
    op.drop_table("role_grant")
    op.drop_table("published_cell")
    op.drop_table("person")
    op.drop_table("module_translation")
    op.drop_table("module")
    op.drop_table("headcount")
    op.drop_table("series")
    op.drop_table("publication")
    op.drop_table("module_version")
    op.drop_table("ministry")
    op.drop_table("lease")
    op.drop_table("identity")
    op.drop_table("draft")
