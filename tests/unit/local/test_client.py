"""The gateway's client against a small server: limits, refusals in words, socket or polling."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from deploy.local import client as module
from deploy.local.account import EMAIL, sign_in
from deploy.local.client import GatewayClient, Refused
from deploy.local.layout import Layout

Answer = tuple[int, object, dict[str, str]]


@dataclass
class Gateway:
    """Answers as scripted; the last answer of a path is repeated."""

    url: str = ""
    answers: dict[str, deque[Answer]] = field(default_factory=dict[str, deque[Answer]])
    asked: list[str] = field(default_factory=list[str])
    frames: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    received: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    sockets: bool = True

    def script(self, path: str, *answers: Answer) -> None:
        self.answers[path] = deque(answers)

    def respond(self, _connection: ServerConnection, request: Request) -> Response | None:
        path = request.path.partition("?")[0]
        if path == "/ws" and self.sockets:
            return None
        self.asked.append(path)
        queue = self.answers.get(path) or deque([(404, {"title": "Not found"}, {})])
        status, body, headers = queue.popleft() if len(queue) > 1 else queue[0]
        content = json.dumps(body).encode()
        return Response(
            status,
            HTTPStatus(status).phrase,
            Headers({"Content-Length": str(len(content)), **headers}),
            content,
        )

    async def converse(self, connection: ServerConnection) -> None:
        self.received.append(json.loads(await connection.recv()))
        for frame in self.frames:
            await connection.send(json.dumps(frame))
        await connection.close()


@pytest.fixture
async def gateway() -> AsyncGenerator[Gateway]:
    """Scripted answers to GET: what the client sends in other methods is refused by this server."""
    made = Gateway()
    async with serve(made.converse, "127.0.0.1", 0, process_request=made.respond) as server:
        made.url = f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
        yield made


def job(status: str, progress: int = 0) -> dict[str, object]:
    return {"job_id": "j1", "status": status, "progress": progress}


async def test_a_limit_is_waited_out(gateway: Gateway) -> None:
    waits: list[tuple[float, str]] = []
    gateway.script(
        "/x", (429, {}, {"Retry-After": "0"}), (503, {}, {"Retry-After": "0"}), (200, {"a": 1}, {})
    )
    async with GatewayClient(gateway.url, lambda *wait: waits.append(wait)) as client:
        assert await client.call("GET", "/x") == {"a": 1}
    assert waits == [(0.2, "HTTP 429"), (0.2, "HTTP 503")]


async def test_a_refusal_in_words(gateway: Gateway) -> None:
    problem = {
        "title": "Not a PDF, DOC or DOCX file",
        "detail": "Its content is a picture.",
        "code": "unsupported_file_type",
    }
    gateway.script("/x", (415, problem, {}))
    async with GatewayClient(gateway.url) as client:
        with pytest.raises(
            Refused, match="Not a PDF, DOC or DOCX file: Its content is a picture"
        ) as raised:
            await client.call("GET", "/x")
    assert raised.value.code == "unsupported_file_type"
    assert raised.value.status == 415


async def test_patience_has_an_end(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.3)
    gateway.script("/x", (429, {"title": "Too many requests"}, {"Retry-After": "0"}))
    async with GatewayClient(gateway.url) as client:
        with pytest.raises(Refused, match="Too many requests"):
            await client.call("GET", "/x")
    assert len(gateway.asked) == 2


async def test_states_are_pushed(gateway: Gateway) -> None:
    gateway.script("/api/analysis/jobs/j1", (200, job("queued"), {}))
    gateway.frames = [
        {"type": "system", "content": "Connected"},
        {"type": "job", "job": {**job("chunking", 30), "job_id": "another"}},
        {"type": "job", "job": job("chunking", 30)},
        {"type": "job", "job": job("completed", 100)},
    ]
    async with GatewayClient(gateway.url) as client:
        client.token = "t"
        states = [state["status"] async for state in client.watch("j1")]
    assert states == ["queued", "chunking", "completed"]
    assert gateway.received == [{"type": "auth", "token": "t"}]
    assert gateway.asked.count("/api/analysis/jobs/j1") == 1


@pytest.mark.parametrize("sockets", [True, False], ids=["socket breaks off", "no socket"])
async def test_polled_where_nothing_is_pushed(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, *, sockets: bool
) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    gateway.sockets = sockets
    states: list[Answer] = [
        (200, job("queued"), {}),
        (200, job("chunking", 30), {}),
        (200, job("failed", 30), {}),
    ]
    gateway.script("/api/analysis/jobs/j1", *states)
    async with asyncio.timeout(10), GatewayClient(gateway.url) as client:
        found = [state["status"] async for state in client.watch("j1")]
    assert found == ["queued", "chunking", "failed"]


async def test_the_last_token_is_used_while_it_is_good(gateway: Gateway, tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.create()
    layout.account.write_text(json.dumps({"email": EMAIL, "password": "p" * 20, "token": "old"}))
    gateway.script("/api/auth/me", (200, {}, {}))
    async with GatewayClient(gateway.url) as client:
        await sign_in(client, layout)
        assert client.token == "old"
    assert gateway.asked == ["/api/auth/me"]


async def test_an_account_is_kept_before_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout(tmp_path)
    layout.create()

    async def call(_client: GatewayClient, *_: object, **__: object) -> dict[str, object]:
        raise Refused(500, "internal", "Something went wrong")

    monkeypatch.setattr(GatewayClient, "call", call)
    with pytest.raises(Refused, match="Something went wrong"):
        await sign_in(GatewayClient("http://127.0.0.1:1"), layout)
    assert len(json.loads(layout.account.read_text())["password"]) >= 24
    assert not layout.account.stat().st_mode & 0o077
