"""Erasures"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("person_hash", sa.String(length=64), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("person_hash", name=op.f("pk_erasure")),
    )


def downgrade() -> None:
    op.drop_table("erasure")
