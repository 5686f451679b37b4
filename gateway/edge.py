"""The outermost layer: names the request, guards the door, adds what every answer carries, and
writes one line and one measurement for each.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.errors import Misdirected, problem
from gateway.metrics import Metrics
from gateway.settings import GatewaySettings
from libs.rpc.channel import deadline
from libs.rpc.errors import DomainError
from libs.runtime.context import Caller, act_for, request_id

log = logging.getLogger(__name__)
access = logging.getLogger("gateway.access")

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.\-]{8,64}")
# Monitors ask by address; what these answer is no one's secret.
_ANY_HOST = frozenset({"/livez", "/readyz", "/metrics"})
_PAGES = ("/docs",)
_A_YEAR = "max-age=31536000"
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_NO_CONTENT = "default-src 'none'; frame-ancestors 'none'"
_DOCS = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class Edge:
    """Pure ASGI around the whole application."""

    def __init__(self, app: ASGIApp, settings: GatewaySettings, metrics: Metrics) -> None:
        self._app = app
        self._hosts = settings.hosts
        self._seconds = settings.request_seconds
        self._metrics = metrics
        always = _ALWAYS | ({"strict-transport-security": _A_YEAR} if settings.https else {})
        self._of_pages = _raw(always | {"content-security-policy": _DOCS})
        self._of_answers = _raw(always | {"content-security-policy": _NO_CONTENT})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id.set(_named(headers.get("x-request-id", "")))
        # A kept-open connection may hand on the context of the request before.
        act_for(Caller("gateway"))
        if scope["type"] == "websocket":
            deadline.set(float("inf"))
            await self._websocket(scope, headers, receive, send)
            return
        deadline.set(time.monotonic() + self._seconds)
        await self._http(scope, headers, receive, send)

    async def _websocket(
        self, scope: Scope, headers: Headers, receive: Receive, send: Send
    ) -> None:
        if not self._is_our_name(headers):
            await problem(Misdirected(), scope["path"])(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _http(self, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        status, complete = 0, False

        async def answer(message: Message) -> None:
            nonlocal status, complete
            if message["type"] == "http.response.start":
                status = message["status"]
                self._complete(scope, message)
            elif not message.get("more_body", False):
                complete = True
            await send(message)

        try:
            if scope["path"] in _ANY_HOST or self._is_our_name(headers):
                await self._app(scope, receive, answer)
            else:
                await problem(Misdirected(), scope["path"])(scope, receive, answer)
        except Exception as error:
            log.exception("unexpected error", exc_info=error)
            if not status:
                await problem(DomainError(), scope["path"])(scope, receive, answer)
            elif not complete:
                raise  # too late for an answer: the server cuts the connection
        finally:
            self._account(scope, status, time.perf_counter() - started)

    def _complete(self, scope: Scope, message: Message) -> None:
        headers: list[tuple[bytes, bytes]] = message["headers"]
        if not any(name == b"cache-control" for name, _ in headers):
            headers.append((b"cache-control", b"no-store"))
        headers.append((b"x-request-id", request_id.get().encode()))
        headers.extend(self._of_pages if scope["path"].startswith(_PAGES) else self._of_answers)

    def _is_our_name(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        if len(hosts) != 1:
            return False
        if not self._hosts:
            return True
        host = hosts[0]
        name = host.rpartition(":")[0] if re.search(r":\d*$", host) else host
        return name.strip("[]").lower() in self._hosts

    def _account(self, scope: Scope, status: int, seconds: float) -> None:
        route = _template(scope)
        status = status or 499  # the client went away before there was an answer
        self._metrics.request(scope["method"], route, status, seconds)
        access.info(
            "request",
            extra={
                "method": scope["method"],
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 2),
            },
        )


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _named(given: str) -> str:
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _template(scope: Scope) -> str:
    """The route's pattern, never the path itself: ids and typing errors make endless values."""
    route: Any = scope.get("route")
    return getattr(route, "path", "") or "unknown"
