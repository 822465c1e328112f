"""Runs of tasks"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "task_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("defect", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_run")),
    )


def downgrade() -> None:
    op.drop_table("task_run")
