"""Whether something answers, right now."""

from __future__ import annotations

import asyncio
import http.client
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

import grpc
import psycopg
from grpc_health.v1 import health_pb2, health_pb2_grpc

T = TypeVar("T")
WITHIN_SECONDS = 20.0


def postgres_answers(url: str) -> bool:
    with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2):
        return True
    return False


def nats_greets(port: int) -> bool:
    """Sends INFO, which it does once its streams are recovered."""
    with (
        suppress(OSError),
        socket.create_connection(("127.0.0.1", port), timeout=1) as connection,
    ):
        return connection.recv(4) == b"INFO"
    return False


def http_answers(url: str) -> bool:
    """With a 2xx."""
    with (
        suppress(OSError, http.client.HTTPException, urllib.error.URLError),
        urllib.request.urlopen(url, timeout=2) as answer,
    ):
        return 200 <= answer.status < 300
    return False


def chroma_answers(url: str) -> bool:
    return http_answers(f"{url}/api/v2/heartbeat")


def grpc_serves(address: str) -> bool:
    """Its health service says SERVING."""
    with grpc.insecure_channel(address, [("grpc.enable_http_proxy", 0)]) as channel:
        stub: Any = health_pb2_grpc.HealthStub(channel)
        try:
            answer = stub.Check(health_pb2.HealthCheckRequest(), timeout=2)
        except grpc.RpcError:
            return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)


async def eventually(
    look: Callable[[], Awaitable[T]], within: float = WITHIN_SECONDS, every: float = 0.05
) -> T:
    """What `look` returns as soon as that is true; AssertionError with the last look otherwise."""
    deadline = time.monotonic() + within
    while not (seen := await look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within:g} s; last seen: {seen!r}")
        await asyncio.sleep(every)
    return seen
