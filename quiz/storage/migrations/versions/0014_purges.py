"""Purges"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "purge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("results", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("expired", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge")),
    )
    op.create_index(op.f("ix_purge_finished_at"), "purge", ["finished_at"], unique=False)


def downgrade() -> None:
    op.drop_table("purge")
