"""Why a WebSocket is closed, and how its client is told."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from gateway.live.frames import error_frame
from libs.rpc.errors import DomainError

GOODBYE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Close:
    """Why a socket ends. `told` is the frame that says so, if one does."""

    code: int
    reason: str
    told: str = ""


GONE = Close(1000, "client_left")
RESTART = Close(1012, "restart")
UNAUTHENTICATED = Close(
    4401,
    "not_authenticated",
    error_frame("not_authenticated", "Sign in again: the session is unknown or has ended."),
)
_FIRST = 'The first message has to be {"type":"auth","token":"…"}.'
NO_AUTH = Close(4401, "not_authenticated", error_frame("not_authenticated", _FIRST))
AUTH_TIMEOUT = Close(4401, "auth_timeout", error_frame("auth_timeout", _FIRST))
TOO_MANY = Close(
    4429,
    "too_many_sockets",
    error_frame(
        "too_many_sockets",
        "You have as many connections open as are allowed. Close one, then connect again.",
    ),
)
TOO_MANY_REFUSED = Close(
    1008,
    "too_many_refused",
    error_frame(
        "rate_limited",
        "Too many messages of this connection were refused within a minute. "
        "Mend what sends them, then connect again in a minute.",
    ),
)
SLOW = Close(4408, "slow_reader")
BROKEN = Close(1011, "internal")


def try_again(error: DomainError) -> Close:
    return Close(1013, "try_again", error_frame(error.reason.lower(), str(error)))


async def say_goodbye(websocket: WebSocket, why: Close) -> None:
    """Says goodbye where the client still reads; the server cuts the connection in any case."""
    if why is GONE or websocket.client_state is WebSocketState.DISCONNECTED:
        return
    with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
        async with asyncio.timeout(GOODBYE_SECONDS):
            if why.told:
                await websocket.send_text(why.told)
            await websocket.close(why.code, why.reason)
