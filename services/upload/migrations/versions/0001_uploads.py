"""Files, their bytes, erased users, the outbox and the erasures awaited."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


def upgrade() -> None:
    op.create_table(
        "user_uploads",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("mime_type", sa.Text, nullable=False),
        sa.Column("file_size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("linkedin_url", sa.Text, nullable=False, server_default=""),
        _moment("upload_date"),
        sa.PrimaryKeyConstraint("id", name="pk_user_uploads"),
        sa.CheckConstraint(
            "char_length(filename) BETWEEN 1 AND 255",
            name=op.f("ck_user_uploads_filename_length"),
        ),
        sa.CheckConstraint("file_size > 0", name=op.f("ck_user_uploads_file_size")),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_user_uploads_sha256_length")),
        sa.CheckConstraint(
            "char_length(linkedin_url) <= 300",
            name=op.f("ck_user_uploads_linkedin_url_length"),
        ),
    )
    op.create_index("ix_user_uploads_user_id_id", "user_uploads", ["user_id", "id"])
    op.create_index(
        "ix_user_uploads_user_id_sha256_id", "user_uploads", ["user_id", "sha256", "id"]
    )
    op.create_table(
        "upload_pieces",
        sa.Column("upload_id", sa.Uuid, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("upload_id", "seq", name="pk_upload_pieces"),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["user_uploads.id"], name="fk_upload_pieces_upload_id"
        ),
        sa.CheckConstraint("seq >= 0", name=op.f("ck_upload_pieces_seq")),
        sa.CheckConstraint(
            "octet_length(content) BETWEEN 1 AND 262144",
            name=op.f("ck_upload_pieces_content_length"),
        ),
    )
    # PDF and DOCX are compressed already: the server shouldn't try again.
    op.execute("ALTER TABLE upload_pieces ALTER COLUMN content SET STORAGE EXTERNAL")
    _create_events()


def _create_events() -> None:
    op.create_table(
        "erased_users",
        sa.Column("user_id", sa.Uuid, nullable=False),
        _moment("erased_at"),
        sa.PrimaryKeyConstraint("user_id", name="pk_erased_users"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("event", sa.LargeBinary, nullable=False),
        _moment("asked_at"),
        sa.PrimaryKeyConstraint("id", "service", name="pk_erasures"),
    )
