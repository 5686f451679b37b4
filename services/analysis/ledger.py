"""Runs of jobs as the consumers keep them: claims, checkpoints, ends. All SQL behind the pipeline.

The row is the truth. Every claim takes a new fence, and every write of a run says which fence it
holds: whoever was overtaken writes nothing and learns of it (FenceLost).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from vitae.events.v1.events_pb2 import JobCompleted, JobFailed

from libs.bus.topology import JOB_COMPLETED, JOB_FAILED
from libs.db.database import Database
from libs.db.ids import new_id
from libs.db.outbox import Outbox
from services.analysis.errors import FenceLost
from services.analysis.models import PROGRESS, UNFINISHED_SQL
from services.analysis.repository import COLUMNS, Job, profile_version

# A run's own columns, after those of the job.
_MINE = f"job_id = %(job_id)s AND fence = %(fence)s AND {UNFINISHED_SQL}"
_FORWARD = """
    status = CASE WHEN progress <= %(progress)s THEN %(status)s ELSE status END,
    stage = CASE WHEN progress <= %(progress)s THEN %(stage)s ELSE stage END,
    progress = GREATEST(progress, %(progress)s)"""

_CLAIM = f"""
    UPDATE jobs SET fence = fence + 1, attempts = attempts + 1, heartbeat_at = now(),
        started_at = COALESCE(started_at, now()),
        deadline_at = now() + make_interval(secs => %(seconds)s), {_FORWARD}
    WHERE job_id = %(job_id)s AND dispatch_id = %(dispatch_id)s AND {UNFINISHED_SQL}
        AND (heartbeat_at IS NULL OR heartbeat_at < now() - make_interval(secs => %(silent)s))
    RETURNING {COLUMNS}, fence"""
_OUTPUTS = "SELECT stage, fingerprint, output, items FROM stage_outputs WHERE job_id = %(job_id)s"

_BEAT = f"UPDATE jobs SET heartbeat_at = now() WHERE {_MINE}"
_KEPT = "(%(stage_{0})s, %(fingerprint_{0})s, %(output_{0})s::bytea, %(items_{0})s::int)"


def _keeping(moved: str, outputs: int) -> str:
    """The statement `moved`, an update of the job's row, which also keeps stages' outputs."""
    if outputs == 0:
        return moved
    kept = ", ".join(_KEPT.format(number) for number in range(outputs))
    return f"""
        WITH moved AS ({moved}), kept AS (
            INSERT INTO stage_outputs (job_id, stage, fingerprint, output, items)
            SELECT moved.job_id, result.* FROM moved, (VALUES {kept}) AS result
            ON CONFLICT (job_id, stage) DO UPDATE SET
                fingerprint = excluded.fingerprint, output = excluded.output, items = excluded.items
        ) SELECT * FROM moved"""


_ADVANCE = [
    _keeping(
        f"UPDATE jobs SET heartbeat_at = now(), {_FORWARD} WHERE {_MINE} RETURNING {COLUMNS}", count
    )
    for count in range(3)
]
_KEEP = _keeping(f"{_BEAT} RETURNING job_id", 1)
_COMPLETE = f"""
    WITH moved AS (
        UPDATE jobs SET status = 'completed', progress = 100, stage = '', completed_at = now(),
            dispatch_id = NULL, heartbeat_at = NULL
        WHERE {_MINE} RETURNING {COLUMNS}
    ), profile AS (
        INSERT INTO user_profile (job_id, user_id, upload_id, profile, age, work_years, created_at)
        SELECT job_id, user_id, upload_id, %(profile)s, %(age)s::smallint,
            %(work_years)s::numeric, %(created_at)s::timestamptz FROM moved
        ON CONFLICT (job_id) DO UPDATE SET profile = excluded.profile, age = excluded.age,
            work_years = excluded.work_years, created_at = excluded.created_at
    ), event AS (
        INSERT INTO outbox (id, subject, payload)
        SELECT %(event_id)s::uuid, %(subject)s, %(payload)s FROM moved
    ) SELECT * FROM moved"""
_FAIL = f"""
    WITH moved AS (
        UPDATE jobs SET status = 'failed', error_code = %(code)s, error_message = %(message)s,
            stage = '', completed_at = now(), fence = fence + 1, dispatch_id = NULL,
            heartbeat_at = NULL
        WHERE {_MINE} RETURNING {COLUMNS}
    ), event AS (
        INSERT INTO outbox (id, subject, payload)
        SELECT %(event_id)s::uuid, %(subject)s, %(payload)s FROM moved
    ) SELECT * FROM moved"""

# Gives the job back to the dispatcher. A run that did not fail does not count as an attempt.
_RELEASE = f"""
    UPDATE jobs SET dispatch_id = NULL, heartbeat_at = NULL, fence = fence + 1,
        attempts = GREATEST(attempts - 1, 0), stage = %(stage)s,
        not_before = CASE WHEN %(seconds)s > 0 THEN now() + make_interval(secs => %(seconds)s) END,
        waits = waits + CASE WHEN %(seconds)s > 0 THEN 1 ELSE 0 END,
        waited_seconds = waited_seconds + CAST(%(seconds)s AS numeric)
    WHERE {_MINE} RETURNING {COLUMNS}"""
_WAITS = "SELECT waits, waited_seconds FROM jobs WHERE job_id = %(job_id)s"
_JOB = f"SELECT {COLUMNS} FROM jobs WHERE job_id = %(job_id)s"


@dataclass(frozen=True, slots=True)
class Claim:
    """A run of a job, held by one consumer."""

    job: Job
    fence: int

    @property
    def key(self) -> dict[str, object]:
        return {"job_id": self.job.job_id, "fence": self.fence}


@dataclass(frozen=True, slots=True)
class Output:
    """A stage's checkpoint: bytes that can be kept, and what they were decoded to, if they were."""

    stage: str
    fingerprint: str
    output: bytes
    items: int = 0
    value: Any = field(default=None, compare=False)


