"""The gateway is killed while jobs run and while more are handed in: whoever comes back finds each
job once, and learns how it ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import orjson
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.e2e.conftest import FINISHED, Person, register
from tests.fault.scene import Scene, running
from tests.support.probes import eventually
from tests.support.resumes import resume_docx
from tests.support.servers import Postgres, ServerFactory

BEFORE, DURING, AFTER = 5, 6, 1  # jobs handed in before the gateway dies, as it does, and then
MODEL_SECONDS = 3.0


@dataclass
class Client:
    """Somebody at the gateway's door, with files that wait to be analysed."""

    scene: Scene
    person: Person
    uploads: list[str]

    async def insist(self, upload_id: str) -> str:
        """Hands a job in until an answer comes, as a client does that may repeat."""

        async def submit() -> str:
            headers = {"Idempotency-Key": upload_id}
            body = {"upload_id": upload_id}
            path = "/api/analysis/jobs"
            with suppress(httpx.TransportError):
                answer = await self.person.call("POST", path, json=body, headers=headers)
                assert answer.status_code in (202, 503), answer.text
                return str(answer.json().get("job_id", ""))
            return ""

        return await eventually(submit, within=60)

    async def killed(self) -> None:
        await asyncio.to_thread(self.scene.stack["gateway"].kill)

    async def restarted(self) -> None:
        self.scene.stack["gateway"].spawn()
        await self.scene.stack.until_ready("gateway")


@pytest.fixture
async def door(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> AsyncIterator[Client]:
    settings = {"JOBS_PER_MINUTE": "1000", "UPLOADS_PER_MINUTE": "1000"}
    async with running(server_factory, tmp_path, postgres, settings=settings) as scene:
        scene.stack.spawn("gateway")
        await scene.stack.until_ready("gateway")
        async with httpx.AsyncClient(base_url=scene.stack.http_url, timeout=30) as http:
            person = await register(http)
            uploads = [await person.upload(resume_docx(n)) for n in range(BEFORE + DURING + AFTER)]
            scene.model.modes.chat.latency = MODEL_SECONDS
            yield Client(scene, person, uploads)


async def test_no_job_is_lost_or_done_twice_and_every_end_is_learnt(door: Client) -> None:
    async with door.person.socket() as watching:
        first = [await door.insist(upload_id) for upload_id in door.uploads[:BEFORE]]

        async def at_work() -> bool:
            return await door.scene.running() >= 3

        await eventually(at_work)
        handing = [asyncio.create_task(door.insist(one)) for one in door.uploads[BEFORE:-AFTER]]
        await asyncio.wait(handing, return_when=asyncio.FIRST_COMPLETED)
        await door.killed()
        assert await door.scene.running() >= 3, "the kill hit an idle system"
        await closed(watching)
    await door.scene.wait_status(first[0], "completed")  # while nobody can be told
    await door.restarted()
    job_ids = [*first, *await asyncio.gather(*handing), await door.insist(door.uploads[-1])]
    asked, pushed = await learnt(door.person, job_ids)
    assert first[0] in asked
    assert job_ids[-1] in pushed
    assert set(await door.scene.jobs()) == set(job_ids)
    assert len(set(job_ids)) == len(door.uploads)
    assert [await door.insist(upload_id) for upload_id in door.uploads] == job_ids
    # Nobody who works was killed: no call of the model was made twice.
    await door.scene.check_once(job_ids)
    await door.scene.settled()


async def closed(socket: ClientConnection) -> None:
    """A tab notices at once."""
    with suppress(ConnectionClosed):
        async with asyncio.timeout(5):
            while True:
                await socket.recv()


async def learnt(person: Person, job_ids: list[str]) -> tuple[set[str], set[str]]:
    """Reconnects and learns how each job ended, as docs/websocket.md tells: of those that ended
    meanwhile by asking, of the others as it is pushed. Which were asked for, which were pushed.
    """
    async with person.socket() as socket:
        states = {job_id: (await person.job(job_id))["status"] for job_id in job_ids}
        asked = {job_id for job_id, status in states.items() if status in FINISHED}
        async with asyncio.timeout(60):
            while not all(status in FINISHED for status in states.values()):
                frame = orjson.loads(await socket.recv())
                assert frame["type"] == "job"
                states[frame["job"]["job_id"]] = frame["job"]["status"]
    assert states == dict.fromkeys(job_ids, "completed")
    return asked, set(job_ids) - asked
