"""The tables chat owns. Constraints live here, in the database, and not only in the code."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

MAX_QUESTION = 4_000  # characters
MAX_ANSWER = 16_000
MAX_CLIENT_ID = 100
STATUSES = ("streaming", "complete", "interrupted")

metadata = MetaData()


def _id(name: str, **options: bool) -> Column[str]:
    return Column(name, Uuid(as_uuid=False), **options)  # pyright: ignore[reportArgumentType]


chat_messages = Table(
    "chat_messages",
    metadata,
    _id("message_id", primary_key=True),
    _id("user_id", nullable=False),
    _id("job_id", nullable=False),
    _id("upload_id", nullable=False),
    Column("role", Text, nullable=False),
    Column("content", Text, nullable=False, server_default=""),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("status", Text, nullable=False),
    # How many pieces an answer was told in, its end counted; of one being given, how many are kept.
    Column("seq", Integer, nullable=False, server_default="0"),
    # Where in `content` each piece ends: whichever process is asked, it can replay from any piece.
    Column("piece_ends", ARRAY(Integer)),
    Column("client_id", Text),
    Column(
        "reply_to", Uuid(as_uuid=False), ForeignKey("chat_messages.message_id", ondelete="CASCADE")
    ),
    Column("from_qa", Boolean, nullable=False, server_default="false"),
    Column("engine", Text, nullable=False, server_default=""),
    Column("citations", JSONB),
    Column("error_code", Text),
    Column("error_message", Text),
    # The process that gives the answer: it alone writes to it, until it ends or falls silent.
    _id("owner"),
    Column("heartbeat_at", DateTime(timezone=True)),
    CheckConstraint("role IN ('user', 'assistant')", name="chat_role"),
    CheckConstraint(f"status IN {STATUSES}", name="chat_status"),
    CheckConstraint("(status = 'streaming') = (owner IS NOT NULL)", name="chat_owner"),
    CheckConstraint(
        "(status = 'streaming') = (heartbeat_at IS NOT NULL)", name="chat_heartbeat_at"
    ),
    CheckConstraint("(role = 'user') = (client_id IS NOT NULL)", name="chat_client_id"),
    CheckConstraint("(role = 'assistant') = (reply_to IS NOT NULL)", name="chat_reply_to"),
    CheckConstraint(f"char_length(client_id) BETWEEN 1 AND {MAX_CLIENT_ID}", name="chat_client"),
    CheckConstraint(f"char_length(content) <= {MAX_ANSWER}", name="chat_content"),
    CheckConstraint(
        f"role <> 'user' OR char_length(content) BETWEEN 1 AND {MAX_QUESTION}",
        name="chat_question",
    ),
    CheckConstraint("seq >= 0", name="chat_seq"),
    Index("chat_by_job", "user_id", "job_id", "message_id"),
    Index("chat_by_upload", "upload_id", "message_id"),
    Index(
        "chat_client_ids",
        "user_id",
        "client_id",
        unique=True,
        postgresql_where=text("client_id IS NOT NULL"),
    ),
    Index("chat_replies", "reply_to", unique=True, postgresql_where=text("reply_to IS NOT NULL")),
    Index("chat_streaming", "user_id", postgresql_where=text("status = 'streaming'")),
)

# Questions whose answers may be given again to the same question about the same profile.
qa_pairs = Table(
    "qa_pairs",
    metadata,
    _id("pair_id", primary_key=True),
    _id("user_id", nullable=False),
    _id("job_id", nullable=False),
    _id("upload_id", nullable=False),
    Column("profile_version", Text, nullable=False),
    Column("source", Text, nullable=False),
    _id("set_id"),  # of the interview questions it came with
    Column("question", Text, nullable=False),
    # Of the question without case, spaces and signs: the same words are one pair.
    Column("question_key", LargeBinary, nullable=False),
    Column("answer", Text, nullable=False),
    Column("citations", JSONB, nullable=False),
    Column("engine", Text, nullable=False),
    Column("model", Text, nullable=False),  # that made the vector
    Column("vector", LargeBinary, nullable=False),  # float32, little-endian, of length 1
    Column("kept_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    CheckConstraint("source IN ('interview', 'chat')", name="pair_source"),
    CheckConstraint("(source = 'interview') = (set_id IS NOT NULL)", name="pair_set_id"),
    CheckConstraint(f"char_length(question) BETWEEN 1 AND {MAX_QUESTION}", name="pair_question"),
    CheckConstraint(f"char_length(answer) BETWEEN 1 AND {MAX_ANSWER}", name="pair_answer"),
    Index("pair_questions", "job_id", "user_id", "question_key", unique=True),
    Index("pairs_by_upload", "upload_id"),
    Index("pairs_by_user", "user_id"),
    Index("pairs_by_model", "model", "pair_id"),
)
