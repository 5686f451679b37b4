"""Tables of auth, and what their rows are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)

from libs.bus.erasure import erasures_table
from libs.db.outbox import outbox_table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _moment(name: str) -> Column[datetime]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now())


users = Table(
    "users",
    metadata,
    Column("id", Uuid(as_uuid=False), primary_key=True),
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("password_hash", Text, nullable=False),
    _moment("created_at"),
    UniqueConstraint("email"),
    CheckConstraint("char_length(email) BETWEEN 3 AND 320", name="email_length"),
    CheckConstraint("char_length(name) <= 200", name="name_length"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid(as_uuid=False), primary_key=True),
    Column(
        "user_id",
        Uuid(as_uuid=False),
        ForeignKey("users.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("token_hash", LargeBinary, nullable=False),  # SHA-256; the token itself is nowhere
    Column("user_agent", Text, nullable=False, server_default=""),
    _moment("created_at"),
    _moment("last_seen_at"),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("token_hash"),
    CheckConstraint("octet_length(token_hash) = 32", name="token_hash_length"),
    CheckConstraint("char_length(user_agent) <= 300", name="user_agent_length"),
    CheckConstraint("expires_at > created_at", name="expires_later"),
    Index(None, "user_id", "id"),
    Index(None, "expires_at"),
)

# What the sign-in limits count. Rows live as long as the longest window, then are pruned.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Uuid(as_uuid=False), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("account", LargeBinary, nullable=False),  # SHA-256 of the email tried
    # True from the start: a try under way counts as failed until it has succeeded.
    Column("failed", Boolean, nullable=False),
    _moment("attempted_at"),
    CheckConstraint("kind IN ('sign_in', 'sign_up')", name="kind"),
    Index(None, "address", "kind", "attempted_at"),
    Index(None, "account", "address", "attempted_at"),
    Index(None, "attempted_at"),
)

outbox = outbox_table(metadata)
erasures = erasures_table(metadata)


@dataclass(frozen=True, slots=True)
class User:
    id: str
    email: str
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    id: str
    user_id: str
    user_agent: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
