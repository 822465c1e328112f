"""The last day a referent opened each dashboard"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "dashboard_visit",
        sa.Column("ministry_id", sa.String(length=60), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_dashboard_visit_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("ministry_id", name=op.f("pk_dashboard_visit")),
    )


def downgrade() -> None:
    op.drop_table("dashboard_visit")
