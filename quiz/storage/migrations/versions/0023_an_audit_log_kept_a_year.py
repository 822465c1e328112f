"""Lines of the audit log can go once another one is a year younger"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

REFUSAL = "the audit log is only added to"
# By the log's own last line: the hour of a database may be wrong, and tests have one of their own.
SQLITE = """
CREATE TRIGGER audit_keeps_DELETE BEFORE DELETE ON audit
WHEN OLD.at > (SELECT datetime(max(at), '-365 days') FROM audit)
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
SQLITE_BEFORE = """
CREATE TRIGGER audit_keeps_DELETE BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
FUNCTION = """
CREATE FUNCTION audit_is_kept_a_year() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF OLD.at > (SELECT max(at) FROM audit) - interval '365 days' THEN RAISE EXCEPTION '{refusal}'; END IF;
RETURN OLD;
END $$
"""
STATEMENT = """
CREATE TRIGGER audit_keeps BEFORE {events} ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()
"""
LINE = """
CREATE TRIGGER audit_keeps_a_year BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_kept_a_year()
"""


def upgrade() -> None:
    op.add_column("purge", sa.Column("lines", sa.Integer(), server_default="0", nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_keeps ON audit")
        op.execute(STATEMENT.format(events="UPDATE OR TRUNCATE"))
        op.execute(FUNCTION.format(refusal=REFUSAL))
        op.execute(LINE)
    else:
        op.execute("DROP TRIGGER audit_keeps_DELETE")
        op.execute(SQLITE.format(refusal=REFUSAL))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_keeps_a_year ON audit")
        op.execute("DROP FUNCTION audit_is_kept_a_year()")
        op.execute("DROP TRIGGER audit_keeps ON audit")
        op.execute(STATEMENT.format(events="UPDATE OR DELETE OR TRUNCATE"))
    else:
        op.execute("DROP TRIGGER audit_keeps_DELETE")
        op.execute(SQLITE_BEFORE.format(refusal=REFUSAL))
    op.drop_column("purge", "lines")
