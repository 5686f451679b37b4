"""The machine loses its power in the middle of ten jobs: `make up` again, and all ten complete,
once. The real supervisor, as shipped, with a model that takes its time.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, cast

import chromadb
import httpx
import nats
import psutil
import pytest
from chromadb.config import Settings as ChromaSettings
from nats.js.errors import NotFoundError
from vitae.events.v1.events_pb2 import JobCompleted

from deploy.local.layout import ROOT, Layout
from deploy.local.server import free_port
from libs.bus.topology import EVENTS, JOB_COMPLETED, JOBS
from tests.fake_openai.modes import Mode
from tests.fake_openai.process import FakeProcess, fake_process
from tests.support.database import rows
from tests.support.files import DOCX_TYPE
from tests.support.probes import eventually
from tests.support.resumes import name, resume_docx

pytestmark = pytest.mark.timeout(420)
COUNT = 10
CONSUMERS = 5  # the default
UP_SECONDS = 120.0
DONE_SECONDS = 150.0  # an ack_wait of 30 s, and what is left of the work, on a busy machine
MODEL_SECONDS = 4.0


class Machine:
    """A data directory, and the supervisor that runs on it."""

    def __init__(self, directory: Path, model: FakeProcess) -> None:
        self.layout = Layout(directory / "data")
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self._output = directory / "output"
        self._supervisor: subprocess.Popen[bytes] | None = None
        self._environment = {
            **os.environ,
            "VITAE_DATA": str(self.layout.root),
            "HTTP_PORT": str(port),
            "OPENAI_BASE_URL": model.base_url,
            "OPENAI_API_KEY": "test",
        }

    def up(self) -> None:
        """`make up`, until it says that it is ready."""
        with self._output.open("wb") as output:
            self._supervisor = subprocess.Popen(
                [sys.executable, "-m", "deploy.local", "up"],
                cwd=ROOT,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + UP_SECONDS
        while "Vitae is ready" not in self._output.read_text():
            assert self._supervisor.poll() is None, self._output.read_text()
            assert time.monotonic() < deadline, self._output.read_text()
            time.sleep(0.05)

    def lose_power(self) -> int:
        """SIGKILL to every process of it at once; how many there were."""
        assert self._supervisor is not None
        supervisor = psutil.Process(self._supervisor.pid)
        family = [supervisor, *supervisor.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._supervisor.wait(10)
        _, alive = psutil.wait_procs(family, timeout=15)
        assert not alive
        return len(family)

    def end(self) -> None:
        if self._supervisor is not None and self._supervisor.poll() is None:
            self._supervisor.terminate()
            try:
                self._supervisor.wait(60)
            except subprocess.TimeoutExpired:
                self.lose_power()

    def port(self, server: str) -> int:
        return json.loads(self.layout.ports.read_text())[server]

    def secret(self, secret: str) -> str:
        return (self.layout.secrets / "analysis" / secret).read_text().strip()

    async def ask(self, statement: str) -> list[Any]:
        """Asks the analysis database."""
        return await rows(self.secret("database_url"), cast("Any", statement))

    async def statuses(self) -> Counter[str]:
        return Counter(row[0] for row in await self.ask("SELECT status FROM jobs"))

    async def vectors(self) -> Counter[str]:
        """How many vectors the index holds of each job."""
        settings = ChromaSettings(anonymized_telemetry=False)
        client = await chromadb.AsyncHttpClient(
            host="127.0.0.1", port=self.port("chroma"), settings=settings
        )
        found: Counter[str] = Counter()
        for collection in await client.list_collections():
            for vector_id in (await collection.get(include=[]))["ids"]:
                found[vector_id.rpartition(":")[0]] += 1
        return found

    @asynccontextmanager
    async def bus(self) -> AsyncGenerator[Any]:
        client = await cast("Any", nats).connect(
            f"nats://127.0.0.1:{self.port('nats')}",
            user="analysis",
            password=self.secret("nats_password"),
            inbox_prefix="_INBOX_analysis",
        )
        try:
            yield client.jetstream()
        finally:
            await client.close()

    async def completed_events(self) -> Counter[str]:
        """How many `job.completed` events the stream holds of each job."""
        found: Counter[str] = Counter()
        async with self.bus() as stream:
            with suppress(NotFoundError):
                sequence = 1
                while True:
                    message = await stream.get_msg(EVENTS, sequence, JOB_COMPLETED, next=True)
                    found[JobCompleted.FromString(message.data).job_id] += 1
                    sequence = message.seq + 1
        return found

    async def waiting_messages(self) -> int:
        async with self.bus() as stream:
            return (await stream.stream_info(JOBS)).state.messages


@pytest.fixture
def model() -> Iterator[FakeProcess]:
    """It lives elsewhere, and goes on living."""
    with fake_process() as fake:
        fake.behave(chat=Mode(latency=MODEL_SECONDS))
        yield fake


@pytest.fixture
def machine(tmp_path: Path, model: FakeProcess) -> Iterator[Machine]:
    made = Machine(tmp_path, model)
    yield made
    made.end()


class Owner:
    """Somebody who uses the gateway; the token outlives the machine."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def register(self) -> None:
        body = {"email": "ada@example.com", "password": "correct horse battery"}
        token = (await self._asked("POST", "/api/auth/register", 201, json=body))["token"]
        self._http.headers["Authorization"] = f"Bearer {token}"

    async def upload(self, number: int) -> str:
        sent = {"file": (f"resume-{number}.docx", resume_docx(number), DOCX_TYPE)}
        return str((await self._asked("POST", "/api/upload", 201, files=sent))["id"])

    async def submit(self, upload_id: str) -> str:
        headers = {"Idempotency-Key": upload_id}
        body = {"upload_id": upload_id}
        answer = await self._asked("POST", "/api/analysis/jobs", 202, json=body, headers=headers)
        return str(answer["job_id"])

    async def job(self, job_id: str) -> Any:
        return await self._asked("GET", f"/api/analysis/jobs/{job_id}", 200)

    async def profile(self, job_id: str) -> Any:
        return await self._asked("GET", f"/api/analysis/profile?job_id={job_id}", 200)

    async def _asked(self, method: str, path: str, status: int, **options: Any) -> Any:
        answer = await self._http.request(method, path, **options)
        assert answer.status_code == status, answer.text
        return answer.json()


