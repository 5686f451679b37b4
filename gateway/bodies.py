"""A bound on request bodies, by what arrives and not by what is promised."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.errors import BodyTimeout, BodyTooLarge, problem
from gateway.settings import GatewaySettings


class Disconnected(Exception):
    """The client went away in the middle of its body."""


class BodyLimit:
    """Reads small bodies whole before the application sees them: it can neither be flooded nor kept
    waiting. The one path that takes files has a limit of its own, and streams.
    """

    def __init__(
        self,
        app: ASGIApp,
        settings: GatewaySettings,
        streaming: str,
        larger: Mapping[str, int],
    ) -> None:
        """`larger`: paths whose bodies may have more bytes than others."""
        self._app = app
        self._limit = settings.body_limit
        self._larger = larger
        self._seconds = settings.body_seconds
        self._streaming = streaming

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope) or self._streams(scope):
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._seconds):
                body = await self._read(scope, receive)
        except Disconnected:
            return
        except TimeoutError:
            await problem(BodyTimeout(), scope["path"])(scope, receive, send)
            return
        except BodyTooLarge as error:
            await problem(error, scope["path"])(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    def _streams(self, scope: Scope) -> bool:
        return scope["method"] == "POST" and scope["path"] == self._streaming

    async def _read(self, scope: Scope, receive: Receive) -> bytes:
        limit = max(self._limit, self._larger.get(scope["path"], 0))
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdecimal() or int(declared) > limit:
            raise BodyTooLarge(limit)
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise Disconnected
            body += message.get("body", b"")
            if len(body) > limit:
                raise BodyTooLarge(limit)
            if not message.get("more_body", False):
                return bytes(body)


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replayed() -> Message:
        nonlocal sent
        if sent:
            return await receive()  # whatever comes now is the client going away
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed
