"""A running system for fault tests: real processes, a model that counts, and questions about jobs
put to the database, the index and the stream themselves.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import psycopg
from nats.js.errors import NotFoundError
from psycopg.rows import dict_row
from vitae.analysis.v1 import analysis_pb2 as pb
from vitae.events.v1.events_pb2 import JobCompleted

from libs.bus.topology import EVENTS, JOB_COMPLETED
from libs.rpc.errors import DomainError, Kind
from tests.fake_openai.server import FakeOpenAI
from tests.support.bus import connection_of
from tests.support.index import client_of
from tests.support.people import Person, Rpc, calling_as, parts_of
from tests.support.probes import eventually
from tests.support.resumes import resume_docx
from tests.support.servers import Postgres, ServerFactory
from tests.support.stack import Stack, make_stack

if TYPE_CHECKING:
    from typing import LiteralString

RUNNING = ("auth", "upload", "analysis")
PEOPLE = 3
PASSAGES = 3  # of a resume of tests/support/resumes.py
ACK_WAIT_SECONDS = 2.0
SUBMITTERS = 16
INSISTENT_SECONDS = 300
FINISHED = ("completed", "failed", "cancelled")
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class Scene:
    stack: Stack
    model: FakeOpenAI
    rpc: Rpc
    people: list[Person] = field(default_factory=list[Person])

    @property
    def analysis_url(self) -> str:
        return self.stack.database_urls["analysis"]

    async def submit(self, count: int = 1, first: int = 0) -> list[str]:
        """Uploads `count` different resumes, spread over the people, and starts a job for each."""
        turns = asyncio.Semaphore(SUBMITTERS)

        async def submit(number: int) -> str:
            async with turns:
                return await self._submit(number)

        return list(await asyncio.gather(*(submit(first + n) for n in range(count))))

    async def _submit(self, number: int) -> str:
        upload = await self._insisting(partial(self._upload, number))
        request = pb.SubmitJobRequest(upload_id=upload.id, idempotency_key=f"job-{number}")
        answer = await self._insisting(partial(self._start, number, request))
        return answer.job.job_id

    async def _upload(self, number: int) -> Any:
        parts = parts_of(resume_docx(number), f"resume-{number}.docx", MIME)
        return await self.rpc.upload(await self._person(number), parts)

    async def _start(self, number: int, request: pb.SubmitJobRequest) -> Any:
        person = await self._person(number)
        return await self.rpc.call("analysis", "SubmitJob", request, person)

    async def _person(self, number: int) -> Person:
        """Whose turn it is, with an identity of now: a long run outlives the one of its start."""
        return await self.rpc.authenticated(self.people[number % len(self.people)].token)

    @staticmethod
    async def _insisting(call: Callable[[], Awaitable[Any]]) -> Any:
        """As a client does that may repeat: until the service is there again."""
        for _ in range(INSISTENT_SECONDS * 10):
            try:
                return await call()
            except DomainError as error:
                if error.kind is not Kind.UNAVAILABLE:
                    raise
                await asyncio.sleep(0.1)
        raise AssertionError(f"unavailable for {INSISTENT_SECONDS} s")

    async def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """Asks the analysis database."""
        async with await psycopg.AsyncConnection[dict[str, Any]].connect(
            self.analysis_url, autocommit=True, row_factory=dict_row
        ) as connection:
            return await (await connection.execute(cast("LiteralString", sql), values)).fetchall()

    async def jobs(self) -> dict[str, dict[str, Any]]:
        return {str(row["job_id"]): row for row in await self.rows("SELECT * FROM jobs")}

    async def running(self) -> int:
        """How many jobs are being worked on."""
        rows = await self.rows("SELECT count(*) AS jobs FROM jobs WHERE heartbeat_at IS NOT NULL")
        return rows[0]["jobs"]

    async def wait_status(
        self, job_id: str, *statuses: str, within: float = 30.0
    ) -> dict[str, Any]:
        async def look() -> dict[str, Any]:
            job = (await self.jobs())[job_id]
            return job if job["status"] in statuses else {}

        return await eventually(look, within)

    async def wait_finished(self, job_ids: Sequence[str], within: float) -> None:
        """Every job ended; AssertionError with those that have not."""

        async def look() -> bool:
            jobs = await self.jobs()
            return all(jobs[job_id]["status"] in FINISHED for job_id in job_ids)

        try:
            await eventually(look, within, every=0.2)
        except AssertionError:
            jobs = await self.jobs()
            left = [jobs[job_id] for job_id in job_ids if jobs[job_id]["status"] not in FINISHED]
            raise AssertionError(
                f"{len(left)} jobs not ended within {within} s: {left[:3]}"
            ) from None

    async def retry_crashed(self, job_ids: Sequence[str]) -> int:
        """Retries the jobs, submitted from number 0 on, of which five runs were killed, as their
        owners would; how many there were.
        """
        jobs = await self.jobs()
        crashed = [
            number
            for number, job_id in enumerate(job_ids)
            if jobs[job_id]["error_code"] == "job_crashed"
        ]
        for number in crashed:
            request = pb.RetryJobRequest(job_id=job_ids[number])
            await self.rpc.call("analysis", "RetryJob", request, await self._person(number))
        return len(crashed)

    async def check_once(self, job_ids: Sequence[str], kills: int = 0) -> None:
        """Nothing lost, nothing twice, and at most one further call of the model for each kill."""
        await self.check_kept_once(job_ids)
        assert self.model.total("chat") <= len(job_ids) + kills

    async def check_kept_once(self, job_ids: Sequence[str]) -> None:
        """One profile, one set of vectors and one event for each job."""
        jobs = await self.jobs()
        states = Counter(jobs[job_id]["status"] for job_id in job_ids)
        assert states == {"completed": len(job_ids)}, (states, self.failures(jobs, job_ids))
        profiles = Counter(
            str(r["job_id"]) for r in await self.rows("SELECT job_id FROM user_profile")
        )
        assert all(profiles[job_id] == 1 for job_id in job_ids)
        vectors = await self.vectors()
        assert {job_id: vectors[job_id] for job_id in job_ids} == dict.fromkeys(job_ids, PASSAGES)
        events = await self.completed_events(set(job_ids))
        assert {job_id: events[job_id] for job_id in job_ids} == dict.fromkeys(job_ids, 1)

    async def check_calls(self, job_ids: Sequence[str]) -> None:
        """Each run of a job, which takes a fence of its own, asked the model once at most: a kill
        costs each job it hits one call.
        """
        jobs, calls = await self.jobs(), self.calls()
        excess = {j: calls[j] for j in job_ids if not 1 <= calls[j] <= jobs[j]["fence"]}
        assert not excess, [(jobs[job_id], count) for job_id, count in excess.items()]

    def calls(self) -> Counter[str]:
        """How often the model was asked for each job."""
        return Counter(self.model.calls()["chat_by_id"])

    @staticmethod
    def failures(jobs: dict[str, dict[str, Any]], job_ids: Sequence[str]) -> list[Any]:
        return [jobs[j]["error_code"] for j in job_ids if jobs[j]["status"] == "failed"]

    async def vectors(self) -> Counter[str]:
        """How many vectors the index holds of each job."""
        assert self.stack.chroma is not None
        client = await client_of(self.stack.chroma)
        found: Counter[str] = Counter()
        for collection in await client.list_collections():
            ids = (await collection.get(include=[]))["ids"]
            assert len(ids) == len(set(ids))
            found.update(vector_id.rpartition(":")[0] for vector_id in ids)
        return found

    async def completed_events(self, expected: set[str]) -> Counter[str]:
        """How many `job.completed` events the stream holds of each job, once all are there."""

        async def look() -> Counter[str]:
            found = await self._read_events()
            return found if expected <= set(found) else Counter()

        return await eventually(look, 20.0, every=0.3)

    async def _read_events(self) -> Counter[str]:
        client = await self.nats()
        found: Counter[str] = Counter()
        try:
            stream = client.jetstream()
            sequence = 1
            with suppress(NotFoundError):
                while True:
                    message = await stream.get_msg(EVENTS, sequence, JOB_COMPLETED, next=True)
                    found[JobCompleted.FromString(message.data).job_id] += 1
                    sequence = message.seq + 1
        finally:
            await client.close()
        return found

    async def nats(self, user: str = "analysis") -> Any:
        """A connection with a process's own credentials."""
        return await connection_of(self.stack.nats, user)

    async def settled(self) -> Self:
        """Nothing is out any more: the stream is empty."""

        async def look() -> bool:
            client = await self.nats()
            try:
                info = await client.jetstream().stream_info("JOBS")
            finally:
                await client.close()
            return info.state.messages == 0

        await eventually(look, 15.0, every=0.2)
        return self


