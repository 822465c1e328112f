"""Other actions that ministries declare"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("declared_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_action_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("ministry_id", "held_on", "title", name=op.f("uq_action_ministry_id_held_on_title")),
    )


def downgrade() -> None:
    op.drop_table("action")
