"""Headcounts of some entities of a ministry"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "entity_headcount",
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("agents", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("perimeter", sa.String(length=300), nullable=False),
        sa.Column("entities", sa.Text(), nullable=False),
        sa.Column("declared_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ministry_id"], ["ministry.id"], name=op.f("fk_entity_headcount_ministry_id_ministry")
        ),
        sa.PrimaryKeyConstraint("ministry_id", "counted_on", name=op.f("pk_entity_headcount")),
    )


def downgrade() -> None:
    op.drop_table("entity_headcount")