class Ledger:
    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

    async def claim(
        self,
        job_id: str,
        dispatch_id: str,
        *,
        job_seconds: float,
        silent_seconds: float,
    ) -> Claim | None:
        """Takes a job for a run. None where the message is stale, the job has ended, or somebody
        who was heard of within `silent_seconds` is on it.
        """
        values = {
            "job_id": job_id,
            "dispatch_id": dispatch_id,
            "seconds": job_seconds,
            "silent": silent_seconds,
            **_step("extracting_text", "Reading the file"),
        }
        row = await self._database.row(_CLAIM, values)
        return Claim(Job.of(row), row[-1]) if row else None  # pyright: ignore[reportArgumentType]

    async def outputs(self, job_id: str) -> dict[str, Output]:
        """The checkpoints of a job, by stage."""
        rows = await self._database.rows(_OUTPUTS, {"job_id": job_id})
        return {row.stage: Output(*row) for row in rows}

    async def beat(self, claim: Claim) -> None:
        """Says that the run is alive."""
        if await self._database.change(_BEAT, claim.key) == 0:
            raise FenceLost

    async def advance(self, claim: Claim, status: str, stage: str, *kept: Output) -> Job:
        """Moves the job to a later status, keeping what stages yielded on the way; one commit."""
        values = {**claim.key, **_step(status, stage), **_kept(*kept)}
        return Job.of(await self._fenced(_ADVANCE[len(kept)], values))

    async def keep(self, claim: Claim, kept: Output) -> None:
        """Keeps a stage's result where the status does not change."""
        await self._fenced(_KEEP, {**claim.key, **_kept(kept)})

    async def complete(
        self, claim: Claim, profile: str, age: int | None, work_years: float | None
    ) -> Job:
        """The profile, the end of the job and the event of it, in one commit."""
        job = claim.job
        created_at = datetime.now(UTC)  # here, and not in the statement: the event tells it
        event = JobCompleted(
            job_id=job.job_id,
            upload_id=job.upload_id,
            user_id=job.user_id,
            profile_version=profile_version(created_at),
        )
        values = {
            **claim.key,
            "profile": profile,
            "age": age,
            "work_years": work_years,
            "created_at": created_at,
            "event_id": new_id(),
            "subject": JOB_COMPLETED,
            "payload": event.SerializeToString(),
        }
        row = await self._fenced(_COMPLETE, values)
        self._outbox.wake()
        return Job.of(row)

    async def fail(self, claim: Claim, code: str, message: str) -> Job:
        """Ends the job with an error its owner can act on."""
        job = claim.job
        event = JobFailed(
            job_id=job.job_id,
            upload_id=job.upload_id,
            user_id=job.user_id,
            error_code=code,
        )
        values = {
            **claim.key,
            "code": code,
            "message": message,
            "event_id": new_id(),
            "subject": JOB_FAILED,
            "payload": event.SerializeToString(),
        }
        row = await self._fenced(_FAIL, values)
        self._outbox.wake()
        return Job.of(row)

    async def release(self, claim: Claim, stage: str = "", seconds: float = 0.0) -> Job:
        """Gives the job back, to be sent again after `seconds`."""
        values = {**claim.key, "stage": stage, "seconds": seconds}
        return Job.of(await self._fenced(_RELEASE, values))

    async def waited(self, job_id: str) -> tuple[int, float]:
        """How often, and how many seconds in all, a job has waited for something that was away."""
        row = await self._database.row(_WAITS, {"job_id": job_id})
        return (row[0], float(row[1])) if row else (0, 0.0)

    async def job(self, job_id: str) -> Job | None:
        """The job as it stands, whoever runs it; None where it was erased."""
        row = await self._database.row(_JOB, {"job_id": job_id})
        return Job.of(row) if row else None

    async def _fenced(self, statement: Any, values: dict[str, Any]) -> Any:
        row = await self._database.row(statement, values)
        if row is None:
            raise FenceLost
        return row


def _step(status: str, stage: str) -> dict[str, object]:
    return {"status": status, "progress": PROGRESS[status], "stage": stage}


def _kept(*outputs: Output) -> dict[str, object]:
    values: dict[str, object] = {}
    for number, output in enumerate(outputs):
        values |= {
            f"stage_{number}": output.stage,
            f"fingerprint_{number}": output.fingerprint,
            f"output_{number}": output.output,
            f"items_{number}": output.items,
        }
    return values
