"""Paths vacuumed each week"""

from alembic import op

from quiz.storage.database import PARTITIONS

revision = "0006"
down_revision = "0005"

# A week of agents is a few hundredths of all paths, and the publisher rewrites each of them: with the usual
# fifth, the index of those that wait would be full of those that waited long ago.
SETTINGS = {
    "autovacuum_vacuum_scale_factor": "0.02",
    "autovacuum_analyze_scale_factor": "0.05",
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for number in range(PARTITIONS):
            op.execute(f"ALTER TABLE path_p{number} SET ({', '.join(f'{name} = {v}' for name, v in SETTINGS.items())})")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for number in range(PARTITIONS):
            op.execute(f"ALTER TABLE path_p{number} RESET ({', '.join(SETTINGS)})")
