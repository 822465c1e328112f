"""Entities, and how organisations change"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0004"
down_revision = "0003"

# Each with the constraint inline: SQLite adds a constraint in no other way, and rebuilding a table
# that others refer to would empty it there.
REFERRING = (
    ("person", "entity_id", "entity", 121),
    ("session", "suggested_entity_id", "entity", 121),
    ("path", "entity_id", "entity", 121),
    ("path", "start_ministry_id", "ministry", 60),
    ("path", "start_entity_id", "entity", 121),
)


def upgrade() -> None:
    op.add_column("ministry", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("ministry", sa.Column("valid_to", sa.Date(), nullable=True))
    op.add_column("ministry", sa.Column("entities_open", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "entity",
        sa.Column("id", sa.String(length=121), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_entity_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
    )
    op.create_index("ix_entity_ministry_id", "entity", ["ministry_id"], unique=False)
    op.create_table(
        "organisation_evidence",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=True),
        sa.Column("entity_id", sa.String(length=121), nullable=True),
        sa.ForeignKeyConstraint(
            ["ministry_id"], ["ministry.id"], name=op.f("fk_organisation_evidence_ministry_id_ministry")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_organisation_evidence_entity_id_entity")),
        sa.PrimaryKeyConstraint("kind", "value", name=op.f("pk_organisation_evidence")),
    )
    op.create_table(
        "organisation_name",
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["ministry_id"], ["ministry.id"], name=op.f("fk_organisation_name_ministry_id_ministry")
        ),
        sa.PrimaryKeyConstraint("ministry_id", "until", name=op.f("pk_organisation_name")),
    )
    op.create_table(
        "organisation_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("target_id", sa.String(length=60), nullable=False),
        sa.Column("entity_id", sa.String(length=121), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["ministry.id"], name=op.f("fk_organisation_change_source_id_ministry")),
        sa.ForeignKeyConstraint(["target_id"], ["ministry.id"], name=op.f("fk_organisation_change_target_id_ministry")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_organisation_change_entity_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_change")),
        sa.UniqueConstraint(
            "day", "source_id", "entity_id", name=op.f("uq_organisation_change_day_source_id_entity_id")
        ),
    )
    op.create_table(
        "entity_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("entities", sa.Text(), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_entity_proposal_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_proposal")),
    )
    op.create_index(op.f("ix_entity_proposal_ministry_id"), "entity_proposal", ["ministry_id"], unique=False)
    op.add_column("session", sa.Column("suggestion_reason", sa.String(length=20), nullable=True))
    op.add_column("path", sa.Column("entity_rank", sa.SmallInteger(), nullable=True))
    for table, column, other, length in REFERRING:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR({length}) "
            f"CONSTRAINT fk_{table}_{column}_{other} REFERENCES {other} (id)"
        )
    # What is completed already was completed without an entity.
    op.execute("UPDATE path SET entity_rank = rank")


def downgrade() -> None:
    for table, column, _other, _length in REFERRING:
        op.drop_column(table, column)
    op.drop_column("path", "entity_rank")
    op.drop_column("session", "suggestion_reason")
    op.drop_table("entity_proposal")
    op.drop_table("organisation_change")
    op.drop_table("organisation_name")
    op.drop_table("organisation_evidence")
    op.drop_table("entity")
    op.drop_column("ministry", "entities_open")
    op.drop_column("ministry", "valid_to")
    op.drop_column("ministry", "valid_from")
