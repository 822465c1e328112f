"""Requests for a referent's access"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "role_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("position", sa.String(length=30), nullable=False),
        sa.Column("deputy", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_role_request_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_request")),
        sa.UniqueConstraint("email_hash", "ministry_id", name=op.f("uq_role_request_email_hash_ministry_id")),
    )


def downgrade() -> None:
    op.drop_table("role_request")
