"""Every stream, subject and durable consumer of the system, in one place.

JOBS is a work queue: one message per queued run of a job. EVENTS tells what has happened, to every
service that has to act on it. DEAD_LETTERS keeps the server's own word that a job's message was
delivered as often as it may be. Core subjects (`progress.…`, `interview.…`, `chat.…`,
`sessions.revoked`, `jobs.stop`) are not stored: whoever misses one finds the truth in the database.
"""

from __future__ import annotations

from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DiscardPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)

JOBS = "JOBS"
EVENTS = "EVENTS"
DEAD_LETTERS = "DEAD_LETTERS"
KEEPER = "analysis"  # changes the configuration of streams that exist

# One subject a job, so that the stream can be asked whether it still holds a job's message.
ANALYZE = "jobs.analyze"
ANALYZE_ANY = f"{ANALYZE}.*"
WORKERS = "analysis-workers"
UNDERTAKERS = "analysis-undertakers"
# The server's own advisory on the workers' durable.
MAX_DELIVERIES = f"$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.{JOBS}.{WORKERS}"

JOB_COMPLETED = "job.completed"
JOB_FAILED = "job.failed"
QUESTIONS_COMPLETED = "questions.completed"
FILE_DELETED = "file.deleted"
USER_DELETED = "user.deleted"
ERASED_FILE = "erased.file"
ERASED_USER = "erased.user"

PROBE = "probe"  # stored and read by nobody: whether the streams take messages
JOBS_STOP = "jobs.stop"  # core: the job whose id is the payload was cancelled, retried or erased
SESSIONS_REVOKED = "sessions.revoked"  # core

MAX_DELIVER = 5
EVENT_ACK_SECONDS = 30.0
MIB = 1024 * 1024
DAY = 86_400.0

STREAMS = (
    StreamConfig(
        name=JOBS,
        subjects=[ANALYZE_ANY],
        retention=RetentionPolicy.WORK_QUEUE,
        storage=StorageType.FILE,
        discard=DiscardPolicy.NEW,  # a full stream refuses; it never forgets
        max_bytes=16 * MIB,
        duplicate_window=120.0,
        max_msg_size=4096,
    ),
    StreamConfig(
        name=EVENTS,
        subjects=["job.*", "questions.*", "file.*", "user.*", "erased.*", PROBE],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        discard=DiscardPolicy.OLD,
        max_age=7 * DAY,
        max_bytes=64 * MIB,
        duplicate_window=120.0,
        max_msg_size=4096,
    ),
    StreamConfig(
        name=DEAD_LETTERS,
        subjects=[MAX_DELIVERIES],
        retention=RetentionPolicy.WORK_QUEUE,
        storage=StorageType.FILE,
        max_age=7 * DAY,
        max_bytes=4 * MIB,
    ),
)


def progress_subject(user_id: str, job_id: str) -> str:
    """Core subject on which a job's owner hears of every change."""
    return f"progress.{user_id}.{job_id}"


def interview_subject(user_id: str) -> str:
    """Core subject on which a user hears of every change of their sets of interview questions."""
    return f"interview.{user_id}"


def chat_subject(user_id: str) -> str:
    """Core subject on which a user's tabs hear of messages, and of answers as they grow."""
    return f"chat.{user_id}"


def workers(ack_seconds: float) -> tuple[str, ConsumerConfig]:
    """The one durable all pipeline consumers share. No backoff: it would override `ack_wait`."""
    return JOBS, ConsumerConfig(
        durable_name=WORKERS,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ack_seconds,
        max_deliver=MAX_DELIVER,
        filter_subject=ANALYZE_ANY,
        max_ack_pending=1000,
    )


def undertakers() -> tuple[str, ConsumerConfig]:
    """Reads the advisories of messages that were delivered as often as they may be."""
    return DEAD_LETTERS, ConsumerConfig(
        durable_name=UNDERTAKERS,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=EVENT_ACK_SECONDS,
    )


def listener(service: str, subjects: list[str]) -> tuple[str, ConsumerConfig]:
    """A service's own durable on EVENTS. Delivered until handled: an erasure may not be skipped."""
    return EVENTS, ConsumerConfig(
        durable_name=f"{service}-events",
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=EVENT_ACK_SECONDS,
        max_deliver=-1,
        filter_subjects=subjects,
    )
