"""The process itself: alive, ready, measured, documented."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from typing import Any

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import RedirectResponse, Response

from gateway import views
from gateway.clients import Clients
from gateway.live.hub import Hub
from gateway.models import Live, Ready
from libs.bus.connection import Bus

CHECK_SECONDS = 1.5
KEPT_SECONDS = 1.0

router = APIRouter(tags=["system"])


class Readiness:
    """Whether all parts that a request needs answer. Asked at most once a second."""

    def __init__(self, clients: Clients, bus: Bus, hub: Hub) -> None:
        self._peers = {
            "auth": (clients.auth.peer, "", True),
            "upload": (clients.upload.peer, "", True),
            "analysis": (clients.analysis.peer, "", True),
            "queue": (clients.analysis.peer, "queue", True),
            "export": (clients.export.peer, "", False),
            "chat": (clients.chat.peer, "", False),
        }
        self._bus = bus
        self._hub = hub
        self._found: dict[str, Any] = {}
        self._until = 0.0
        self._asking = asyncio.Lock()

    async def now(self) -> tuple[bool, dict[str, Any]]:
        """Ready or not, and the answer's body."""
        async with self._asking:
            if time.monotonic() >= self._until:
                self._found = await self._parts()
                self._until = time.monotonic() + KEPT_SECONDS
        if self._hub.draining:
            return False, {"status": "draining", "parts": self._found}
        ready = all(part["status"] == "up" for part in self._found.values() if part["needed"])
        return ready, {"status": "ready" if ready else "unavailable", "parts": self._found}

    async def _parts(self) -> dict[str, Any]:
        checks = (
            self._bounded(peer.healthy(CHECK_SECONDS, part))
            for peer, part, _ in self._peers.values()
        )
        answers = await asyncio.gather(*checks)
        parts = {
            name: {"status": "up" if up else "down", "needed": needed}
            for (name, (_, _, needed)), up in zip(self._peers.items(), answers, strict=True)
        }
        return {
            **parts,
            "nats": {"status": "up" if self._bus.connected else "down", "needed": True},
        }

    @staticmethod
    async def _bounded(check: Awaitable[bool]) -> bool:
        try:
            async with asyncio.timeout(CHECK_SECONDS + 0.5):
                return await check
        except TimeoutError:
            return False


@router.get("/livez", operation_id="livez", summary="Whether the process runs", response_model=Live)
async def livez() -> Response:
    return views.json_answer({"status": "ok"})


@router.get(
    "/readyz",
    operation_id="readyz",
    summary="Whether requests can be served",
    response_model=Ready,
    responses={503: {"description": "A part that is needed is away.", "model": Ready}},
)
async def readyz(request: Request) -> Response:
    ready, body = await request.app.state.readiness.now()
    return views.json_answer(body, 200 if ready else 503)


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Measurements, for Prometheus",
    response_class=Response,
    responses={
        200: {
            "description": "Prometheus's text format.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
)
async def metrics(request: Request) -> Response:
    text = request.app.state.metrics.text()
    return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})


@router.get("/", include_in_schema=False)
async def home() -> Response:
    return RedirectResponse("/docs", status_code=307)
