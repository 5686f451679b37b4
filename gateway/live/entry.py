"""How a WebSocket begins and ends: who may connect, signing in, saying goodbye."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time

from starlette.websockets import WebSocket, WebSocketDisconnect

from gateway.errors import OriginNotAllowed, problem
from gateway.live.closing import (
    AUTH_TIMEOUT,
    GONE,
    NO_AUTH,
    TOO_MANY,
    UNAUTHENTICATED,
    Close,
    say_goodbye,
    try_again,
)
from gateway.live.incoming import next_message
from gateway.live.socket import Desk, Socket
from libs.rpc.errors import DomainError, Kind, Unavailable

log = logging.getLogger(__name__)


async def serve(websocket: WebSocket, desk: Desk) -> None:
    """The whole of /ws for one client."""
    token = desk.cookies.token(websocket)
    if token and not desk.cookies.from_our_page(websocket):
        await websocket.send_denial_response(problem(OriginNotAllowed(), "/ws"))
        return
    address = _network(websocket.client.host if websocket.client else "")
    if desk.hub.draining or not desk.hub.admits(address):
        await websocket.send_denial_response(problem(Unavailable(), "/ws"))
        return
    started = time.monotonic()
    with desk.hub.unknown(address):
        await websocket.accept()
        found = await _sign_in(websocket, desk, token)
    why = found if isinstance(found, Close) else await _run(found, desk)
    desk.metrics.sockets_closed.labels(why.reason).inc()
    seconds = round(time.monotonic() - started, 1)
    log.info("socket ended", extra={"reason": why.reason, "seconds": seconds})
    await say_goodbye(websocket, why)


def _network(address: str) -> str:
    """What counts as one address: an IPv6 client commands a whole /64."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return address
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False))


async def _run(socket: Socket, desk: Desk) -> Close:
    if not desk.hub.join(socket):
        return TOO_MANY
    try:
        socket.welcome()
        return await socket.run()
    finally:
        desk.hub.leave(socket)


async def _sign_in(websocket: WebSocket, desk: Desk, token: str) -> Socket | Close:
    """By the cookie, else by the first frame."""
    try:
        if not token:
            async with asyncio.timeout(desk.settings.socket_auth_seconds):
                token = await _first_frame(websocket)
        if not token:
            return NO_AUTH
        session = await desk.sessions.of(token)
    except TimeoutError:
        return AUTH_TIMEOUT
    except WebSocketDisconnect:
        return GONE
    except DomainError as error:
        return UNAUTHENTICATED if error.kind is Kind.UNAUTHENTICATED else try_again(error)
    session.act()
    return Socket(websocket, desk, session, token)


async def _first_frame(websocket: WebSocket) -> str:
    """The token of an auth frame; empty where the frame is another."""
    message = await next_message(websocket)
    token = message.get("token")
    return token if message.get("type") == "auth" and isinstance(token, str) else ""
