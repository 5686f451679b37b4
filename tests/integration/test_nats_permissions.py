"""What each process may say and hear on NATS, by `deploy/nats.conf`, and that it is enough."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, cast

import nats
import pytest
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NatsTimeout
from nats.js.api import ConsumerConfig

from libs.bus import topology
from libs.bus.connection import Bus, connected
from libs.bus.consumer import messages
from libs.db.ids import new_id
from tests.support.keys import PROCESSES
from tests.support.servers import NATS_USERS, ServerFactory, WithUrl

SECONDS = 10.0
JOB = f"{topology.ANALYZE}.{new_id()}"
STREAMS = tuple(str(config.name) for config in topology.STREAMS)
SAID = {
    "auth": {topology.USER_DELETED, topology.SESSIONS_REVOKED},
    "upload": {topology.FILE_DELETED, topology.ERASED_USER},
    "analysis": {
        *(JOB, topology.JOB_COMPLETED, topology.JOB_FAILED, topology.JOBS_STOP, topology.PROBE),
        *(topology.ERASED_FILE, topology.ERASED_USER, topology.progress_subject("a", "b")),
        *(topology.QUESTIONS_COMPLETED, topology.interview_subject("a")),
    },
    "export": {topology.ERASED_FILE, topology.ERASED_USER},
    "chat": {topology.ERASED_FILE, topology.ERASED_USER, topology.chat_subject("a")},
    "gateway": set[str](),
}
HEARD = {name: set[str]() for name in PROCESSES} | {
    "analysis": {topology.JOBS_STOP},
    "gateway": {
        *(topology.progress_subject("*", "*"), topology.SESSIONS_REVOKED),
        *(topology.chat_subject("*"), topology.interview_subject("*")),
    },
}
ADVISORY = topology.MAX_DELIVERIES  # made up, it would end a job
SUBJECTS = {*set[str]().union(*SAID.values()), ADVISORY, "anything"}
HEARABLE = {*set[str]().union(*HEARD.values()), *SUBJECTS, ">", "$JS.>", "*.*", "_INBOX.>"}
# Reading, changing and emptying a stream; a durable of one's own or of somebody else.
REQUESTS = {
    **{f"$JS.API.STREAM.{verb}.JOBS": "{}" for verb in ("INFO", "UPDATE", "PURGE", "DELETE")},
    "$JS.API.STREAM.MSG.GET.JOBS": '{"seq":1}',
    "$JS.API.STREAM.MSG.DELETE.JOBS": '{"seq":1}',
    "$JS.API.DIRECT.GET.JOBS": '{"seq":1}',
    "$JS.API.STREAM.CREATE.MIRROR": '{"name":"MIRROR","mirror":{"name":"JOBS"}}',
    "$JS.API.STREAM.DELETE.EVENTS": "",
    "$JS.API.CONSUMER.CREATE.JOBS": "{}",
    "$JS.API.CONSUMER.CREATE.JOBS.mine": "{}",
    "$JS.API.CONSUMER.DURABLE.CREATE.JOBS.mine": "{}",
    "$JS.API.CONSUMER.DELETE.JOBS.analysis-workers": "",
    "$JS.API.CONSUMER.DELETE.EVENTS.auth-events": "",
    "$JS.API.CONSUMER.MSG.NEXT.EVENTS.auth-events": "1",
    "$JS.API.CONSUMER.MSG.NEXT.JOBS.analysis-workers": "1",
    "$JS.API.CONSUMER.PAUSE.EVENTS.auth-events": "{}",
    "$JS.ACK.JOBS.analysis-workers.1.1.1.1.0": "+TERM",
}
ALLOWED = {
    "analysis": {
        *("$JS.API.STREAM.INFO.JOBS", "$JS.API.STREAM.UPDATE.JOBS", "$JS.API.STREAM.MSG.GET.JOBS"),
        *("$JS.API.STREAM.MSG.DELETE.JOBS", "$JS.API.CONSUMER.MSG.NEXT.JOBS.analysis-workers"),
        "$JS.ACK.JOBS.analysis-workers.1.1.1.1.0",
    },
    "auth": {"$JS.API.CONSUMER.MSG.NEXT.EVENTS.auth-events"},
}


@pytest.fixture(scope="module")
def server(server_factory: ServerFactory) -> Iterator[WithUrl]:
    made = server_factory.nats()
    made.start()
    yield made
    made.remove()


class Prober:
    """Speaks the protocol itself: a refusal comes before the answer to the PING that follows."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def may_publish(self, subject: str, payload: bytes = b"") -> bool:
        return await self._allowed(b"PUB %s %d\r\n%s" % (subject.encode(), len(payload), payload))

    async def may_subscribe(self, subject: str) -> bool:
        return await self._allowed(b"SUB %s 1\r\nUNSUB 1" % subject.encode())

    async def _allowed(self, command: bytes) -> bool:
        self._writer.write(command + b"\r\nPING\r\n")
        allowed = True
        async with asyncio.timeout(SECONDS):
            while (line := await self._reader.readline()) != b"PONG\r\n":
                assert line, "the connection was closed"
                if line == b"PING\r\n":
                    self._writer.write(b"PONG\r\n")
                if line.startswith(b"-ERR"):
                    assert b"Permissions Violation" in line
                    allowed = False
        return allowed


@asynccontextmanager
async def probing(server: WithUrl, name: str) -> AsyncGenerator[Prober]:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    options = {"user": name, "pass": NATS_USERS[name], "verbose": False}
    writer.write(b"CONNECT %s\r\n" % json.dumps(options).encode())
    try:
        yield Prober(reader, writer)
    finally:
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def bus_of(server: WithUrl, name: str) -> AsyncGenerator[Bus]:
    """A process's own connection."""
    async with connected(server.url, name, NATS_USERS[name], lambda _: None) as bus:
        yield bus


