"""A kept file holds for as long as its job's profile is there: no version is compared."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("DELETE FROM rendered_files")
    op.drop_column("rendered_files", "version")
