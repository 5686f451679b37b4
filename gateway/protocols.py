"""uvicorn's connections with the bounds it leaves open: how large a head may be, how slowly it may
come, and how long a peer that does not read may hold on to a finished connection.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.flow_control import service_unavailable
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from gateway.errors import problem
from libs.rpc.errors import Unavailable

HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 10.0
# What a client still sends of a refused body: read and dropped, so that it gets the answer.
DISCARDED_BYTES = 16 * 1024 * 1024
DISCARDED_SECONDS = 15.0
LINGER_SECONDS = 2.0  # for a WebSocket's goodbye
UNREAD_SECONDS = 20.0  # with an answer, or a part of one, that the peer doesn't read


class HeadTooLarge(Exception):
    """The request line and headers are larger than HEAD_BYTES."""


class BoundedHttp(HttpToolsProtocol):
    """HTTP/1.1 with bounds."""

    _in_head = True
    _head_bytes = 0  # parsed
    _raw_bytes = 0  # received of a head that isn't complete: one header may never end
    _unread_bytes = 0
    _body_open = False
    _timer: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._allow(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._allow(None)
        self._read_again()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        self._read_again()
        super().resume_writing()

    def _read_again(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._allow(UNREAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_head and not self.transport.is_closing():
            self._raw_bytes += len(data)
            if self._raw_bytes > HEAD_BYTES:
                self.send_400_response("")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_bytes, self._raw_bytes = True, 0, 0
        self._allow(HEAD_SECONDS)

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value) + 4)
        super().on_header(name, value)

    def _count(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > HEAD_BYTES:
            raise HeadTooLarge

    def on_headers_complete(self) -> None:
        self._in_head, self._body_open, self._unread_bytes = False, True, 0
        self._allow(None)
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        # uvicorn answers one connection too many in plain text.
        super()._start_asgi_task(cycle, _overloaded if app is service_unavailable else app)

    def on_body(self, body: bytes) -> None:
        if self.cycle.response_complete:
            self._unread_bytes += len(body)
            if self._unread_bytes > DISCARDED_BYTES:
                self.transport.abort()
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._body_open = False
        super().on_message_complete()
        if not self._in_head:
            self._allow(None)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._allow(UNREAD_SECONDS)
        elif self._body_open:
            self._allow(DISCARDED_SECONDS)

    def send_400_response(self, msg: str) -> None:
        """A head that is too large says so; any other nonsense stays a bad request."""
        if max(self._head_bytes, self._raw_bytes) <= HEAD_BYTES:
            super().send_400_response(msg)
            return
        self.transport.write(
            b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
            b"content-length: 0\r\nconnection: close\r\n\r\n"
        )
        self.transport.close()

    def _allow(self, seconds: float | None) -> None:
        """Cuts the connection in `seconds`, unless told otherwise before."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self._cut)

    def _cut(self) -> None:
        self.transport.abort()


async def _overloaded(scope: Any, receive: Any, send: Any) -> None:
    headers = {"connection": "close", "cache-control": "no-store"}
    await problem(Unavailable(), scope["path"], headers=headers)(scope, receive, send)


class BoundedSocket(WebSocketsSansIOProtocol):
    """A WebSocket that is gone for good soon after the application is done with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.close_timeout = LINGER_SECONDS

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._cut_soon()

    async def run_asgi(self) -> None:
        try:
            await super().run_asgi()
        finally:
            self._cut_soon()

    def _cut_soon(self) -> None:
        # Closing waits until all is sent, which a peer that doesn't read can put off for ever.
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)
