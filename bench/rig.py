"""The servers and processes that measurements run on: real ones, of this run alone."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.bare.nats import OpenNats
from deploy.local.nats import NatsServer
from deploy.local.process import ProcessSpec, kill_tree, spawn
from tests.support.ports import reserve_port
from tests.support.servers import Postgres, ServerFactory
from tests.support.stack import ROOT, Stack, make_stack

ALL = ("auth", "upload", "analysis", "export", "chat", "gateway")
RATES = tuple(
    f"{each}_PER_MINUTE"
    for each in ("UPLOADS", "JOBS", "RETRIES", "EXPORTS", "CHAT", "SIGN_UP", "SIGN_IN")
)
PASSWORD = "correct horse battery"  # noqa: S105 - of accounts that live for one measurement


@dataclass
class Rig:
    """PostgreSQL and NATS from their wheels, and a folder for everything else."""

    directory: Path
    factory: ServerFactory
    postgres: Postgres
    nats: NatsServer  # without users; each system has one of its own, with them
    short: bool  # fewer samples: whether it works at all
    started: int = 0

    @asynccontextmanager
    async def system(self, **settings: str) -> AsyncGenerator[Stack]:
        """The whole system, started; no limits on rates."""
        free = dict.fromkeys(RATES, "1000000")
        self.started += 1
        directory = self.directory / f"system-{self.started}"
        with make_stack(
            self.factory, directory, self.postgres, with_chroma=True, settings=free | settings
        ) as stack:
            stack.spawn(*ALL)
            await stack.until_ready(*ALL)
            yield stack

    @asynccontextmanager
    async def process(
        self, module: str, *arguments: str
    ) -> AsyncGenerator[subprocess.Popen[bytes]]:
        """A further process of ours, `python -m module arguments`."""
        env = {"PYTHONPATH": f"{ROOT}:{ROOT / 'proto' / 'gen'}"}
        spec = ProcessSpec(module, [sys.executable, "-m", module, *arguments], env=env, cwd=ROOT)
        with (self.directory / f"{module}.log").open("ab") as log:
            process = spawn(spec, log)
        try:
            yield process
        finally:
            await asyncio.to_thread(kill_tree, process.pid)
            process.wait()


@asynccontextmanager
async def rig(*, short: bool) -> AsyncGenerator[Rig]:
    """The rig while entered; nothing of it is left afterwards."""
    directory = Path(tempfile.mkdtemp(prefix="vitae-bench-"))
    # PostgreSQL runs as another user where we are root.
    await asyncio.to_thread(directory.chmod, 0o755)
    factory = ServerFactory(directory, "wheels")
    postgres, nats = factory.postgres(), OpenNats(directory / "nats", reserve_port())
    try:
        postgres.start()
        nats.start()
        yield Rig(directory, factory, postgres, nats, short)
    finally:
        nats.stop()
        postgres.remove()
        await asyncio.to_thread(shutil.rmtree, directory, ignore_errors=True)


async def signed_in(stack: Stack, name: str = "bench") -> tuple[httpx.AsyncClient, str, str]:
    """A client of the gateway with a new account, its token and its user's id."""
    client = httpx.AsyncClient(base_url=stack.http_url, timeout=60)
    body = {"email": f"{name}-{reserve_port()}@example.com", "password": PASSWORD}
    answer = await client.post("/api/auth/register", json=body)
    answer.raise_for_status()
    token = answer.json()["token"]
    client.headers["Authorization"] = f"Bearer {token}"
    return client, token, answer.json()["user"]["id"]
