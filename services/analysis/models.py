"""The tables analysis owns. Constraints live here, in the database, and not only in the code."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    Table,
    Text,
    Uuid,
    func,
    text,
)

from libs.db.outbox import outbox_table

MAX_RETRIES = 5
MOST_OF_A_FILE = 100  # jobs: each keeps a text, its vectors and a profile
MOST_QUESTIONS = 30  # in a set
LONGEST_JOB_DESCRIPTION = 20_000  # code points

# Status → the progress it stands for. `failed` and `cancelled` keep what they reached.
PROGRESS = {
    "queued": 0,
    "extracting_text": 10,
    "chunking": 30,
    "generating_embeddings": 50,
    "analyzing": 70,
    "completed": 100,
}
FINISHED = ("completed", "failed", "cancelled")
STATUSES = (*PROGRESS, "failed", "cancelled")
SET_ENDED = ("completed", "failed")
SET_STATUSES = ("queued", "generating", *SET_ENDED)
# By a column that no step of a running job changes: the predicates of indexes are made of it, and a
# row whose predicates change is written to every index anew.
UNFINISHED_SQL = "completed_at IS NULL"

metadata = MetaData()


def _id(name: str, **options: bool) -> Column[str]:
    return Column(name, Uuid(as_uuid=False), **options)  # pyright: ignore[reportArgumentType]


jobs = Table(
    "jobs",
    metadata,
    _id("job_id", primary_key=True),
    _id("user_id", nullable=False),
    _id("upload_id", nullable=False),
    Column("status", Text, nullable=False, server_default="queued"),
    Column("progress", SmallInteger, nullable=False, server_default="0"),
    Column("stage", Text, nullable=False, server_default=""),
    Column("error_code", Text),
    Column("error_message", Text),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("retries", Integer, nullable=False, server_default="0"),
    Column("idempotency_key", Text),
    # Grows at every claim, cancel and reset; every write of a run names the one it claimed.
    Column("fence", BigInteger, nullable=False, server_default="0"),
    # Names the message now out for this job; null while the job waits to be sent.
    _id("dispatch_id"),
    Column("dispatched_at", DateTime(timezone=True)),
    Column("not_before", DateTime(timezone=True)),
    Column("waits", Integer, nullable=False, server_default="0"),
    Column("waited_seconds", Numeric(8, 1), nullable=False, server_default="0"),
    Column("heartbeat_at", DateTime(timezone=True)),
    Column("deadline_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("queued_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("started_at", DateTime(timezone=True)),
    Column("completed_at", DateTime(timezone=True)),
    CheckConstraint(f"status IN {STATUSES}", name="jobs_status"),
    CheckConstraint(
        f"(completed_at IS NOT NULL) = (status IN {FINISHED})", name="jobs_completed_at"
    ),
    CheckConstraint("progress BETWEEN 0 AND 100", name="jobs_progress"),
    CheckConstraint(f"retries BETWEEN 0 AND {MAX_RETRIES}", name="jobs_retries"),
    CheckConstraint("attempts >= 0", name="jobs_attempts"),
    Index("jobs_by_user", "user_id", "job_id"),
    Index("jobs_by_upload", "upload_id", "job_id"),
    Index(
        "jobs_key",
        "user_id",
        "idempotency_key",
        unique=True,
        postgresql_where=text("idempotency_key IS NOT NULL"),
    ),
    Index("jobs_unfinished", "user_id", "job_id", postgresql_where=text(UNFINISHED_SQL)),
    Index(
        "jobs_waiting",
        "user_id",
        "queued_at",
        "job_id",
        postgresql_where=text(f"dispatch_id IS NULL AND {UNFINISHED_SQL}"),
    ),
    Index(
        "jobs_queue",
        "queued_at",
        "job_id",
        postgresql_where=text(f"dispatch_id IS NULL AND {UNFINISHED_SQL}"),
    ),
    Index(
        "jobs_out",
        "user_id",
        postgresql_where=text(f"dispatch_id IS NOT NULL AND {UNFINISHED_SQL}"),
    ),
)

# What a stage yielded, so that no run does it again. Valid while the fingerprint, made of
# everything the result depends on, is still the same.
stage_outputs = Table(
    "stage_outputs",
    metadata,
    Column(
        "job_id",
        Uuid(as_uuid=False),
        ForeignKey("jobs.job_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("stage", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("output", LargeBinary, nullable=False),
    Column("items", Integer, nullable=False, server_default="0"),
    CheckConstraint("stage IN ('extract', 'chunk', 'embed', 'analyze')", name="stage_name"),
)

user_profile = Table(
    "user_profile",
    metadata,
    Column(
        "job_id",
        Uuid(as_uuid=False),
        ForeignKey("jobs.job_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    _id("user_id", nullable=False),
    _id("upload_id", nullable=False),
    Column("profile", Text, nullable=False),
    Column("age", SmallInteger),
    Column("work_years", Numeric(4, 1)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    CheckConstraint("age BETWEEN 14 AND 120", name="profile_age"),
    CheckConstraint("work_years BETWEEN 0 AND 80", name="profile_work_years"),
)

# Sets of interview questions, a row each: the queue of those to be made, and what was made. As with
# jobs, no step of a set under way touches an index.
interview_questions = Table(
    "interview_questions",
    metadata,
    _id("set_id", primary_key=True),
    _id("user_id", nullable=False),
    Column(
        "job_id",
        Uuid(as_uuid=False),
        ForeignKey("jobs.job_id", ondelete="CASCADE"),
        nullable=False,
    ),
    _id("upload_id", nullable=False),
    Column("status", Text, nullable=False, server_default="queued"),
    Column("count", SmallInteger, nullable=False),
    Column("job_description", Text, nullable=False, server_default=""),
    Column("idempotency_key", Text),
    Column("questions", JSON),
    Column("engine", Text),
    Column("profile_version", Text),
    Column("error_code", Text),
    Column("error_message", Text),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # Grows at every claim and every time the set is given back.
    Column("fence", BigInteger, nullable=False, server_default="0"),
    Column("not_before", DateTime(timezone=True)),
    Column("waits", Integer, nullable=False, server_default="0"),
    Column("waited_seconds", Numeric(8, 1), nullable=False, server_default="0"),
    # Null while nobody works on the set; who was not heard of for long enough has lost it.
    Column("heartbeat_at", DateTime(timezone=True)),
    Column("deadline_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("completed_at", DateTime(timezone=True)),
    CheckConstraint(f"status IN {SET_STATUSES}", name="questions_status"),
    CheckConstraint(
        f"(completed_at IS NOT NULL) = (status IN {SET_ENDED})", name="questions_completed_at"
    ),
    CheckConstraint(
        "(status = 'completed') = (questions IS NOT NULL)"
        " AND (questions IS NULL) = (engine IS NULL)"
        " AND (questions IS NULL) = (profile_version IS NULL)",
        name="questions_made",
    ),
    CheckConstraint("(status = 'failed') = (error_code IS NOT NULL)", name="questions_error"),
    CheckConstraint(f"count BETWEEN 1 AND {MOST_QUESTIONS}", name="questions_count"),
    CheckConstraint(
        f"char_length(job_description) <= {LONGEST_JOB_DESCRIPTION}",
        name="questions_job_description",
    ),
    CheckConstraint("attempts >= 0", name="questions_attempts"),
    Index("questions_by_job", "job_id", "set_id"),
    Index("questions_by_user", "user_id", "set_id"),
    Index(
        "questions_key",
        "user_id",
        "idempotency_key",
        unique=True,
        postgresql_where=text("idempotency_key IS NOT NULL"),
    ),
    Index("questions_unfinished", "user_id", "set_id", postgresql_where=text(UNFINISHED_SQL)),
)

# Which replicas consume, and how many jobs each takes at once: how deep the stream may be.
pools = Table(
    "pools",
    metadata,
    _id("instance", primary_key=True),
    Column("size", Integer, nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
)

outbox = outbox_table(metadata)
