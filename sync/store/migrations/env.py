"""Where alembic is told of our connection: the whole upgrade is one transaction of the caller's."""

from __future__ import annotations

from alembic import context

from sync.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
