"""What the client of one socket sends."""

from __future__ import annotations

from typing import Any, cast

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect

from gateway.live.chat import Chat
from gateway.live.following import Line

MAX_ECHOED = 200
UNKNOWN = "Send one JSON object whose type is message, cancel or resume, in well-formed Unicode."


async def hear(websocket: WebSocket, chat: Chat, line: Line) -> None:
    """Hands on each message, until the client leaves. The next one is read when what was wrong with
    the last is told: who sends faster than it reads waits for itself.
    """
    while True:
        message = await next_message(websocket)
        echo = _echo(message)
        match message.get("type"):
            case "message":
                await chat.ask(message, echo)
            case "cancel":
                await chat.cancel(message, echo)
            case "resume":
                await chat.resume(message, echo)
            case "auth":
                await line.refuse("already_authenticated", "This connection is signed in.", {})
            case _:
                await line.refuse("bad_message", UNKNOWN, echo)


def _echo(message: dict[str, Any]) -> dict[str, str]:
    """What an error says again, so that its client knows what it is about."""
    return {
        key: message[key]
        for key in ("client_id", "message_id")
        if isinstance(message.get(key), str) and len(message[key]) <= MAX_ECHOED
    }


async def next_message(websocket: WebSocket) -> dict[str, Any]:
    """The next message; empty where it is no JSON object."""
    event = await websocket.receive()
    if event["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(event.get("code", 1005))
    text = event.get("text")
    try:
        found: Any = orjson.loads(text) if text is not None else None
    except orjson.JSONDecodeError:
        found = None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
