"""Migrations of the store, run by alembic and imported only where the store is behind."""
