"""Sets of interview questions as their owners see them: all SQL behind `service.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from libs.db.database import Database
from libs.db.ids import new_id
from libs.db.pages import Page, PageRequest
from services.analysis.errors import (
    JobNotCompleted,
    JobNotFound,
    QuestionSetsUnderWay,
    QuestionsKeyReused,
)
from services.analysis.models import SET_ENDED, UNFINISHED_SQL, interview_questions, jobs

MOST_UNDER_WAY = 5  # of one job at a time
MOST_KEPT = 50  # of one job: then failed sets go, and after them the oldest

FIELDS = (
    "set_id",
    "user_id",
    "job_id",
    "upload_id",
    "status",
    "count",
    "engine",
    "profile_version",
    "error_code",
    "error_message",
    "created_at",
    "completed_at",
)
COLUMNS = ", ".join(FIELDS)
WIDTH = len(FIELDS)
_WHOLE = f"{COLUMNS}, questions::text AS questions"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set as its row stands."""

    set_id: str
    user_id: str
    job_id: str
    upload_id: str
    status: str
    count: int
    engine: str | None
    profile_version: str | None
    error_code: str | None
    error_message: str | None
    created_at: datetime
    completed_at: datetime | None
    questions: str | None = None  # JSON; None until completed, and where sets are listed

    @property
    def ended(self) -> bool:
        return self.status in SET_ENDED

    @classmethod
    def of(cls, row: Sequence[Any]) -> QuestionSet:
        """From a row that begins with COLUMNS; without the questions."""
        return cls(*row[:WIDTH])


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. The same `key` from the same user is the same set."""

    user_id: str
    job_id: str
    count: int
    job_description: str
    key: str | None


_SAME_ORDER = """
    job_id = %(job_id)s AND count = %(count)s AND job_description = %(job_description)s AS same"""
_BY_KEY = f"""
    SELECT {_WHOLE}, {_SAME_ORDER} FROM interview_questions
    WHERE user_id = %(user_id)s AND idempotency_key = %(key)s"""
_MINE = f"SELECT {_WHOLE} FROM interview_questions WHERE user_id = %(user_id)s"
_GET = f"{_MINE} AND set_id = %(set_id)s"
_NEWEST = f"{_MINE} AND job_id = %(job_id)s ORDER BY set_id DESC LIMIT 1"
_READ = f"""
    SELECT {_WHOLE}, status = 'completed' AND NOT EXISTS (
        SELECT FROM interview_questions AS later
        WHERE later.job_id = sets.job_id AND later.set_id > sets.set_id
            AND later.status = 'completed'
    ) AS newest
    FROM interview_questions AS sets WHERE set_id = %(set_id)s AND user_id = %(user_id)s"""
_OWNS = "SELECT FROM jobs WHERE job_id = %(job_id)s AND user_id = %(user_id)s"


class QuestionSets:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_key(self, order: Order) -> QuestionSet | None:
        """The set that the order's key has made before. QuestionsKeyReused where it was for
        something else.
        """
        if order.key is None:
            return None
        row = await self._database.row(_BY_KEY, {**_values(order), "key": order.key})
        if row is None:
            return None
        if not row.same:
            raise QuestionsKeyReused
        return QuestionSet(*row[:-1])

    async def create(self, order: Order) -> QuestionSet | None:
        """A new set, queued; None where its key has made one meanwhile. JobNotFound,
        JobNotCompleted, QuestionSetsUnderWay.
        """
        async with self._database.transaction() as connection:
            await self._lock(connection, order.user_id)
            if await self._key_taken(connection, order):
                return None
            upload_id = await self._completed(connection, order)
            await self._make_room(connection, order.job_id)
            return await self._insert(connection, order, upload_id)

    async def get(self, user_id: str, set_id: str) -> QuestionSet | None:
        row = await self._database.row(_GET, {"user_id": user_id, "set_id": set_id})
        return QuestionSet(*row) if row else None

    async def newest(self, user_id: str, job_id: str) -> QuestionSet | None:
        row = await self._database.row(_NEWEST, {"user_id": user_id, "job_id": job_id})
        return QuestionSet(*row) if row else None

    async def read(self, user_id: str, set_id: str) -> tuple[QuestionSet, bool] | None:
        """The set, and whether it is the newest completed one of its job."""
        row = await self._database.row(_READ, {"user_id": user_id, "set_id": set_id})
        return (QuestionSet(*row[:-1]), row.newest) if row else None

    async def page(
        self, user_id: str, job_id: str, request: PageRequest, *, unfinished: bool
    ) -> Page[QuestionSet]:
        """A user's sets, newest first, without their questions; of one job where it is given."""
        conditions = ["user_id = %(user_id)s"]
        values: dict[str, object] = {"user_id": user_id, "limit": request.limit + 1}
        if job_id:
            conditions.append("job_id = %(job_id)s")
            values["job_id"] = job_id
        if request.before:
            conditions.append("set_id < %(before)s")
            values["before"] = request.before
        if unfinished:
            conditions.append(UNFINISHED_SQL)
        query = (
            f"SELECT {COLUMNS} FROM interview_questions WHERE {' AND '.join(conditions)} "
            "ORDER BY set_id DESC LIMIT %(limit)s"
        )
        found = [QuestionSet.of(row) for row in await self._database.rows(query, values)]
        return request.page(found, [each.set_id for each in found])

    async def owns(self, user_id: str, job_id: str) -> bool:
        """Whether the user has this job."""
        values = {"user_id": user_id, "job_id": job_id}
        return await self._database.row(_OWNS, values) is not None

    async def _lock(self, connection: AsyncConnection, user_id: str) -> None:
        """One new set of a user at a time: keys and numbers are looked at before it is added."""
        key = func.hashtextextended(f"questions:{user_id}", 0)
        await connection.execute(select(func.pg_advisory_xact_lock(key)))

    async def _key_taken(self, connection: AsyncConnection, order: Order) -> bool:
        sets = interview_questions.c
        statement = select(sets.set_id).where(
            sets.user_id == order.user_id, sets.idempotency_key == order.key
        )
        return order.key is not None and (await connection.execute(statement)).first() is not None

    async def _completed(self, connection: AsyncConnection, order: Order) -> str:
        """The upload of the job, which has completed and is not erased before this commits."""
        statement = select(jobs.c.status, jobs.c.upload_id).where(
            jobs.c.job_id == order.job_id, jobs.c.user_id == order.user_id
        )
        locked = statement.with_for_update(read=True, key_share=True)
        found = (await connection.execute(locked)).first()
        if found is None:
            raise JobNotFound
        if found.status != "completed":
            raise JobNotCompleted
        return found.upload_id

    async def _make_room(self, connection: AsyncConnection, job_id: str) -> None:
        """For one more set of the job. QuestionSetsUnderWay."""
        sets = interview_questions.c
        of_job = sets.job_id == job_id
        unfinished = select(func.count()).where(of_job, sets.completed_at.is_(None))
        under_way = (await connection.execute(unfinished)).scalar_one()
        if under_way >= MOST_UNDER_WAY:
            raise QuestionSetsUnderWay
        surplus = (
            select(sets.set_id)
            .where(of_job, sets.completed_at.is_not(None))
            .order_by((sets.status == "completed").desc(), sets.set_id.desc())
            .offset(MOST_KEPT - 1 - under_way)
        )
        await connection.execute(delete(interview_questions).where(sets.set_id.in_(surplus)))

    async def _insert(
        self, connection: AsyncConnection, order: Order, upload_id: str
    ) -> QuestionSet:
        statement = insert(interview_questions).values(
            set_id=new_id(),  # under the lock: a user's ids are in the order of commit
            user_id=order.user_id,
            job_id=order.job_id,
            upload_id=upload_id,
            count=order.count,
            job_description=order.job_description,
            idempotency_key=order.key,
        )
        added = statement.returning(*(interview_questions.c[name] for name in FIELDS))
        return QuestionSet.of((await connection.execute(added)).one())


def _values(order: Order) -> dict[str, object]:
    return {
        "user_id": order.user_id,
        "job_id": order.job_id,
        "count": order.count,
        "job_description": order.job_description,
    }
