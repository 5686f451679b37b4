"""The fake's HTTP server: `/v1/chat/completions`, `/v1/embeddings`, `/v1/models`, and its controls.

`POST /mode` sets how it behaves (modes.py), `GET /calls` says what it was asked, `POST /reset`
forgets both. Raw sockets, because a framework would not send half an answer and reset.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable
from typing import Any, Self

import h11

from tests.fake_openai import answers, faults
from tests.fake_openai.answers import Answer
from tests.fake_openai.modes import Mode, Modes
from tests.fake_openai.reading import resume_in

# The client has gone, or the server is going.
_GONE = (ConnectionError, h11.RemoteProtocolError, EOFError, asyncio.CancelledError)
_MAX_BODY = 16 * 1024 * 1024


class FakeOpenAI:
    """Serves on loopback while its context lasts. `requests` holds the bodies it was sent.

    `towards`: how it behaves towards requests that hold these words, and not as `modes` says.
    """

    def __init__(self, port: int = 0) -> None:
        self.port = port
        self.modes = Modes()
        self.towards: dict[str, Modes] = {}
        self.requests: deque[tuple[str, dict[str, Any]]] = deque(maxlen=2000)
        self.authorizations: list[str | None] = []
        self._calls: dict[str, Counter[str]] = {}
        self._inflight = self._most_inflight = 0
        self._changed = asyncio.Event()
        self._connections: set[asyncio.Task[None]] = set()
        self.reset()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def reset(self) -> None:
        """Forgets every call and behaves again."""
        self.modes = Modes()
        self.towards.clear()
        self.requests.clear()
        self.authorizations.clear()
        self._most_inflight = self._inflight
        names = ("total", "chat_by_id", "chat_by_text", "embeddings_by_text")
        self._calls = {name: Counter() for name in names}

    def calls(self) -> dict[str, Any]:
        """How often each endpoint was called: in all, by `X-Client-Request-Id`, and by the
        SHA-256 of the resume's text (chat) or of the first input (embeddings).
        """
        return {
            **{name: dict(counts) for name, counts in self._calls.items()},
            "inflight": self._inflight,
            "most_inflight": self._most_inflight,
        }

    async def until(self, state: Callable[[Self], bool], seconds: float = 5.0) -> None:
        """Waits for a state of this server. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not state(self):
                self._changed.clear()
                await self._changed.wait()

    @property
    def inflight(self) -> int:
        """Requests that have come and are not answered."""
        return self._inflight

    def total(self, endpoint: str) -> int:
        """Calls of `chat` or `embeddings` since the last reset."""
        return self._calls["total"][endpoint]

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        try:
            with contextlib.suppress(*_GONE):
                await self._converse(reader, writer)
        finally:
            self._connections.discard(task)
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER)
        while True:
            request, body = await _receive(connection, reader)
            if request is None:
                return
            method, path = request.method.decode(), request.target.decode()
            headers = {key.decode(): value.decode() for key, value in request.headers}
            counted = path.startswith("/v1/")
            self._inflight += counted
            self._most_inflight = max(self._most_inflight, self._inflight)
            try:
                answer, mode = self._route(method, path, headers, body)
                self._changed.set()
                if await _hung_up(reader, mode):
                    return
                whole = await faults.send(connection, reader, writer, answer)
            finally:
                self._inflight -= counted
                self._changed.set()
            if not whole or connection.our_state is not h11.DONE:
                return
            connection.start_next_cycle()

    def _route(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[Answer, Mode]:
        match method, path:
            case "POST", "/v1/chat/completions":
                return self._chat(json.loads(body), headers)
            case "POST", "/v1/embeddings":
                return self._embeddings(json.loads(body))
            case _:
                return self._control(method, path, body), Mode()

    def _control(self, method: str, path: str, body: bytes) -> Answer:
        match method, path:
            case "GET", "/v1/models":
                models = [{"id": name, "object": "model"} for name in ("gpt-4", "ada")]
                return Answer({"object": "list", "data": models})
            case "POST", "/mode":
                self.modes = Modes.model_validate_json(body)
                return Answer({})
            case "POST", "/reset":
                self.reset()
                return Answer({})
            case "GET", "/calls":
                return Answer(self.calls())
            case _:
                return answers.error(404, "Unknown address.")

    def _chat(self, body: dict[str, Any], headers: dict[str, str]) -> tuple[Answer, Mode]:
        self.requests.append(("chat", body))
        self._calls["total"]["chat"] += 1
        self.authorizations.append(headers.get("authorization"))
        prompt = "\n".join(message["content"] for message in body["messages"])
        if request_id := headers.get("x-client-request-id"):
            self._calls["chat_by_id"][request_id] += 1
        if (text := resume_in(prompt)) is not None:
            self._calls["chat_by_text"][_digest(text)] += 1
        mode = self._modes(prompt).chat
        return answers.chat(body, prompt, self._fault(mode)), mode

    def _embeddings(self, body: dict[str, Any]) -> tuple[Answer, Mode]:
        self.requests.append(("embeddings", body))
        self._calls["total"]["embeddings"] += 1
        self._calls["embeddings_by_text"][_digest(body["input"][0])] += 1
        mode = self._modes("\n".join(body["input"])).embeddings
        return answers.embeddings(body, self._fault(mode)), mode

    def _modes(self, request: str) -> Modes:
        return next(
            (found for words, found in self.towards.items() if words in request), self.modes
        )

    def _fault(self, mode: Mode) -> Mode:
        """The mode for this request; one of its `times` is used up."""
        if not mode.fault or mode.times is None:
            return mode
        if mode.times <= 0:
            return mode.model_copy(update={"fault": ""})
        mode.times -= 1
        return mode


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def _receive(
    connection: h11.Connection, reader: asyncio.StreamReader
) -> tuple[h11.Request | None, bytes]:
    """The next request and its body; None when the client has gone."""
    request: h11.Request | None = None
    body = bytearray()
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(65536))
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            body += event.data
            if len(body) > _MAX_BODY:
                raise EOFError
        elif isinstance(event, h11.EndOfMessage):
            return request, bytes(body)
        else:
            return None, b""


async def _hung_up(reader: asyncio.StreamReader, mode: Mode) -> bool:
    """Waits out the mode's latency, which may be cut short meanwhile; True, and earlier, where the
    client closes the connection.
    """
    loop = asyncio.get_running_loop()
    began = loop.time()
    while (left := began + mode.latency - loop.time()) > 0:
        if reader.at_eof():
            return True
        await asyncio.sleep(min(left, 0.05))
    return False
