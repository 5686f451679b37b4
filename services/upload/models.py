"""Tables of upload, and what their rows are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
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
)

from libs.bus.erasure import erasures_table
from libs.db.outbox import outbox_table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

user_uploads = Table(
    "user_uploads",
    metadata,
    Column("id", Uuid(as_uuid=False), primary_key=True),
    Column("user_id", Uuid(as_uuid=False), nullable=False),
    Column("filename", Text, nullable=False),
    Column("mime_type", Text, nullable=False),
    Column("file_size", BigInteger, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("linkedin_url", Text, nullable=False, server_default=""),
    Column(
        "upload_date",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
    ),
    CheckConstraint("char_length(filename) BETWEEN 1 AND 255", name="filename_length"),
    CheckConstraint("file_size > 0", name="file_size"),
    CheckConstraint("octet_length(sha256) = 32", name="sha256_length"),
    CheckConstraint("char_length(linkedin_url) <= 300", name="linkedin_url_length"),
    Index(None, "user_id", "id"),
    Index(None, "user_id", "sha256", "id"),
)

# The bytes. No cascade: a row can't go while its bytes remain.
upload_pieces = Table(
    "upload_pieces",
    metadata,
    Column("upload_id", Uuid(as_uuid=False), ForeignKey("user_uploads.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    CheckConstraint("seq >= 0", name="seq"),
    CheckConstraint("octet_length(content) BETWEEN 1 AND 262144", name="content_length"),
)

# Accounts erased a while ago: an upload that was under way meanwhile must not come after.
erased_users = Table(
    "erased_users",
    metadata,
    Column("user_id", Uuid(as_uuid=False), primary_key=True),
    Column("erased_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

outbox = outbox_table(metadata)
erasures = erasures_table(metadata)


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A file that was taken in and passed every check."""

    filename: str
    mime_type: str
    file_size: int
    sha256: bytes
    linkedin_url: str


@dataclass(frozen=True, slots=True)
class Upload:
    id: str
    filename: str
    mime_type: str
    file_size: int
    sha256: bytes
    linkedin_url: str
    upload_date: datetime
    duplicate_of: str  # empty where the caller has no earlier file with this content
