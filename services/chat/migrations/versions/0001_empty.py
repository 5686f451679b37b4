"""The beginning: a database under Alembic's care, without tables."""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    pass
