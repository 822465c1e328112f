"""Closed quarters"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("publication", sa.Column("quarter", sa.String(length=7), nullable=True))
    op.create_table(
        "quarter",
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_quarter_publication_id_publication")
        ),
        sa.PrimaryKeyConstraint("quarter", name=op.f("pk_quarter")),
    )


def downgrade() -> None:
    op.drop_table("quarter")
    op.drop_column("publication", "quarter")
