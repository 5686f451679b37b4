"""Files that were rendered a while ago."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "rendered_files",
        sa.Column("job_id", sa.Uuid, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("masked", sa.Boolean, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("upload_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("renderer", sa.Text, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column(
            "rendered_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
        ),
        sa.PrimaryKeyConstraint("job_id", "format", "masked", name="pk_rendered_files"),
        sa.CheckConstraint("octet_length(content) = size", name=op.f("ck_rendered_files_size")),
        sa.CheckConstraint(
            "char_length(filename) BETWEEN 1 AND 255",
            name=op.f("ck_rendered_files_filename_length"),
        ),
    )
    for columns in (["user_id", "rendered_at"], ["upload_id"], ["rendered_at"]):
        name = f"ix_rendered_files_{'_'.join(columns)}"
        op.create_index(name, "rendered_files", columns)
    # PDF and DOCX are compressed already: the server shouldn't try again.
    op.execute("ALTER TABLE rendered_files ALTER COLUMN content SET STORAGE EXTERNAL")
