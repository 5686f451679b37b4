"""uvicorn, run by us: bound before it starts, drained in our order, deaf to signals."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Generator

import uvicorn
from starlette.types import ASGIApp

from gateway.live.hub import Hub
from gateway.protocols import BoundedHttp, BoundedSocket
from gateway.settings import KIB, GatewaySettings

PING_SECONDS = 54.0
PONG_SECONDS = 6.0
MESSAGE_BYTES = 64 * KIB
GRACE_SECONDS = 6
BACKLOG = 1024


class Server(uvicorn.Server):
    """Signals are the process's affair, not the server's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def bind(settings: GatewaySettings) -> socket.socket:
    """The listening socket. OSError, in words for the operator, where the port is taken."""
    family = socket.AF_INET6 if ":" in settings.http_host else socket.AF_INET
    address = (settings.http_host, settings.http_port)
    try:
        return socket.create_server(address, family=family, backlog=BACKLOG)
    except OSError as error:
        where = f"{settings.http_host}:{settings.http_port}"
        raise OSError(f"HTTP_HOST and HTTP_PORT, {where}: {error.strerror}") from None


def server(app: ASGIApp, settings: GatewaySettings) -> Server:
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)  # its lines hold whole addresses
    config = uvicorn.Config(
        app,
        http=BoundedHttp,
        ws=BoundedSocket,
        ws_max_size=MESSAGE_BYTES,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PONG_SECONDS,
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        limit_concurrency=settings.max_connections,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE_SECONDS,
        reset_contextvars=True,
    )
    return Server(config)


async def drain(running: Server, hub: Hub, done: asyncio.Task[None], delay: float) -> None:
    """Sends everyone away, then closes the door, then waits for what is under way."""
    hub.drain()
    await asyncio.sleep(delay)
    running.should_exit = True
    await asyncio.wait({done})
