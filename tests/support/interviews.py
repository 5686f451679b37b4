"""Sets of questions made in this process, on a real database and bus, by an engine tests steer."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
from nats.js.errors import NotFoundError
from vitae.analysis.v1.interview_pb2 import QuestionSet
from vitae.events.v1.events_pb2 import QuestionsCompleted, QuestionSetChanged

from libs.bus.connection import Bus, connected
from libs.bus.topology import EVENTS, QUESTIONS_COMPLETED, interview_subject
from libs.db.database import Database, database
from libs.db.ids import new_id
from libs.db.migrate import migrate
from libs.db.outbox import Outbox
from libs.profile.interview import Question
from libs.profile.model import EngineInfo, Profile
from services.analysis.interview.assembly import Interview
from services.analysis.interview.engine import Brief
from services.analysis.interview.ledger import Claim, Ledger
from services.analysis.interview.repository import Order
from services.analysis.interview.workers import Limits
from services.analysis.models import outbox
from tests.support.bus import connection_of
from tests.support.database import change, rows, value
from tests.support.probes import eventually
from tests.support.servers import NATS_USERS, Postgres, WithUrl
from tests.unit.analysis.engines.documents import document_of

SILENT = 1.0


class TestEngine:
    """Answers at once, with questions that were not asked yet; fails as often as it is told."""

    __test__ = False
    name = "steered"

    def __init__(self) -> None:
        self.briefs: list[Brief] = []
        self.asked: list[str] = []  # set ids, a call each
        self.failures: list[Exception] = []
        self.hold: asyncio.Event | None = None
        self.now, self.most = 0, 0
        self.broken_off = 0

    async def generate(self, brief: Brief, deadline: float, *, set_id: str) -> Sequence[Question]:
        assert deadline > asyncio.get_running_loop().time()
        self.briefs.append(brief)
        self.asked.append(set_id)
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            if self.hold is not None:
                await self.hold.wait()
        except asyncio.CancelledError:
            self.broken_off += 1
            raise
        finally:
            self.now -= 1
        if self.failures:
            raise self.failures.pop(0)
        first = len(brief.asked)
        return [_question(number) for number in range(first, first + brief.count)]


def _question(number: int) -> Question:
    return Question(
        id=new_id(),
        question=f"Question {number}?",
        category="Technical",
        difficulty="Easy",
        answer="As the resume says.",
        why="To see.",
    )


@dataclass
class Place:
    """A database, a bus, and processes that make questions."""

    url: str
    nats_url: str
    database: Database
    bus: Bus
    outbox: Outbox
    first_event: int
    engine: TestEngine = field(default_factory=TestEngine)

    def interview(self, engine: TestEngine | None = None, **limits: float) -> Interview:
        chosen = Limits(**{"silent": SILENT, "model": 30.0, "model_wait": 30.0, **limits})
        return Interview(self.database, self.bus, self.outbox, engine or self.engine, chosen)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.database, self.outbox)

    async def claim(self) -> Claim | None:
        return await self.ledger.claim(run_seconds=60.0, silent_seconds=SILENT)

    @asynccontextmanager
    async def working(
        self, count: int = 2, engine: TestEngine | None = None, **limits: float
    ) -> AsyncGenerator[Interview]:
        """A process with workers, stopped in order."""
        interview = self.interview(engine, **limits)
        tasks = [asyncio.create_task(work) for work in interview.background(count).values()]
        try:
            yield interview
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(each, asyncio.CancelledError) for each in ended), ended

    async def job(self, user_id: str, status: str = "completed") -> str:
        """A job as the pipeline leaves it."""
        job_id, upload_id = new_id(), new_id()
        await change(
            self.url,
            "INSERT INTO jobs (job_id, user_id, upload_id, status, progress, completed_at)"
            " VALUES (%s, %s, %s, %s, 70, CASE WHEN %s THEN now() END)",
            [job_id, user_id, upload_id, status, status in ("completed", "failed", "cancelled")],
        )
        if status == "completed":
            profile = Profile(engine=EngineInfo(name="builtin", model="", version="1"))
            await change(
                self.url,
                "INSERT INTO user_profile (job_id, user_id, upload_id, profile)"
                " VALUES (%s, %s, %s, %s)",
                [job_id, user_id, upload_id, profile.model_dump_json()],
            )
            await change(
                self.url,
                "INSERT INTO stage_outputs (job_id, stage, fingerprint, output)"
                " VALUES (%s, 'extract', '1', %s)",
                [job_id, orjson.dumps(document_of().to_json())],
            )
        return job_id

    async def row(self, set_id: str) -> dict[str, Any]:
        found: dict[str, Any] = await value(
            self.url,
            "SELECT row_to_json(found) FROM interview_questions AS found WHERE set_id = %s",
            [set_id],
        )
        return found

    async def sets(self, job_id: str) -> list[str]:
        """The ids of a job's sets, oldest first."""
        statement = "SELECT set_id::text FROM interview_questions WHERE job_id = %s ORDER BY set_id"
        return [row[0] for row in await rows(self.url, statement, [job_id])]

    async def until(self, set_id: str, *statuses: str, within: float = 15.0) -> dict[str, Any]:
        async def look() -> dict[str, Any]:
            row = await self.row(set_id)
            return row if row["status"] in statuses else {}

        return await eventually(look, within)

    async def owed(self) -> int:
        """Events in the outbox."""
        found: int = await value(self.url, "SELECT count(*) FROM outbox")
        return found

    async def events(self) -> list[str]:
        """Relays what is owed; the sets completed since, as the stream says."""
        relay = asyncio.create_task(self.outbox.relay(self.bus.publish))
        self.outbox.wake()

        async def paid() -> bool:
            return await self.owed() == 0

        await eventually(paid)
        relay.cancel()
        await asyncio.gather(relay, return_exceptions=True)
        return await _events(self.bus, self.first_event)


