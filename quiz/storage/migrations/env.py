"""Alembic's entry: runs the migrations on the connection it was given, in its transaction."""

from alembic import context

from quiz.storage.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
