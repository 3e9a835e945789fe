"""Run by Alembic for each command; the connection is ours and already in a write transaction."""

from alembic import context

from bulletproof.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
