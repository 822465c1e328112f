"""Numbers of before two persons were joined"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "absorbed",
        sa.Column("person_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("person_hash", name=op.f("pk_absorbed")),
    )
    op.create_index(op.f("ix_absorbed_person_id"), "absorbed", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("absorbed")
