"""The queue of sets to be made, in their own table: claims, heartbeats, ends. All SQL of workers.

The row is the truth, and there is nothing beside it. Every claim takes a new fence, and every write
says which fence it holds: whoever was overtaken writes nothing and learns of it (FenceLost).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from vitae.events.v1.events_pb2 import QuestionsCompleted

from libs.bus.topology import QUESTIONS_COMPLETED
from libs.db.database import Database
from libs.db.ids import new_id
from libs.db.outbox import Outbox
from services.analysis.errors import FenceLost
from services.analysis.interview.repository import COLUMNS, WIDTH, QuestionSet
from services.analysis.models import UNFINISHED_SQL

# Of one user's sets only so many are looked at: more workers than this never come at once.
CANDIDATES = 16

_DUE = f"""
    {UNFINISHED_SQL} AND (not_before IS NULL OR not_before <= now())
    AND (heartbeat_at IS NULL OR deadline_at < now()
        OR heartbeat_at < now() - make_interval(secs => %(silent)s))
    AND set_id <> ALL(CAST(%(held)s AS uuid[]))"""

# In turns over users: a turn counts what is being made for its user already, and among equals it is
# the turn of who was served longest ago. Rows are checked again as they are locked, which may be
# after another claim has committed.
_CLAIM = f"""
    WITH unfinished AS (
        SELECT DISTINCT user_id FROM interview_questions WHERE {UNFINISHED_SQL}
    ), candidates AS (
        SELECT own.set_id, own.turn + (
            SELECT count(*) FROM interview_questions AS made
            WHERE made.user_id = unfinished.user_id AND made.{UNFINISHED_SQL}
                AND made.heartbeat_at >= now() - make_interval(secs => %(silent)s)
        ) AS turn, (
            SELECT completed_at FROM interview_questions AS before
            WHERE before.user_id = unfinished.user_id AND before.set_id < own.set_id
            ORDER BY before.set_id DESC LIMIT 1
        ) AS served
        FROM unfinished CROSS JOIN LATERAL (
            SELECT set_id, row_number() OVER (ORDER BY set_id) AS turn
            FROM interview_questions WHERE user_id = unfinished.user_id AND {_DUE}
            ORDER BY set_id LIMIT {CANDIDATES}
        ) AS own
    ), next AS (
        SELECT set_id AS due FROM interview_questions JOIN candidates USING (set_id)
        WHERE {_DUE}
        ORDER BY candidates.turn, candidates.served NULLS FIRST, set_id LIMIT 1
        FOR UPDATE OF interview_questions SKIP LOCKED
    )
    UPDATE interview_questions SET status = 'generating', fence = fence + 1,
        attempts = attempts + 1, heartbeat_at = now(), not_before = NULL,
        deadline_at = now() + make_interval(secs => %(seconds)s)
    FROM next WHERE set_id = next.due
    RETURNING {COLUMNS}, fence, attempts, waits, waited_seconds, job_description"""
_SOURCES = """
    SELECT profile, extract(epoch FROM user_profile.created_at)::text AS version,
        output AS document
    FROM user_profile JOIN stage_outputs USING (job_id)
    WHERE job_id = %(job_id)s AND stage = 'extract'"""
_EARLIER = """
    SELECT questions::text AS questions FROM interview_questions
    WHERE job_id = %(job_id)s AND set_id < %(set_id)s AND status = 'completed'
    ORDER BY set_id"""
_CURRENT = f"SELECT {COLUMNS} FROM interview_questions WHERE set_id = %(set_id)s"

_MINE = f"set_id = %(set_id)s AND fence = %(fence)s AND {UNFINISHED_SQL}"
_BEAT = f"UPDATE interview_questions SET heartbeat_at = now() WHERE {_MINE}"
_COMPLETE = f"""
    WITH made AS (
        UPDATE interview_questions SET status = 'completed', completed_at = now(),
            questions = %(questions)s::json, engine = %(engine)s,
            profile_version = %(version)s, heartbeat_at = NULL, deadline_at = NULL
        WHERE {_MINE} RETURNING {COLUMNS}
    ), event AS (
        INSERT INTO outbox (id, subject, payload)
        SELECT %(event_id)s::uuid, %(subject)s, %(payload)s FROM made
    ) SELECT * FROM made"""
_FAIL = f"""
    UPDATE interview_questions SET status = 'failed', completed_at = now(),
        error_code = %(code)s, error_message = %(message)s, heartbeat_at = NULL,
        deadline_at = NULL
    WHERE {_MINE} RETURNING {COLUMNS}"""
# A claim that came to nothing without anybody's failure is not counted.
_RELEASE = f"""
    UPDATE interview_questions SET status = 'queued', fence = fence + 1,
        attempts = GREATEST(attempts - 1, 0), heartbeat_at = NULL, deadline_at = NULL,
        not_before = CASE WHEN %(seconds)s > 0 THEN now() + make_interval(secs => %(seconds)s) END,
        waits = waits + CASE WHEN %(seconds)s > 0 THEN 1 ELSE 0 END,
        waited_seconds = waited_seconds + CAST(%(seconds)s AS numeric)
    WHERE {_MINE} RETURNING {COLUMNS}"""


@dataclass(frozen=True, slots=True)
class Claim:
    """A set, held by one worker."""

    questions: QuestionSet
    fence: int
    attempts: int
    waits: int
    waited_seconds: float
    job_description: str

    @property
    def key(self) -> dict[str, object]:
        return {"set_id": self.questions.set_id, "fence": self.fence}


@dataclass(frozen=True, slots=True)
class Sources:
    """What a set is made from, as it is kept."""

    profile: str  # JSON
    version: str  # of the profile
    document: bytes  # the checkpoint of the text
    earlier: tuple[str, ...]  # the questions of the job's earlier sets, oldest first; JSON


class Ledger:
    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

    async def claim(
        self, *, run_seconds: float, silent_seconds: float, held: Collection[str] = ()
    ) -> Claim | None:
        """Takes the set whose turn it is: one that waits, or one whose holder is silent for
        `silent_seconds` or past its `run_seconds`. Never one of those `held`.
        """
        values = {"seconds": run_seconds, "silent": silent_seconds, "held": list(held)}
        row = await self._database.row(_CLAIM, values)
        if row is None:
            return None
        fence, attempts, waits, waited, job_description = row[WIDTH:]
        return Claim(QuestionSet.of(row), fence, attempts, waits, float(waited), job_description)

    async def sources(self, claim: Claim) -> Sources:
        """FenceLost where the job is being erased."""
        made = claim.questions
        row = await self._database.row(_SOURCES, {"job_id": made.job_id})
        if row is None:
            raise FenceLost
        values = {"job_id": made.job_id, "set_id": made.set_id}
        earlier = await self._database.rows(_EARLIER, values)
        texts = tuple(each.questions for each in earlier)
        return Sources(row.profile, row.version, bytes(row.document), texts)

    async def beat(self, claim: Claim) -> None:
        """Says that the set is being worked on."""
        if await self._database.change(_BEAT, claim.key) == 0:
            raise FenceLost

    async def complete(
        self, claim: Claim, questions: str, engine: str, profile_version: str
    ) -> QuestionSet:
        """The questions, the end of the set and the event of it, in one commit."""
        made = claim.questions
        event = QuestionsCompleted(
            set_id=made.set_id,
            job_id=made.job_id,
            upload_id=made.upload_id,
            user_id=made.user_id,
        )
        values = {
            **claim.key,
            "questions": questions,
            "engine": engine,
            "version": profile_version,
            "event_id": new_id(),
            "subject": QUESTIONS_COMPLETED,
            "payload": event.SerializeToString(),
        }
        completed = await self._fenced(_COMPLETE, values)
        self._outbox.wake()
        return completed

    async def fail(self, claim: Claim, code: str, message: str) -> QuestionSet:
        """Ends the set with an error its owner can act on."""
        return await self._fenced(_FAIL, {**claim.key, "code": code, "message": message})

    async def release(self, claim: Claim, seconds: float = 0.0) -> QuestionSet:
        """Gives the set back, to be taken again after `seconds`."""
        return await self._fenced(_RELEASE, {**claim.key, "seconds": seconds})

    async def current(self, set_id: str) -> QuestionSet | None:
        """The set as it now stands; None where it was erased."""
        row = await self._database.row(_CURRENT, {"set_id": set_id})
        return QuestionSet.of(row) if row else None

    async def _fenced(self, statement: str, values: dict[str, Any]) -> QuestionSet:
        row = await self._database.row(statement, values)
        if row is None:
            raise FenceLost
        return QuestionSet.of(row)
