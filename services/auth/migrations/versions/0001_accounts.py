"""Accounts, sessions, the log of tries, the outbox and the erasures awaited."""

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
        "users",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False, server_default=""),
        sa.Column("password_hash", sa.Text, nullable=False),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        sa.CheckConstraint(
            "char_length(email) BETWEEN 3 AND 320", name=op.f("ck_users_email_length")
        ),
        sa.CheckConstraint("char_length(name) <= 200", name=op.f("ck_users_name_length")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("user_agent", sa.Text, nullable=False, server_default=""),
        _moment("created_at"),
        _moment("last_seen_at"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_sessions_user_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("token_hash", name="uq_sessions_token_hash"),
        sa.CheckConstraint(
            "octet_length(token_hash) = 32", name=op.f("ck_sessions_token_hash_length")
        ),
        sa.CheckConstraint(
            "char_length(user_agent) <= 300", name=op.f("ck_sessions_user_agent_length")
        ),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_sessions_expires_later")),
    )
    op.create_index("ix_sessions_user_id_id", "sessions", ["user_id", "id"])
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("account", sa.LargeBinary, nullable=False),
        sa.Column("failed", sa.Boolean, nullable=False),
        _moment("attempted_at"),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.CheckConstraint("kind IN ('sign_in', 'sign_up')", name=op.f("ck_attempts_kind")),
    )
    op.create_index(
        "ix_attempts_address_kind_attempted_at",
        "attempts",
        ["address", "kind", "attempted_at"],
    )
    op.create_index(
        "ix_attempts_account_address_attempted_at",
        "attempts",
        ["account", "address", "attempted_at"],
    )
    op.create_index("ix_attempts_attempted_at", "attempts", ["attempted_at"])
    _create_events()


def _create_events() -> None:
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
