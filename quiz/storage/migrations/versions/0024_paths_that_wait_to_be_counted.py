"""Paths that wait to be counted, in a table of their own: counting rewrites no path any more"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import PARTITIONS
from quiz.storage.schema import partition_statements

revision = "0024"
down_revision = "0023"

SETTINGS = {"autovacuum_vacuum_scale_factor": "0.02", "autovacuum_analyze_scale_factor": "0.05"}
# In the transaction that moves a stage, whoever writes it. The row is locked where it is there already: a publisher
# that holds it ends first, one that comes later passes over it.
WAITS = """
    INSERT INTO uncounted (person_id, module_slug, counted) VALUES (NEW.person_id, NEW.module_slug, {counted})
    ON CONFLICT (person_id, module_slug) DO UPDATE SET counted = {kept}
"""
BEGUN = WAITS.format(counted="0", kept="0")
FURTHER = WAITS.format(counted="OLD.stage", kept="uncounted.counted")
SQLITE = (
    f"CREATE TRIGGER path_begun AFTER INSERT ON path BEGIN {BEGUN}; END",
    f"CREATE TRIGGER path_further AFTER UPDATE OF stage ON path WHEN NEW.stage > OLD.stage BEGIN {FURTHER}; END",
)
FUNCTION = "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; RETURN NULL; END $$"
POSTGRESQL = (
    FUNCTION.format(name="path_begun", does=BEGUN),
    FUNCTION.format(name="path_further", does=FURTHER),
    "CREATE TRIGGER path_begun AFTER INSERT ON path FOR EACH ROW EXECUTE FUNCTION path_begun()",
    """
    CREATE TRIGGER path_further AFTER UPDATE OF stage ON path FOR EACH ROW WHEN (NEW.stage > OLD.stage)
    EXECUTE FUNCTION path_further()
    """,
)
WAITING = "counted < stage"


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    op.create_table(
        "uncounted",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("module_slug", sa.String(length=60), nullable=False),
        sa.Column("counted", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "module_slug", name=op.f("pk_uncounted")),
        postgresql_partition_by="HASH (person_id)",
    )
    if postgresql:
        for statement in partition_statements("uncounted"):
            op.execute(statement)
        # Nobody writes in between: what waits is copied whole.
        op.execute("LOCK TABLE path IN SHARE ROW EXCLUSIVE MODE")
    op.execute(
        "INSERT INTO uncounted (person_id, module_slug, counted)"
        " SELECT person_id, module_slug, counted FROM path WHERE counted < stage"
    )
    op.drop_index("ix_path_uncounted", table_name="path")
    op.drop_column("path", "counted")
    for statement in POSTGRESQL if postgresql else SQLITE:
        op.execute(statement)
    if postgresql:
        for number in range(PARTITIONS):
            op.execute(f"ALTER TABLE path_p{number} RESET ({', '.join(SETTINGS)})")


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for name in ("path_begun", "path_further"):
        op.execute(f"DROP TRIGGER {name}{' ON path' if postgresql else ''}")
        if postgresql:
            op.execute(f"DROP FUNCTION {name}()")
    op.add_column("path", sa.Column("counted", sa.SmallInteger(), nullable=False, server_default=sa.text("0")))
    op.execute(
        "UPDATE path SET counted = coalesce((SELECT uncounted.counted FROM uncounted WHERE"
        " uncounted.person_id = path.person_id AND uncounted.module_slug = path.module_slug), stage)"
    )
    op.execute("UPDATE path SET start_ministry_id = NULL, start_entity_id = NULL WHERE counted <> 1")
    op.create_index(
        "ix_path_uncounted",
        "path",
        ["person_id", "module_slug"],
        unique=False,
        sqlite_where=sa.text(WAITING),
        postgresql_where=sa.text(WAITING),
    )
    op.drop_table("uncounted")
    if postgresql:
        for number in range(PARTITIONS):
            op.execute(f"ALTER TABLE path_p{number} SET ({', '.join(f'{name} = {v}' for name, v in SETTINGS.items())})")