@asynccontextmanager
async def running(
    factory: ServerFactory,
    directory: Path,
    postgres: Postgres,
    *,
    settings: Mapping[str, str] | None = None,
) -> AsyncGenerator[Scene]:
    """A started scene; `settings` go to every process."""
    async with FakeOpenAI() as model:
        tempo = {
            "ACK_WAIT_SECONDS": f"{ACK_WAIT_SECONDS:g}",
            "RECONCILE_SECONDS": "1",
            "VECTOR_REPAIR_SECONDS": "1",
            "UPLOADS_AT_ONCE_PER_USER": "1000",
            "UPLOADS_AT_ONCE": "1000",
            "QUOTA_FILES": "100000",
            "OPENAI_BASE_URL": model.base_url,
            "OPENAI_API_KEY": "test",
            **(settings or {}),
        }
        with make_stack(factory, directory, postgres, with_chroma=True, settings=tempo) as stack:
            stack.spawn(*RUNNING)
            await stack.until_ready(*RUNNING)
            addresses = {name: stack.address(name) for name in RUNNING}
            addresses["interview"] = addresses["analysis"]  # one process serves both
            async with calling_as("gateway", stack.keys.keyring("gateway"), addresses) as rpc:
                registered = [await rpc.register() for _ in range(PEOPLE)]
                yield Scene(stack, model, rpc, registered)
