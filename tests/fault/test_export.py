"""Export and the gateway die while a file is made, and while it is on its way: whoever asked sees
a broken transfer or a 503, never half a file for a whole one; a repeat succeeds; nothing is left.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from vitae.events.v1.events_pb2 import JobCompleted

from libs.db.ids import new_id
from libs.profile.model import Profile
from tests.support import files
from tests.support.bus import tell
from tests.support.database import change, rows
from tests.support.dossier import dossier
from tests.support.probes import eventually
from tests.support.processes import lives
from tests.support.servers import Postgres, ServerFactory
from tests.support.stack import SERVICES, Stack, make_stack

PASSWORD = "correct horse battery"
# Compact, it fits a message between services; indented, no socket's buffers hold it.
MANY_LINKS = 800_000
MANY_HIGHLIGHTS = 4000  # pages enough to be at them for seconds
INSERT_JOB = """INSERT INTO jobs (job_id, user_id, upload_id, status, progress, started_at,
    completed_at) VALUES (%s, %s, %s, 'completed', 100, now(), now())"""
INSERT_PROFILE = """INSERT INTO user_profile (job_id, user_id, upload_id, profile)
    VALUES (%s, %s, %s, %s)"""


@dataclass
class Owner:
    stack: Stack
    http: httpx.AsyncClient
    user_id: str
    upload_id: str

    async def job(self, profile: Profile) -> str:
        """A completed one with this profile."""
        job_id, url = new_id(), self.stack.database_urls["analysis"]
        ids = [job_id, self.user_id, self.upload_id]
        await change(url, INSERT_JOB, ids)
        await change(url, INSERT_PROFILE, [*ids, profile.model_dump_json()])
        return job_id

    async def export(self, job_id: str, kind: str) -> httpx.Response:
        return await self.http.get(path(job_id, kind))

    async def repeated(self, job_id: str, kind: str) -> httpx.Response:
        """As a client does that may repeat, until all is up again."""

        async def look() -> httpx.Response | None:
            with suppress(httpx.TransportError):
                answer = await self.export(job_id, kind)
                if answer.status_code == 200:
                    return answer
                assert answer.status_code == 503, answer.text
            return None

        answer = await eventually(look, within=60, every=0.2)
        assert answer is not None
        return answer


def path(job_id: str, kind: str) -> str:
    return f"/api/analysis/export?job_id={job_id}&format={kind}"


def long() -> Profile:
    profile = dossier()
    line = "Cut the handling time of order group {} by a third with a weekly report for managers."
    profile.experience[0].highlights = [line.format(n) for n in range(MANY_HIGHLIGHTS)]
    return profile


def wide() -> Profile:
    profile = dossier()
    profile.personal_info.links = ["a"] * MANY_LINKS
    return profile


@pytest.fixture(scope="module")
def stack(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, server_factory: ServerFactory
) -> Iterator[Stack]:
    """Every test leaves it running again."""
    directory = tmp_path_factory.mktemp("exports")
    with make_stack(server_factory, directory, postgres, with_chroma=True) as started:
        started.spawn(*SERVICES, "gateway")
        started.wait_ready(*SERVICES, "gateway")
        yield started


@pytest.fixture
async def owner(stack: Stack) -> AsyncIterator[Owner]:
    async with httpx.AsyncClient(base_url=stack.http_url, timeout=60) as http:
        body = {"email": f"{secrets.token_hex(8)}@example.com", "password": PASSWORD}
        answer = (await http.post("/api/auth/register", json=body)).json()
        http.headers["Authorization"] = f"Bearer {answer['token']}"
        form = {"file": ("cv.docx", files.docx(), files.DOCX_TYPE)}
        upload_id = (await http.post("/api/upload", files=form)).json()["id"]
        yield Owner(stack, http, answer["user"]["id"], upload_id)


def renderers(stack: Stack) -> list[psutil.Process]:
    """Everything that export has started."""
    return psutil.Process(stack["export"].pid).children(recursive=True)


async def at_work(stack: Stack) -> psutil.Process:
    """The child that renders, once it is at it."""

    async def busy() -> psutil.Process | None:
        for process in renderers(stack):
            with suppress(psutil.NoSuchProcess):
                if not process.children() and process.cpu_percent(0.1) > 20:
                    return process
        return None

    found = await eventually(busy)
    assert found is not None
    return found


async def gone(processes: list[psutil.Process]) -> None:
    async def none_left() -> bool:
        return not any(map(lives, processes))

    await eventually(none_left)


async def made_once(owner: Owner, job_id: str) -> None:
    """A repeat succeeds, and one file is kept of all that was begun."""
    answer = await owner.repeated(job_id, "pdf")
    assert answer.content.startswith(b"%PDF-")
    assert len(answer.content) == int(answer.headers["content-length"])

    async def kept() -> int:
        statement = "SELECT size FROM rendered_files WHERE job_id = %s"
        found = await rows(owner.stack.database_urls["export"], statement, [job_id])
        return len(found)

    assert await eventually(kept) == 1


async def test_export_dies_while_it_renders(owner: Owner) -> None:
    job_id = await owner.job(long())
    asked = asyncio.create_task(owner.export(job_id, "pdf"))
    await at_work(owner.stack)
    processes = renderers(owner.stack)
    psutil.Process(owner.stack["export"].pid).kill()  # itself alone
    answer = await asked
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    owner.stack["export"].wait()
    await gone(processes)
    owner.stack["export"].spawn()
    await made_once(owner, job_id)


async def test_the_gateway_dies_while_export_renders(owner: Owner) -> None:
    job_id = await owner.job(long())
    asked = asyncio.create_task(owner.export(job_id, "pdf"))
    child = await at_work(owner.stack)
    owner.stack["gateway"].kill()
    with pytest.raises(httpx.TransportError):
        await asked
    await gone([child])
    owner.stack["gateway"].spawn()
    await made_once(owner, job_id)


async def test_every_child_that_renders_is_killed(owner: Owner) -> None:
    """One that has made files before is given a second chance, in another child."""
    job_id = await owner.job(long())
    asked = asyncio.create_task(owner.export(job_id, "pdf"))
    while not asked.done():
        child = asyncio.create_task(at_work(owner.stack))
        await asyncio.wait((asked, child), return_when=asyncio.FIRST_COMPLETED)
        if child.done():
            child.result().kill()
        child.cancel()
    answer = await asked
    assert (answer.status_code, answer.json()["code"]) == (503, "export_failed")
    assert owner.stack["export"].alive
    assert (await owner.repeated(job_id, "pdf")).content.startswith(b"%PDF-")


async def test_whoever_leaves_stops_the_rendering(owner: Owner) -> None:
    job_id = await owner.job(long())
    asked = asyncio.create_task(owner.export(job_id, "pdf"))
    child = await at_work(owner.stack)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    await gone([child])
    assert (await owner.repeated(job_id, "docx")).content.startswith(b"PK")


async def test_a_completed_job_is_exported_while_analysis_is_away(owner: Owner) -> None:
    """Though export itself was away when the job completed, and analysis when it came back."""
    stack, job_id = owner.stack, await owner.job(dossier())
    stack["export"].kill()
    before = len(stack["export"].log())
    await tell(stack.nats, JobCompleted(job_id=job_id, user_id=owner.user_id))
    stack["analysis"].kill()
    stack["export"].spawn()
    await stack.until_ready("export")

    async def owed() -> bool:
        return "event not handled" in stack["export"].log()[before:]

    async def taken_in() -> bool:
        statement = "SELECT 1 FROM profiles WHERE job_id = %s"
        return bool(await rows(stack.database_urls["export"], statement, [job_id]))

    try:
        await eventually(owed)
        assert (await owner.export(job_id, "json")).status_code == 503
        stack["analysis"].spawn()
        await eventually(taken_in, within=60)
        stack["analysis"].kill()
        for kind in ("json", "csv", "pdf", "docx"):
            answer = await owner.export(job_id, kind)
            assert answer.status_code == 200, answer.text
    finally:
        if not stack["analysis"].alive:
            stack["analysis"].spawn()
        await stack.until_ready("analysis")


class SlowReader:
    """Reads the head and a little of an answer, and then waits."""

    def __init__(self, owner: Owner, job_id: str) -> None:
        self._owner, self._job_id = owner, job_id
        self.length = self.read = 0

    async def begin(self) -> None:
        split = urlsplit(self._owner.stack.http_url)
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self._socket.connect((split.hostname, split.port))
        self._socket.setblocking(False)
        self._reader, writer = await asyncio.open_connection(sock=self._socket, limit=65536)
        token = self._owner.http.headers["Authorization"]
        writer.write(
            f"GET {path(self._job_id, 'json')} HTTP/1.1\r\nHost: {split.netloc}\r\n"
            f"Authorization: {token}\r\n\r\n".encode()
        )
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        lines = head.lower().split(b"\r\n")
        self.length = next(int(x.split(b":")[1]) for x in lines if x.startswith(b"content-length"))
        self.read = len(await self._reader.readexactly(32 * 1024))

    async def broken_off(self) -> bool:
        """Whether the transfer ends before its length."""
        async with asyncio.timeout(30):
            with suppress(ConnectionError):
                while piece := await self._reader.read(65536):
                    self.read += len(piece)
        self._socket.close()
        return self.read < self.length


@pytest.mark.parametrize("process", ["export", "gateway"])
async def test_a_process_dies_while_the_file_is_on_its_way(owner: Owner, process: str) -> None:
    job_id = await owner.job(wide())
    reader = SlowReader(owner, job_id)
    await reader.begin()
    owner.stack[process].kill()
    assert await reader.broken_off()
    owner.stack[process].spawn()
    answer = await owner.repeated(job_id, "json")
    assert len(answer.content) == reader.length
    assert len(answer.json()["personal_info"]["links"]) == MANY_LINKS
