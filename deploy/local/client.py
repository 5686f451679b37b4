"""The gateway as its own client sees it: REST with its limits respected, live progress over the
WebSocket.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from websockets.asyncio.client import ClientConnection

# How long a refusal that will pass (a limit, a restart) is waited out in all.
PATIENCE_SECONDS = 180.0
POLL_SECONDS = 1.0
# A socket may die without a word: the job is asked for itself after so much silence.
SILENCE_SECONDS = 10.0
TOO_MANY_REQUESTS, UNAVAILABLE, UNAUTHORIZED = 429, 503, 401
TYPES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FINAL = frozenset({"completed", "failed", "cancelled"})

Json = dict[str, Any]


class Refused(Exception):
    """The gateway's answer to a request it won't serve; the text is for a person."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def refusal(response: httpx.Response) -> Refused:
    """What a problem document says."""
    try:
        problem: Json = response.json()
    except ValueError:
        problem = {}
    title = str(problem.get("title") or f"HTTP {response.status_code}")
    detail = str(problem.get("detail") or "")
    message = f"{title}: {detail}" if detail and detail != title else title
    return Refused(response.status_code, str(problem.get("code") or ""), message)


def wait_seconds(response: httpx.Response) -> float:
    """What Retry-After asks for, within reason."""
    value = response.headers.get("retry-after", "")
    return min(max(float(value) if value.isdigit() else 1.0, 0.2), 60.0)


class GatewayClient:
    """One signed-in client. Enter it; `token` may be set at any time."""

    def __init__(self, url: str, on_wait: Callable[[float, str], None] | None = None) -> None:
        self.url = url
        self.token = ""
        self._on_wait = on_wait
        timeout = httpx.Timeout(30.0, write=120.0, read=120.0)
        # Proxies of the environment are for the outside; this is the same machine.
        self._http = httpx.AsyncClient(base_url=url, timeout=timeout, trust_env=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def call(self, method: str, path: str, **content: Any) -> Json:
        """Body of the answer."""
        response = await self.answer(method, path, **content)
        return response.json() if response.content else {}

    async def answer(self, method: str, path: str, **content: Any) -> httpx.Response:
        """A good answer. Limits and short outages are waited out; Refused for the rest."""
        waited = 0.0
        while True:
            headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
            headers |= content.get("headers", {})
            response = await self._http.request(method, path, **{**content, "headers": headers})
            if response.is_success:
                return response
            pause = wait_seconds(response)
            passing = response.status_code in {TOO_MANY_REQUESTS, UNAVAILABLE}
            if not passing or waited + pause > PATIENCE_SECONDS:
                raise refusal(response)
            if self._on_wait is not None:
                self._on_wait(pause, str(refusal(response)))
            await asyncio.sleep(pause)
            waited += pause

    async def upload(self, path: Path) -> Json:
        mime_type = TYPES.get(path.suffix.lower(), "application/octet-stream")
        content = await asyncio.to_thread(path.read_bytes)
        return await self.call(
            "POST", "/api/upload", files={"file": (path.name, content, mime_type)}
        )

    async def submit(self, upload_id: str, key: str) -> Json:
        """The job; the same key is the same job, so that a lost answer does no harm."""
        return await self.call(
            "POST",
            "/api/analysis/jobs",
            json={"upload_id": upload_id},
            headers={"Idempotency-Key": key},
        )

    async def job(self, job_id: str) -> Json:
        return await self.call("GET", f"/api/analysis/jobs/{job_id}")

    async def profile(self, job_id: str) -> Json:
        return await self.call("GET", "/api/analysis/profile", params={"job_id": job_id})

    async def export(self, job_id: str, file_format: str) -> bytes:
        """The profile as a file: json, csv, pdf or docx."""
        params = {"job_id": job_id, "format": file_format}
        return (await self.answer("GET", "/api/analysis/export", params=params)).content

    async def interview_questions(self, job_id: str, count: int, seconds: int) -> Json:
        """A new set of questions, waited for at most so long."""
        return await self.call(
            "POST",
            "/api/analysis/interview-questions",
            json={"job_id": job_id, "count": count},
            headers={"Prefer": f"wait={seconds}"},
        )

    async def question_set(self, job_id: str, set_id: str) -> Json:
        return await self.call(
            "GET",
            "/api/analysis/interview-questions",
            params={"job_id": job_id, "set_id": set_id},
        )

    async def ask(self, job_id: str, question: str, silence: float = SILENCE_SECONDS) -> Json:
        """The whole answer of chat. TimeoutError where nothing is said for `silence` seconds."""
        async with self._socket() as socket:
            message = {"type": "message", "content": question, "job_id": job_id}
            await socket.send(json.dumps({**message, "client_id": secrets.token_hex(8)}))
            while True:
                frame: Json = json.loads(await asyncio.wait_for(socket.recv(), silence))
                if frame["type"] == "error":
                    raise Refused(0, frame["code"], frame["content"])
                if frame["type"] == "message" and frame["role"] == "assistant":
                    return frame

    async def watch(self, job_id: str) -> AsyncGenerator[Json]:
        """Every state of the job up to its last: pushed where the socket works, polled else."""
        job = await self.job(job_id)
        yield job
        with suppress(OSError, WebSocketException, TimeoutError):
            async for pushed in self._pushed(job_id):
                job = pushed
                yield job
        while job["status"] not in FINAL:
            await asyncio.sleep(POLL_SECONDS)
            job = await self.job(job_id)
            yield job

    async def _pushed(self, job_id: str) -> AsyncGenerator[Json]:
        """States of the job that come over the socket, until its last one."""
        async with self._socket() as socket:
            while True:
                try:
                    frame: Json = json.loads(await asyncio.wait_for(socket.recv(), SILENCE_SECONDS))
                    job: Json = frame["job"] if frame.get("type") == "job" else {}
                except TimeoutError:
                    job = await self.job(job_id)
                if job.get("job_id") != job_id:
                    continue
                yield job
                if job["status"] in FINAL:
                    return

    @asynccontextmanager
    async def _socket(self) -> AsyncGenerator[ClientConnection]:
        """A WebSocket, signed in."""
        address = self.url.replace("http", "ws", 1) + "/ws"
        async with connect(address, proxy=None, compression=None, open_timeout=10) as socket:
            await socket.send(json.dumps({"type": "auth", "token": self.token}))
            yield socket
