"""Fingerprints of hashing keys"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "hashing_key",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_hashing_key")),
    )


def downgrade() -> None:
    op.drop_table("hashing_key")
