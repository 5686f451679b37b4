"""Jobs and profiles as their owners see them: all SQL behind `service.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from libs.db.database import Database
from libs.db.pages import Page, PageRequest
from services.analysis.models import MAX_RETRIES, MOST_OF_A_FILE, UNFINISHED_SQL

FIELDS = (
    "job_id",
    "user_id",
    "upload_id",
    "status",
    "progress",
    "stage",
    "error_code",
    "error_message",
    "attempts",
    "retries",
    "created_at",
    "started_at",
    "completed_at",
)
COLUMNS = f"{', '.join(FIELDS)}, status = 'queued' AND dispatch_id IS NULL AS waiting"
WIDTH = len(FIELDS) + 1


@dataclass(frozen=True, slots=True)
class Job:
    """A job as its row stands."""

    job_id: str
    user_id: str
    upload_id: str
    status: str
    progress: int
    stage: str
    error_code: str | None
    error_message: str | None
    attempts: int
    retries: int
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    waiting: bool = False  # not handed to a consumer yet

    @classmethod
    def of(cls, row: Sequence[Any]) -> Job:
        """From a row that begins with COLUMNS."""
        return cls(*row[:WIDTH])


# Where waiting jobs stand in the dispatcher's own order: by turn within their user, then by age.
# Only the oldest are looked at, so that asking stays cheap however long the queue is.
LONGEST_QUEUE = 1000
_OLDEST = f"""
    oldest AS (
        SELECT job_id, user_id, queued_at FROM jobs
        WHERE dispatch_id IS NULL AND {UNFINISHED_SQL}
        ORDER BY queued_at, job_id LIMIT {LONGEST_QUEUE}
    )"""
_POSITIONS = f"""
    WITH {_OLDEST}, turns AS (
        SELECT job_id, queued_at, row_number() OVER (
            PARTITION BY user_id ORDER BY queued_at, job_id
        ) AS turn
        FROM oldest
    ), places AS (
        SELECT job_id, row_number() OVER (ORDER BY turn, queued_at, job_id) AS place FROM turns
    ) SELECT job_id, place FROM places WHERE job_id = ANY(CAST(%(job_ids)s AS uuid[]))"""

# A new job is behind all that have its turn or an earlier one: as many of each user.
_SUBMIT = f"""
    WITH {_OLDEST}, waiting AS (
        SELECT user_id, count(*) AS jobs FROM oldest GROUP BY user_id
    ), ahead AS (
        SELECT COALESCE(sum(jobs), 0) AS seen, COALESCE(sum(LEAST(jobs, (
            SELECT COALESCE(sum(jobs), 0) + 1 FROM waiting WHERE user_id = %(user_id)s
        ))), 0)::int AS earlier
        FROM waiting
    ), submitted AS (
        INSERT INTO jobs (job_id, user_id, upload_id, idempotency_key)
        SELECT %(job_id)s::uuid, %(user_id)s::uuid, %(upload_id)s::uuid, %(key)s
        WHERE (SELECT count(*) FROM jobs WHERE upload_id = %(upload_id)s) < {MOST_OF_A_FILE}
        ON CONFLICT (user_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
        RETURNING {COLUMNS}
    ) SELECT submitted.*,
        CASE WHEN seen < {LONGEST_QUEUE} THEN earlier + 1 ELSE {LONGEST_QUEUE} END AS place
    FROM submitted, ahead"""
_BY_KEY = f"""
    SELECT {COLUMNS} FROM jobs WHERE user_id = %(user_id)s AND idempotency_key = %(key)s"""
_GET = f"SELECT {COLUMNS} FROM jobs WHERE job_id = %(job_id)s AND user_id = %(user_id)s"
_PROFILE = """
    SELECT jobs.status, profile, extract(epoch FROM user_profile.created_at)::text AS version,
        jobs.upload_id
    FROM jobs LEFT JOIN user_profile USING (job_id)
    WHERE jobs.job_id = %(job_id)s AND jobs.user_id = %(user_id)s"""

# The seed's transaction in one statement: the profile goes, the job starts anew under its own id.
_RETRY = f"""
    WITH reset AS (
        UPDATE jobs SET status = 'queued', progress = 0, stage = '', error_code = NULL,
            error_message = NULL, attempts = 0, retries = retries + 1, fence = fence + 1,
            dispatch_id = NULL, not_before = NULL, heartbeat_at = NULL, deadline_at = NULL,
            waits = 0, waited_seconds = 0, queued_at = now(), started_at = NULL,
            completed_at = NULL
        WHERE job_id = %(job_id)s AND user_id = %(user_id)s AND status = 'failed'
            AND retries < {MAX_RETRIES}
        RETURNING {COLUMNS}
    ), gone AS (
        DELETE FROM user_profile USING reset WHERE user_profile.job_id = reset.job_id
    ) SELECT * FROM reset"""
_CANCEL = f"""
    UPDATE jobs SET status = 'cancelled', fence = fence + 1, dispatch_id = NULL,
        stage = '', completed_at = now()
    WHERE job_id = %(job_id)s AND user_id = %(user_id)s AND {UNFINISHED_SQL}
    RETURNING {COLUMNS}"""

BEFORE_ALL = "00000000-0000-0000-0000-000000000000"
_ERASE_UPLOAD = "DELETE FROM jobs WHERE upload_id = %(id)s RETURNING job_id"
_ERASE_USER = "DELETE FROM jobs WHERE user_id = %(id)s RETURNING job_id"
_UPLOADS_AFTER = """
    SELECT DISTINCT upload_id FROM jobs WHERE upload_id > %(after)s
    ORDER BY upload_id LIMIT %(limit)s"""


def profile_version(created_at: datetime) -> str:
    """What _PROFILE tells as the version of a profile that was created then."""
    return f"{int(created_at.timestamp())}.{created_at.microsecond:06}"


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """`text` is JSON; `version` changes whenever it does."""

    text: str
    version: str
    upload_id: str


class Repository:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def submit(
        self, job_id: str, user_id: str, upload_id: str, key: str | None
    ) -> tuple[Job, int] | None:
        """The new job and its place in the queue, from 1; where the key has made a job before, that
        one and 0. None where the file has as many jobs as it may.
        """
        values = {
            "job_id": job_id,
            "user_id": user_id,
            "upload_id": upload_id,
            "key": key,
        }
        row = await self._database.row(_SUBMIT, values)
        if row is not None:
            return Job.of(row), row[-1]
        row = await self._database.row(_BY_KEY, {"user_id": user_id, "key": key})
        return (Job.of(row), 0) if row is not None else None

    async def get(self, job_id: str, user_id: str) -> Job | None:
        row = await self._database.row(_GET, {"job_id": job_id, "user_id": user_id})
        return Job.of(row) if row else None

    async def list_jobs(
        self, user_id: str, upload_id: str, request: PageRequest, *, unfinished: bool
    ) -> Page[Job]:
        """A user's jobs, newest first."""
        conditions = ["user_id = %(user_id)s"]
        values: dict[str, object] = {"user_id": user_id, "limit": request.limit + 1}
        if upload_id:
            conditions.append("upload_id = %(upload_id)s")
            values["upload_id"] = upload_id
        if request.before:
            conditions.append("job_id < %(before)s")
            values["before"] = request.before
        if unfinished:
            conditions.append(UNFINISHED_SQL)
        query = (
            f"SELECT {COLUMNS} FROM jobs WHERE {' AND '.join(conditions)} "
            "ORDER BY job_id DESC LIMIT %(limit)s"
        )
        found = [Job.of(row) for row in await self._database.rows(query, values)]
        return request.page(found, [job.job_id for job in found])

    async def positions(self, job_ids: Sequence[str]) -> Mapping[str, int]:
        """The place of each waiting job, from 1; none of those behind LONGEST_QUEUE others."""
        rows = await self._database.rows(_POSITIONS, {"job_ids": list(job_ids)})
        return {row.job_id: row.place for row in rows}

    async def profile(self, job_id: str, user_id: str) -> tuple[str, StoredProfile | None] | None:
        """The job's status and its profile, None where there is no such job."""
        row = await self._database.row(_PROFILE, {"job_id": job_id, "user_id": user_id})
        if row is None:
            return None
        stored = StoredProfile(row.profile, row.version, row.upload_id) if row.profile else None
        return row.status, stored

    async def retry(self, job_id: str, user_id: str) -> Job | None:
        """The job, queued again; None where it can't be."""
        row = await self._database.row(_RETRY, {"job_id": job_id, "user_id": user_id})
        return Job.of(row) if row else None

    async def cancel(self, job_id: str, user_id: str) -> Job | None:
        """The job, cancelled; None where it had ended, or there is none."""
        row = await self._database.row(_CANCEL, {"job_id": job_id, "user_id": user_id})
        return Job.of(row) if row else None

    async def erase_upload(self, upload_id: str) -> list[str]:
        """Deletes everything about an upload; the ids of the jobs that went."""
        return await self._erase(_ERASE_UPLOAD, upload_id)

    async def erase_user(self, user_id: str) -> list[str]:
        return await self._erase(_ERASE_USER, user_id)

    async def uploads_after(self, after: str, limit: int) -> list[str]:
        """Ids of uploads that have jobs, in order, after `after` ("" for the first)."""
        values = {"after": after or BEFORE_ALL, "limit": limit}
        return [row.upload_id for row in await self._database.rows(_UPLOADS_AFTER, values)]

    async def _erase(self, statement: str, target: str) -> list[str]:
        return [row.job_id for row in await self._database.rows(statement, {"id": target})]
