"""Targets of ministries"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("declared_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_target_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("ministry_id", "due_on", name=op.f("pk_target")),
    )


def downgrade() -> None:
    op.drop_table("target")
