"""Histograms of items, and which attempts they know"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("attempt", sa.Column("folded", sa.SmallInteger(), server_default=sa.text("0"), nullable=False))
    unfolded = sa.text("submitted_at IS NOT NULL AND folded < 2")
    op.create_index(
        "ix_attempt_unfolded", "attempt", ["person_id", "id"], sqlite_where=unfolded, postgresql_where=unfolded
    )
    op.create_table(
        "item_count",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("item_id", sa.String(length=60), nullable=False),
        sa.Column("max_units", sa.BigInteger(), nullable=False),
        sa.Column("score_units", sa.BigInteger(), nullable=False),
        sa.Column("rest_units", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["module_version.id"], name=op.f("fk_item_count_version_id_module_version")
        ),
        sa.PrimaryKeyConstraint(
            "version_id",
            "language",
            "shown",
            "item_id",
            "max_units",
            "score_units",
            "rest_units",
            name=op.f("pk_item_count"),
        ),
    )
    op.create_table(
        "total_count",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("score_units", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["module_version.id"], name=op.f("fk_total_count_version_id_module_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "language", "shown", "score_units", name=op.f("pk_total_count")),
    )


def downgrade() -> None:
    op.drop_table("total_count")
    op.drop_table("item_count")
    op.drop_index("ix_attempt_unfolded", "attempt")
    op.drop_column("attempt", "folded")
