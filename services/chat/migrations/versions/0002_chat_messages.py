"""Messages: questions, and answers with who is giving them and how far."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "chat_messages",
        sa.Column("message_id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("job_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("upload_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False, server_default=""),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, server_default="0"),
        sa.Column("piece_ends", postgresql.ARRAY(sa.Integer)),
        sa.Column("client_id", sa.Text),
        sa.Column(
            "reply_to",
            sa.Uuid(as_uuid=False),
            sa.ForeignKey("chat_messages.message_id", ondelete="CASCADE"),
        ),
        sa.Column("from_qa", sa.Boolean, nullable=False, server_default="false"),
        sa.Column("engine", sa.Text, nullable=False, server_default=""),
        sa.Column("citations", postgresql.JSONB),
        sa.Column("error_code", sa.Text),
        sa.Column("error_message", sa.Text),
        sa.Column("owner", sa.Uuid(as_uuid=False)),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("role IN ('user', 'assistant')", name="chat_role"),
        sa.CheckConstraint(
            "status IN ('streaming', 'complete', 'interrupted')", name="chat_status"
        ),
        sa.CheckConstraint("(status = 'streaming') = (owner IS NOT NULL)", name="chat_owner"),
        sa.CheckConstraint(
            "(status = 'streaming') = (heartbeat_at IS NOT NULL)", name="chat_heartbeat_at"
        ),
        sa.CheckConstraint("(role = 'user') = (client_id IS NOT NULL)", name="chat_client_id"),
        sa.CheckConstraint("(role = 'assistant') = (reply_to IS NOT NULL)", name="chat_reply_to"),
        sa.CheckConstraint("char_length(client_id) BETWEEN 1 AND 100", name="chat_client"),
        sa.CheckConstraint("char_length(content) <= 16000", name="chat_content"),
        sa.CheckConstraint(
            "role <> 'user' OR char_length(content) BETWEEN 1 AND 4000", name="chat_question"
        ),
        sa.CheckConstraint("seq >= 0", name="chat_seq"),
    )
    op.create_index("chat_by_job", "chat_messages", ["user_id", "job_id", "message_id"])
    op.create_index("chat_by_upload", "chat_messages", ["upload_id", "message_id"])
    _partial("chat_client_ids", ["user_id", "client_id"], "client_id IS NOT NULL", unique=True)
    _partial("chat_replies", ["reply_to"], "reply_to IS NOT NULL", unique=True)
    _partial("chat_streaming", ["user_id"], "status = 'streaming'", unique=False)


def _partial(name: str, columns: list[str], predicate: str, *, unique: bool) -> None:
    where = sa.text(predicate)
    op.create_index(name, "chat_messages", columns, unique=unique, postgresql_where=where)
