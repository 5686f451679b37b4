"""Tables of export, and what their rows are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Files that were rendered a while ago. A newer one of the same kind takes the older one's place.
rendered_files = Table(
    "rendered_files",
    metadata,
    Column("job_id", Uuid(as_uuid=False), primary_key=True),
    Column("format", Text, primary_key=True),
    Column("masked", Boolean, primary_key=True),
    Column("user_id", Uuid(as_uuid=False), nullable=False),
    Column("upload_id", Uuid(as_uuid=False), nullable=False),
    # The version of what rendered it: another, and the file may be another.
    Column("renderer", Text, nullable=False),
    Column("filename", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("rendered_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    CheckConstraint("octet_length(content) = size", name="size"),
    CheckConstraint("char_length(filename) BETWEEN 1 AND 255", name="filename_length"),
    Index(None, "user_id", "rendered_at"),
    Index(None, "upload_id"),
    Index(None, "rendered_at"),
)

# What files are made of, as analysis told it when the job completed.
profiles = Table(
    "profiles",
    metadata,
    Column("job_id", Uuid(as_uuid=False), primary_key=True),
    Column("user_id", Uuid(as_uuid=False), nullable=False),
    Column("upload_id", Uuid(as_uuid=False), nullable=False),
    Column("profile", Text, nullable=False),  # JSON
    Index(None, "user_id"),
    Index(None, "upload_id"),
)


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """`text` is JSON."""

    text: str
    upload_id: str


@dataclass(frozen=True, slots=True)
class Key:
    """Which file of a user's."""

    user_id: str
    job_id: str
    format: str
    masked: bool
