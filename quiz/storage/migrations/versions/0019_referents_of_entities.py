"""Referents of entities"""

from alembic import op

revision = "0019"
down_revision = "0018"
TABLES = ("role_grant", "role_request")


def upgrade() -> None:
    for table in TABLES:
        # With the constraint inline: SQLite adds a constraint in no other way.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN entity_id VARCHAR(121) "
            f"CONSTRAINT fk_{table}_entity_id_entity REFERENCES entity (id)"
        )


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "entity_id")