@pytest.mark.parametrize(
    "credentials",
    [
        {},
        *({"user": name, "password": "guess"} for name in PROCESSES),
        {"user": "auth", "password": NATS_USERS["analysis"]},
        {"user": "root", "password": "root"},
        {"token": NATS_USERS["auth"]},
    ],
    ids=lambda each: each.get("user", "nobody"),
)
async def test_strangers_are_refused(server: WithUrl, credentials: dict[str, str]) -> None:
    with pytest.raises(NatsError, match="Authorization Violation"):
        await cast("Any", nats).connect(
            server.url, allow_reconnect=False, connect_timeout=5, **credentials
        )


@pytest.mark.parametrize("name", PROCESSES)
async def test_everyone_says_its_own_alone(server: WithUrl, name: str) -> None:
    async with probing(server, name) as prober:
        for subject in sorted(SUBJECTS):
            expected = subject in SAID[name]
            assert await prober.may_publish(subject) is expected, (name, subject)


@pytest.mark.parametrize("name", PROCESSES)
async def test_everyone_hears_its_own_alone(server: WithUrl, name: str) -> None:
    inboxes = {f"_INBOX_{other}.>" for other in PROCESSES}
    expected = HEARD[name] | {f"_INBOX_{name}.>"}
    # A subject within one that may be heard may be heard.
    if name == "gateway":
        expected |= {topology.progress_subject("a", "b")}
        expected |= {topology.chat_subject("a"), topology.interview_subject("a")}
    async with probing(server, name) as prober:
        for subject in sorted(HEARABLE | inboxes):
            may = await prober.may_subscribe(subject)
            assert may is (subject in expected), (name, subject)


@pytest.mark.parametrize("name", PROCESSES)
async def test_streams_are_read_and_changed_by_those_who_work_on_them(
    server: WithUrl, name: str
) -> None:
    async with probing(server, name) as prober:
        for subject, payload in REQUESTS.items():
            expected = subject in ALLOWED.get(name, set())
            assert await prober.may_publish(subject, payload.encode()) is expected, (name, subject)


@pytest.mark.parametrize("name", [name for name in PROCESSES if name != "gateway"])
async def test_every_service_starts_alone_and_hears_events(
    server_factory: ServerFactory, name: str
) -> None:
    """On a server that has nothing yet: streams, a durable, an event, its acknowledgement."""
    server = server_factory.nats()
    await asyncio.to_thread(server.start)
    try:
        async with bus_of(server, name) as bus, bus_of(server, "analysis") as analysis:
            await bus.ensure_streams()
            await bus.ensure_streams()
            stream, config = topology.listener(name, [topology.ERASED_USER])
            await bus.ensure_consumer(stream, config)
            await analysis.publish(topology.ERASED_USER, b"said", new_id())
            async with asyncio.timeout(SECONDS):
                message = await anext(messages(bus, stream, config))
            assert message.data == b"said"
            await message.ack_sync(timeout=SECONDS)
    finally:
        await asyncio.to_thread(server.remove)


async def test_only_the_keeper_changes_a_stream(server: WithUrl) -> None:
    """A service of an older or newer version starts, and leaves what is there."""
    async with AsyncExitStack() as stack:
        keeper = await stack.enter_async_context(bus_of(server, "analysis"))
        chat = await stack.enter_async_context(bus_of(server, "chat"))
        await keeper.ensure_streams()
        changed = (await keeper.stream.stream_info(topology.EVENTS)).config
        changed.max_age = topology.DAY
        await keeper.stream.update_stream(changed)
        await chat.ensure_streams()
        assert await max_age(keeper) == topology.DAY
        await keeper.ensure_streams()
        assert await max_age(keeper) == 7 * topology.DAY


async def max_age(bus: Bus) -> float:
    return (await bus.stream.stream_info(topology.EVENTS)).config.max_age


async def test_the_queue_works_for_analysis(server: WithUrl) -> None:
    async with bus_of(server, "analysis") as bus:
        await bus.ensure_streams()
        await bus.probe()
        stream, config = topology.workers(2.0)
        job = f"{topology.ANALYZE}.{new_id()}"
        await bus.publish(job, b"run", new_id())
        assert await bus.holds(stream, job)
        async with asyncio.timeout(SECONDS):
            message = await anext(messages(bus, stream, config))
            while message.subject != job:  # what other tests have said
                await message.ack_sync(timeout=SECONDS)
                message = await anext(messages(bus, stream, config))
        await message.in_progress()
        await message.ack_sync(timeout=SECONDS)
        assert not await bus.holds(stream, job)
        await bus.ensure_consumer(*topology.undertakers())


async def test_a_refused_request_gets_no_answer(server: WithUrl) -> None:
    """Not even with the library's own calls."""
    async with bus_of(server, "analysis") as analysis, bus_of(server, "chat") as chat:
        await analysis.ensure_streams()
        chat.stream._timeout = 1.0
        for attempt in (
            chat.stream.stream_info(topology.JOBS),
            chat.stream.get_msg(topology.JOBS, 1),
            chat.stream.add_consumer(topology.JOBS, ConsumerConfig(durable_name="mine")),
            chat.stream.publish(topology.JOB_COMPLETED, b"", timeout=1.0),
        ):
            with pytest.raises((NatsTimeout, TimeoutError)):
                await attempt
