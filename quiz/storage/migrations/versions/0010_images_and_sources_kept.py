"""Images and sources kept"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "media",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_media")),
    )
    op.create_table(
        "media_name",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["media.digest"], name=op.f("fk_media_name_digest_media")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_media_name")),
    )
    op.create_table(
        "translation_draft",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "language", name=op.f("pk_translation_draft")),
    )
    op.add_column("module_version", sa.Column("media", sa.Text(), server_default="{}", nullable=False))
    op.add_column("module_translation", sa.Column("media", sa.Text(), server_default="{}", nullable=False))
    op.add_column("module_translation", sa.Column("source", sa.Text(), server_default="", nullable=False))
    op.add_column("series", sa.Column("source", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("series", "source")
    op.drop_column("module_translation", "source")
    op.drop_column("module_translation", "media")
    op.drop_column("module_version", "media")
    op.drop_table("translation_draft")
    op.drop_table("media_name")
    op.drop_table("media")
