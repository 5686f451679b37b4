"""The process: how it starts, and how it leaves."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from tests.support import probes
from tests.support.keys import RpcKeys
from tests.support.ports import reserve_port
from tests.support.servers import NATS_USERS, WithUrl
from tests.unit.gateway.backend import Backend, backend

ROOT = Path(__file__).parents[3]


def environment(keys: RpcKeys, nats: WithUrl, behind: Backend, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'proto' / 'gen'}",
        "RPC_KEY": keys.private["gateway"],
        "RPC_KEYRING": keys.public,
        "NATS_URL": nats.url,
        "NATS_PASSWORD": NATS_USERS["gateway"],
        "HTTP_PORT": str(port),
        **{f"{name.upper()}_ADDRESS": address for name, address in behind.addresses.items()},
    }


@asynccontextmanager
async def process(env: dict[str, str]) -> AsyncGenerator[asyncio.subprocess.Process]:
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway", env=env, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


async def end_of(started: asyncio.subprocess.Process) -> tuple[int, str]:
    async with asyncio.timeout(20):
        _, log = await started.communicate()
    assert started.returncode is not None
    return started.returncode, log.decode()


async def test_sigterm_sends_everyone_away_and_ends_what_is_under_way(
    keys: RpcKeys, nats_server: WithUrl
) -> None:
    async with backend(keys) as behind:
        port = reserve_port()
        env = environment(keys, nats_server, behind, port) | {"DRAIN_DELAY": "1"}
        token, _ = behind.auth.sign_in("ana@example.org")
        headers = {"Authorization": f"Bearer {token}"}
        base = f"http://127.0.0.1:{port}"
        async with process(env) as started, httpx.AsyncClient(base_url=base) as http:
            await probes.eventually(
                lambda: asyncio.to_thread(probes.http_answers, f"{base}/readyz")
            )
            behind.auth.hold = asyncio.Event()
            slow = asyncio.create_task(http.get("/api/uploads", headers=headers))
            await probes.eventually(lambda: _true(behind.auth.calls.count("Authenticate") == 1))
            behind.auth.hold.set()
            assert (await slow).status_code == 200
            behind.upload.hold = asyncio.Event()
            slow = asyncio.create_task(http.get("/api/uploads", headers=headers))
            async with connect(f"ws://127.0.0.1:{port}/ws") as socket:
                await socket.send(json.dumps({"type": "auth", "token": token}))
                assert "Connected" in str(await socket.recv())
                started.send_signal(signal.SIGTERM)
                await asyncio.wait_for(socket.wait_closed(), 5)
                assert socket.close_code == 1012
            answer = await http.get("/readyz")
            assert (answer.status_code, answer.json()["status"]) == (503, "draining")
            behind.upload.hold.set()
            assert (await slow).status_code == 200
            code, log = await end_of(started)
    assert code == 0, log
    lines = [json.loads(line) for line in log.splitlines()]
    assert {line["service"] for line in lines} == {"gateway"}
    assert not [line for line in lines if line["level"] in ("error", "critical")], log
    assert token not in log


async def _true(found: bool) -> bool:  # noqa: FBT001
    return found


async def test_a_taken_port_is_said_in_one_line(keys: RpcKeys, nats_server: WithUrl) -> None:
    async with backend(keys) as behind:
        port = reserve_port()
        taken = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", port)
        async with taken, process(environment(keys, nats_server, behind, port)) as started:
            code, log = await end_of(started)
    assert code == 1
    assert f"HTTP_HOST and HTTP_PORT, 127.0.0.1:{port}" in log


@pytest.mark.parametrize(
    ("name", "value"),
    [("PUBLIC_URL", "not an address"), ("RPC_KEY", ""), ("SOCKET_QUEUE", "0")],
)
async def test_a_wrong_setting_is_named(
    keys: RpcKeys, nats_server: WithUrl, name: str, value: str
) -> None:
    async with backend(keys) as behind:
        env = environment(keys, nats_server, behind, reserve_port()) | {name: value}
        async with process(env) as started:
            code, log = await end_of(started)
    assert code == 1
    assert name in log
    assert "Traceback" not in log