async def _events(bus: Bus, sequence: int) -> list[str]:
    found: list[str] = []
    with suppress(NotFoundError):
        while True:
            message = await bus.stream.get_msg(EVENTS, sequence, QUESTIONS_COMPLETED, next=True)
            found.append(QuestionsCompleted.FromString(message.data).set_id)
            sequence = message.seq + 1
    return found


def order(
    user_id: str,
    job_id: str,
    key: str | None = None,
    count: int = 3,
    job_description: str = "",
) -> Order:
    return Order(user_id, job_id, count, job_description, key)


async def queued(here: Place, user_id: str, job_id: str, count: int = 1) -> list[str]:
    """Sets that nobody works on yet."""
    service = here.interview().service
    return [(await service.create(order(user_id, job_id), 0)).set_id for _ in range(count)]


def a_database(postgres: Postgres) -> str:
    """The address of a database as analysis makes it."""
    url = postgres.create_database(f"interview_{secrets.token_hex(4)}", "password")
    asyncio.run(migrate("services.analysis", url))
    return url


@asynccontextmanager
async def place(url: str, server: WithUrl) -> AsyncGenerator[Place]:
    """An emptied database and a bus while entered."""

    def lost(reason: BaseException) -> None:
        raise reason

    await change(url, "TRUNCATE jobs, outbox CASCADE")
    async with (
        database(url, 6) as rows_of,
        connected(server.url, "analysis", NATS_USERS["analysis"], lost) as bus,
    ):
        await bus.ensure_streams()
        before = (await bus.stream.stream_info(EVENTS)).state.last_seq
        yield Place(url, server.url, rows_of, bus, Outbox(outbox, rows_of), before + 1)


@asynccontextmanager
async def told(server: WithUrl, user_id: str) -> AsyncGenerator[list[QuestionSet]]:
    """What a gateway hears of a user's sets, as it comes."""
    client = await connection_of(server, "gateway")
    heard: list[QuestionSet] = []

    async def hear(message: Any) -> None:
        heard.append(QuestionSetChanged.FromString(message.data).question_set)

    await client.subscribe(interview_subject(user_id), cb=hear)
    await client.flush()
    try:
        yield heard
    finally:
        await client.close()
