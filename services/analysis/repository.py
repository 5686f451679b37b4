"""Jobs and profiles as their owners see them: all SQL behind `service.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, text

from libs.db.database import Database
from libs.db.pages import Page, PageRequest
from services.analysis.models import MAX_RETRIES, UNFINISHED_SQL

COLUMNS = """job_id, user_id, upload_id, status, progress, stage, error_code, error_message,
    attempts, retries, created_at, started_at, completed_at,
    status = 'queued' AND dispatch_id IS NULL AS waiting"""


WIDTH = 14


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
        return cls(*map(str, row[:3]), *row[3:WIDTH])


_SUBMIT = text(f"""
    INSERT INTO jobs (job_id, user_id, upload_id, idempotency_key)
    VALUES (:job_id, :user_id, :upload_id, :key)
    ON CONFLICT (user_id, idempotency_key) DO NOTHING
    RETURNING {COLUMNS}""")
_BY_KEY = text(f"""
    SELECT {COLUMNS} FROM jobs WHERE user_id = :user_id AND idempotency_key = :key""")
_GET = text(f"SELECT {COLUMNS} FROM jobs WHERE job_id = :job_id AND user_id = :user_id")
_PROFILE = text("""
    SELECT jobs.status, profile FROM jobs LEFT JOIN user_profile USING (job_id)
    WHERE jobs.job_id = :job_id AND jobs.user_id = :user_id""")

# The seed's transaction in one statement: the profile goes, the job starts anew under its own id.
_RETRY = text(f"""
    WITH reset AS (
        UPDATE jobs SET status = 'queued', progress = 0, stage = '', error_code = NULL,
            error_message = NULL, attempts = 0, retries = retries + 1, fence = fence + 1,
            dispatch_id = NULL, not_before = NULL, heartbeat_at = NULL, deadline_at = NULL,
            waits = 0, waited_seconds = 0, queued_at = now(), started_at = NULL,
            completed_at = NULL
        WHERE job_id = :job_id AND user_id = :user_id AND status = 'failed'
            AND retries < {MAX_RETRIES}
        RETURNING {COLUMNS}
    ), gone AS (
        DELETE FROM user_profile USING reset WHERE user_profile.job_id = reset.job_id
    ) SELECT * FROM reset""")
_CANCEL = text(f"""
    UPDATE jobs SET status = 'cancelled', fence = fence + 1, dispatch_id = NULL,
        stage = '', completed_at = now()
    WHERE job_id = :job_id AND user_id = :user_id AND {UNFINISHED_SQL}
    RETURNING {COLUMNS}""")

# Where the waiting jobs stand in the dispatcher's own order: by turn within their user, then by age.
_POSITIONS = text(f"""
    WITH turns AS (
        SELECT job_id, queued_at, row_number() OVER (
            PARTITION BY user_id ORDER BY queued_at, job_id
        ) AS turn
        FROM jobs WHERE dispatch_id IS NULL AND {UNFINISHED_SQL}
    ), places AS (
        SELECT job_id, row_number() OVER (ORDER BY turn, queued_at, job_id) AS place FROM turns
    ) SELECT job_id, place FROM places WHERE job_id = ANY(CAST(:job_ids AS uuid[]))""")

BEFORE_ALL = "00000000-0000-0000-0000-000000000000"
_ERASE_UPLOAD = text("DELETE FROM jobs WHERE upload_id = :id RETURNING job_id")
_ERASE_USER = text("DELETE FROM jobs WHERE user_id = :id RETURNING job_id")
_UPLOADS_AFTER = text("""
    SELECT DISTINCT upload_id FROM jobs WHERE upload_id > :after ORDER BY upload_id LIMIT :limit""")


class Repository:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def submit(
        self, job_id: str, user_id: str, upload_id: str, key: str | None
    ) -> Job:
        """The new job, or the one this key made before."""
        values = {
            "job_id": job_id,
            "user_id": user_id,
            "upload_id": upload_id,
            "key": key,
        }
        row = await self._one(_SUBMIT, values)
        if row is None:
            row = await self._one(_BY_KEY, {"user_id": user_id, "key": key})
        assert row is not None  # the conflict that sent us here
        return Job.of(row)

    async def get(self, job_id: str, user_id: str) -> Job | None:
        row = await self._one(_GET, {"job_id": job_id, "user_id": user_id})
        return Job.of(row) if row else None

    async def list_jobs(
        self, user_id: str, upload_id: str, request: PageRequest, *, unfinished: bool
    ) -> Page[Job]:
        """A user's jobs, newest first."""
        conditions = ["user_id = :user_id"]
        values: dict[str, object] = {"user_id": user_id, "limit": request.limit + 1}
        if upload_id:
            conditions.append("upload_id = :upload_id")
            values["upload_id"] = upload_id
        if request.before:
            conditions.append("job_id < :before")
            values["before"] = request.before
        if unfinished:
            conditions.append(UNFINISHED_SQL)
        query = text(
            f"SELECT {COLUMNS} FROM jobs WHERE {' AND '.join(conditions)} "
            "ORDER BY job_id DESC LIMIT :limit"
        )
        async with self._database.statement() as connection:
            rows = (await connection.execute(query, values)).all()
        found = [Job.of(row) for row in rows]
        return request.page(found, [job.job_id for job in found])

    async def positions(self, job_ids: Sequence[str]) -> Mapping[str, int]:
        """The place of each waiting job, from 1."""
        async with self._database.statement() as connection:
            rows = await connection.execute(_POSITIONS, {"job_ids": list(job_ids)})
            return {
                row.job_id
                if isinstance(row.job_id, str)
                else str(row.job_id): row.place
                for row in rows
            }

    async def profile(self, job_id: str, user_id: str) -> tuple[str, str | None] | None:
        """The job's status and its profile's JSON, None where there is no such job."""
        row = await self._one(_PROFILE, {"job_id": job_id, "user_id": user_id})
        return (row[0], row[1]) if row else None

    async def retry(self, job_id: str, user_id: str) -> Job | None:
        """The job, queued again; None where it can't be."""
        row = await self._one(_RETRY, {"job_id": job_id, "user_id": user_id})
        return Job.of(row) if row else None

    async def cancel(self, job_id: str, user_id: str) -> Job | None:
        """The job, cancelled; None where it had ended, or there is none."""
        row = await self._one(_CANCEL, {"job_id": job_id, "user_id": user_id})
        return Job.of(row) if row else None

    async def erase_upload(self, upload_id: str) -> list[str]:
        """Deletes everything about an upload; the ids of the jobs that went."""
        return await self._erase(_ERASE_UPLOAD, upload_id)

    async def erase_user(self, user_id: str) -> list[str]:
        return await self._erase(_ERASE_USER, user_id)

    async def uploads_after(self, after: str, limit: int) -> list[str]:
        """Ids of uploads that have jobs, in order, after `after` ("" for the first)."""
        values = {"after": after or BEFORE_ALL, "limit": limit}
        async with self._database.statement() as connection:
            rows = await connection.execute(_UPLOADS_AFTER, values)
            return [str(row[0]) for row in rows]

    async def _erase(self, statement: Any, target: str) -> list[str]:
        async with self._database.statement() as connection:
            return [
                str(row[0])
                for row in await connection.execute(statement, {"id": target})
            ]

    async def _one(self, statement: Any, values: dict[str, Any]) -> Row[Any] | None:
        async with self._database.statement() as connection:
            return (await connection.execute(statement, values)).one_or_none()