async def test_ten_jobs_outlive_the_machine(machine: Machine, model: FakeProcess) -> None:
    machine.up()
    async with httpx.AsyncClient(base_url=machine.url, timeout=30) as http:
        owner = Owner(http)
        await owner.register()
        uploads = [await owner.upload(number) for number in range(COUNT)]
        job_ids = await asyncio.gather(*map(owner.submit, uploads))

        async def in_the_middle() -> bool:
            """Some are done, some run, and some wait."""
            statuses = await machine.statuses()
            return statuses["completed"] >= 2 and statuses["analyzing"] >= 2

        await eventually(in_the_middle, within=90)
        assert machine.lose_power() >= len(("up", "postgres", "nats", "chroma")) + 6
    before = model.calls()
    machine.up()
    async with httpx.AsyncClient(base_url=machine.url, timeout=30, headers=http.headers) as again:
        owner = Owner(again)

        async def all_completed() -> bool:
            return await machine.statuses() == {"completed": COUNT}

        await eventually(all_completed, within=DONE_SECONDS, every=0.2)
        assert await asyncio.gather(*map(owner.submit, uploads)) == job_ids  # the same ten
        await check_once(machine, owner, job_ids)
    assert model.calls()["total"]["chat"] <= COUNT + CONSUMERS, (before, model.calls())


async def check_once(machine: Machine, owner: Owner, job_ids: list[str]) -> None:
    """One profile, one set of vectors and one event for each job, and nothing else."""
    once = dict.fromkeys(job_ids, 1)
    assert (
        Counter(str(row[0]) for row in await machine.ask("SELECT job_id FROM user_profile")) == once
    )
    for number, job_id in enumerate(job_ids):
        assert (await owner.job(job_id))["progress"] == 100
        profile = await owner.profile(job_id)
        assert profile["personal_info"]["name"] == name(number)
        assert profile["engine"]["name"] == "openai"
    kept = await machine.ask("SELECT job_id, items FROM stage_outputs WHERE stage = 'embed'")
    assert await machine.vectors() == {str(row[0]): row[1] for row in kept}
    assert len(kept) == COUNT

    async def told() -> bool:
        return await machine.completed_events() == once

    await eventually(told, within=15, every=0.3)

    async def settled() -> bool:
        return await machine.waiting_messages() == 0

    await eventually(settled, within=45, every=0.5)  # a message of a finished job comes once more
