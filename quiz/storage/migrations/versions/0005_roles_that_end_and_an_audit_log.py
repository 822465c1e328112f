"""Roles that end, verified e-mails by hash, and an audit log that is only added to"""

import sqlalchemy as sa
from alembic import op

from quiz.storage.database import Instant

revision = "0005"
down_revision = "0004"

REFUSAL = "the audit log is only added to"
SQLITE = """
CREATE TRIGGER audit_keeps_{event} BEFORE {event} ON audit
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
FUNCTION = """
CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER audit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()
"""


def upgrade() -> None:
    op.add_column("role_grant", sa.Column("deputy", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("role_grant", sa.Column("until", sa.Date(), nullable=True))
    op.create_table(
        "verified_email",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("verified_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verified_email")),
        sa.UniqueConstraint("email_hash", "person_id", name=op.f("uq_verified_email_email_hash_person_id")),
    )
    op.create_index(op.f("ix_verified_email_person_id"), "verified_email", ["person_id"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION.format(refusal=REFUSAL))
        op.execute(POSTGRESQL)
    else:
        for event in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(event=event, refusal=REFUSAL))


def downgrade() -> None:
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_kept()")
    op.drop_table("verified_email")
    op.drop_column("role_grant", "until")
    op.drop_column("role_grant", "deputy")
