"""A gateway as it runs in production (uvicorn, NATS, gRPC), on services kept in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from vitae.analysis.v1.analysis_pb2 import Job
from vitae.chat.v1.chat_pb2 import ChatDelta, ChatMessage
from vitae.events.v1.events_pb2 import ChatEvent, JobProgress, SessionsRevoked
from websockets.asyncio.client import ClientConnection, connect

from gateway.app import Gateway, gateway
from gateway.clients import clients
from gateway.live.hub import listening
from gateway.server import bind, drain, server
from gateway.settings import GatewaySettings
from libs.bus.connection import Bus, connected
from libs.bus.topology import SESSIONS_REVOKED, chat_subject, progress_subject
from tests.support import probes
from tests.support.keys import RpcKeys
from tests.support.ports import reserve_port
from tests.support.servers import NATS_USERS, ServerFactory, WithUrl
from tests.unit.gateway.backend import Backend, backend

PATIENCE = 5.0


async def eventually(found: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Waits until `found` holds."""

    async def look() -> bool:
        return found()

    await probes.eventually(look, within=seconds, every=0.005)


@dataclass
class Running:
    """A gateway that serves, and what stands behind it."""

    backend: Backend
    gateway: Gateway
    buses: dict[str, Bus]  # of the processes whose events the gateway hears
    settings: GatewaySettings
    http: httpx.AsyncClient
    stop: Callable[[], Awaitable[None]]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.settings.http_port}"

    def measured(self, name: str) -> float:
        return self.gateway.metrics.registry.get_sample_value(name) or 0.0

    def someone(self, email: str = "ana@example.org") -> Person:
        token, user = self.backend.auth.sign_in(email)
        return Person(self, token, user.id, self.backend.auth.sessions[token][1])

    def socket(self, **options: Any) -> connect:
        return connect(f"ws://{self.host}/ws", **options)

    async def announce(self, user_id: str, job: Job) -> None:
        payload = JobProgress(job=job).SerializeToString()
        await self.buses["analysis"].announce(progress_subject(user_id, job.job_id), payload)

    async def say(self, user_id: str, said: ChatDelta | ChatMessage) -> None:
        """As the chat service announces it."""
        event = ChatEvent(delta=said) if isinstance(said, ChatDelta) else ChatEvent(message=said)
        await self.buses["chat"].announce(chat_subject(user_id), event.SerializeToString())

    async def revoke(self, user_id: str, *session_ids: str) -> None:
        event = SessionsRevoked(user_id=user_id, session_ids=session_ids)
        await self.buses["auth"].announce(SESSIONS_REVOKED, event.SerializeToString())


@dataclass
class Person:
    """Somebody signed in."""

    running: Running
    token: str
    user_id: str
    session_id: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {**self.headers, **options.pop("headers", {})}
        return await self.running.http.request(method, path, headers=headers, **options)

    @asynccontextmanager
    async def socket(self, **options: Any) -> AsyncGenerator[ClientConnection]:
        """A socket that was told Connected."""
        async with self.running.socket(**options) as found:
            await found.send('{"type":"auth","token":"' + self.token + '"}')
            assert await found.recv() == '{"type":"system","content":"Connected"}'
            yield found


@pytest.fixture(scope="session")
def keys() -> RpcKeys:
    return RpcKeys.make()


@pytest.fixture(scope="session")
def nats_server(server_factory: ServerFactory) -> Iterator[WithUrl]:
    yield from _serving(server_factory)


@pytest.fixture
def own_nats(server_factory: ServerFactory) -> Iterator[WithUrl]:
    """One that a test may take away."""
    yield from _serving(server_factory)


def _serving(server_factory: ServerFactory) -> Iterator[WithUrl]:
    found = server_factory.nats()
    found.start()
    yield found
    found.remove()


Start = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture
def start(keys: RpcKeys, nats_server: WithUrl) -> Start:
    """Starts a gateway with settings of the test's own."""

    @asynccontextmanager
    async def started(nats: WithUrl = nats_server, **chosen: Any) -> AsyncGenerator[Running]:
        def lost(reason: BaseException) -> None:
            raise reason

        async with (
            backend(keys) as behind,
            connected(nats.url, "analysis", NATS_USERS["analysis"], lost) as analysis,
            connected(nats.url, "auth", NATS_USERS["auth"], lost) as auth,
            connected(nats.url, "chat", NATS_USERS["chat"], lost) as chat,
            connected(nats.url, "gateway", NATS_USERS["gateway"], lost) as ours,
        ):
            changed: dict[str, Any] = {"drain_delay": 0.0, **chosen}
            settings = GatewaySettings(
                rpc_key=keys.private["gateway"],
                rpc_keyring=keys.public,
                http_port=reserve_port(),
                auth_address=behind.addresses["auth"],
                upload_address=behind.addresses["upload"],
                analysis_address=behind.addresses["analysis"],
                export_address=behind.addresses["export"],
                chat_address=behind.addresses["chat"],
                **changed,
            )
            buses = {"analysis": analysis, "auth": auth, "chat": chat}
            async with serving_on(settings, behind, buses, ours) as running:
                yield running

    return started


@asynccontextmanager
async def serving_on(
    settings: GatewaySettings, behind: Backend, buses: dict[str, Bus], ours: Bus
) -> AsyncGenerator[Running]:
    async with clients(settings) as peers:
        made = gateway(settings, peers, ours)
        async with listening(made.hub, ours):
            running = server(made.app, settings)
            done = asyncio.create_task(running.serve(sockets=[bind(settings)]))

            async def stop() -> None:
                await drain(running, made.hub, done, settings.drain_delay)

            await eventually(lambda: running.started)
            base = f"http://127.0.0.1:{settings.http_port}"
            try:
                async with httpx.AsyncClient(base_url=base, timeout=10) as http:
                    yield Running(behind, made, buses, settings, http, stop)
            finally:
                await stop()


@pytest.fixture
async def running(start: Start) -> AsyncGenerator[Running]:
    async with start() as found:
        yield found
