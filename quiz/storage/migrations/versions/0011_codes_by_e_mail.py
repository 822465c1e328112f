"""Codes by e-mail, and what is counted against guessing"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "email_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_code")),
    )
    op.create_index("ix_email_code_browser_hash_email_hash", "email_code", ["browser_hash", "email_hash"], unique=False)
    op.create_index(op.f("ix_email_code_expires_at"), "email_code", ["expires_at"], unique=False)
    op.create_table(
        "throttle",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_throttle")),
    )
    op.create_index(op.f("ix_throttle_until"), "throttle", ["until"], unique=False)


def downgrade() -> None:
    op.drop_table("throttle")
    op.drop_table("email_code")
