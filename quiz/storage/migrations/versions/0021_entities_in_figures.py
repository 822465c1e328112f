"""Entities in figures: their counts, taken from paths already counted, and the levels published"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "entity_tally",
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("entity_id", sa.String(length=121), nullable=False),
        sa.Column("agents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_entity_tally_ministry_id_ministry")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_entity_tally_entity_id_entity")),
        sa.PrimaryKeyConstraint("ministry_id", "entity_id", name=op.f("pk_entity_tally")),
    )
    op.execute(
        "INSERT INTO entity_tally (ministry_id, entity_id, agents)"
        " SELECT ministry_id, entity_id, count(*) FROM path"
        " WHERE counted >= 2 AND rank IS NOT NULL AND entity_rank = 1 AND entity_id IS NOT NULL"
        " GROUP BY ministry_id, entity_id"
    )
    op.create_table(
        "entity_level",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("entity_id", sa.String(length=121), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_entity_level_publication_id_publication")
        ),
        sa.PrimaryKeyConstraint("publication_id", "ministry_id", "entity_id", name=op.f("pk_entity_level")),
    )
    op.create_index("ix_entity_level_ministry_id_publication_id", "entity_level", ["ministry_id", "publication_id"])


def downgrade() -> None:
    op.drop_table("entity_level")
    op.drop_table("entity_tally")
