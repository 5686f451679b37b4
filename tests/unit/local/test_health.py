"""Readiness as servers tell it: a real gRPC health service, real HTTP."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from deploy.local.health import grpc_serving, http_status, serves_grpc
from deploy.local.server import free_port

Status = health_pb2.HealthCheckResponse


@pytest.fixture
async def server() -> AsyncGenerator[tuple[int, health.HealthServicer]]:
    running = grpc.aio.server()
    servicer = health.HealthServicer()
    add: Any = health_pb2_grpc.add_HealthServicer_to_server
    add(servicer, running)
    port = running.add_insecure_port("127.0.0.1:0")
    await running.start()
    yield port, servicer
    await running.stop(0)


async def test_serving_and_not(server: tuple[int, health.HealthServicer]) -> None:
    port, servicer = server
    assert await grpc_serving(port)
    servicer.set("", Status.NOT_SERVING)
    assert not await grpc_serving(port)
    servicer.set("", Status.SERVING)
    assert await grpc_serving(port)


async def test_the_answer_of_another_process_is_not_ours(
    server: tuple[int, health.HealthServicer],
) -> None:
    check = serves_grpc(server[0])
    assert await check(os.getpid())
    other = await asyncio.create_subprocess_exec("sleep", "60")
    assert not await check(other.pid)
    other.kill()
    await other.wait()


async def test_nobody_and_nonsense() -> None:
    assert not await grpc_serving(free_port())

    async def nonsense(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(nonsense, "127.0.0.1", 0) as stranger:
        port = stranger.sockets[0].getsockname()[1]
        assert not await grpc_serving(port)
        assert await http_status("127.0.0.1", port, "/readyz") == 400
    assert await http_status("127.0.0.1", port, "/readyz") == 0
