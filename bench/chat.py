"""Chat: how soon an answer begins, how fast frames reach sockets, what a socket costs."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

import httpx
import orjson
import psutil
from vitae.chat.v1.chat_pb2 import ChatDelta
from vitae.events.v1.events_pb2 import ChatEvent

from bench.report import Measure, median, percentile
from bench.rig import Rig, signed_in
from bench.sockets import Wire, wires
from libs.bus.connection import Bus, connected
from libs.bus.topology import chat_subject
from libs.db.ids import new_id
from tests.support.files import DOCX_TYPE
from tests.support.ports import reserve_port
from tests.support.probes import eventually
from tests.support.resumes import resume_docx
from tests.support.servers import NATS_USERS
from tests.support.stack import Stack

SOCKETS = 200  # of as many people: a piece told to several tabs of one is less work
SIGNING_UP = 4  # at once
IDLE = 500
ROUNDS = 5
WORDS = "and the ledger of the harbour "  # of a piece, as an engine tells one
QUESTIONS = (
    "What are my strongest skills?",
    "Where did I work before?",
    "How many years of experience do I have?",
    "What should I improve?",
    "Do I know Python?",
)
SETTLE_SECONDS = 2.0


async def measure(rig: Rig) -> list[Measure]:
    """A system of its own: its sockets and rates are of no limit."""
    limits = ("SOCKETS_PER_USER", "SOCKETS_UNKNOWN", "SOCKETS_UNKNOWN_PER_ADDRESS")
    many = dict.fromkeys(limits, str(IDLE))
    async with rig.system(**many) as stack:
        first = await _first_delta(stack, 20 if rig.short else 100)
        memory = await _memory(stack)
        frames = await _frames(rig, stack, 0.5 if rig.short else 2.0)
    return [first, frames, memory]


# --- the first delta ----------------------------------------------------------------------------


async def _first_delta(stack: Stack, count: int) -> Measure:
    """From sending a question to the first piece of its answer, stored ones and made ones."""
    client, token, _ = await signed_in(stack, "asker")
    job_id = await _completed_job(client)
    await client.aclose()
    async with wires(stack["gateway"].address, "/ws", 1) as opened:
        frames = _heard(opened[0])
        await _sign_in(opened, [token])
        seconds = [
            await _asked(opened[0], frames, job_id, QUESTIONS[number % len(QUESTIONS)], number)
            for number in range(count)
        ]
    return Measure(
        "first delta of an answer, p95", percentile(seconds, 0.95) * 1000, "ms", 100, True,
        note=f"median {median(seconds) * 1000:.1f} ms", samples=tuple(seconds),
    )  # fmt: skip


def _heard(wire: Wire) -> asyncio.Queue[bytes]:
    frames: asyncio.Queue[bytes] = asyncio.Queue()
    wire.on_frame = frames.put_nowait
    return frames


async def _asked(
    wire: Wire, frames: asyncio.Queue[bytes], job_id: str, content: str, number: int
) -> float:
    """Every other question is answered anew."""
    question = {
        "type": "message",
        "content": content,
        "job_id": job_id,
        "client_id": f"c-{number}",
        "fresh": bool(number % 2),
    }
    began, first = time.perf_counter(), 0.0
    wire.send(orjson.dumps(question))
    async with asyncio.timeout(30):
        while True:
            frame = orjson.loads(await frames.get())
            assert frame["type"] != "error", frame
            if frame["type"] == "delta" and not first:
                first = time.perf_counter() - began
            if frame.get("role") == "assistant":
                assert frame["metadata"]["status"] == "complete", frame
                return first


async def _completed_job(client: httpx.AsyncClient) -> str:
    files = {"file": ("resume.docx", resume_docx(7), DOCX_TYPE)}
    upload = (await client.post("/api/upload", files=files)).raise_for_status().json()
    body = {"upload_id": upload["id"]}
    job_id = (
        (await client.post("/api/analysis/jobs", json=body)).raise_for_status().json()["job_id"]
    )

    async def completed() -> bool:
        job = (await client.get(f"/api/analysis/jobs/{job_id}")).json()
        return job["status"] == "completed"

    await eventually(completed, within=60)
    return str(job_id)


# --- frames -------------------------------------------------------------------------------------


async def _frames(rig: Rig, stack: Stack, seconds: float) -> Measure:
    """Deltas that reach 200 sockets, against the same number of frames said back: one under way a
    socket in either case, of the same size, in turns. The bench publishes the deltas on NATS as
    chat would: what is measured is the way from there, and chat is no part of it.
    """
    people = await _people(stack)
    port = reserve_port()
    ours: list[float] = []
    bare: list[float] = []
    async with (
        rig.process("bench.bare.echo", str(port)),
        _echoes(f"127.0.0.1:{port}") as echoes,
        wires(stack["gateway"].address, "/ws", SOCKETS) as opened,
        _chat_bus(stack) as bus,
    ):
        await _sign_in(opened, [token for token, _ in people])
        streams = [
            Stream(bus, user_id, socket)
            for (_, user_id), socket in zip(people, opened, strict=True)
        ]
        for _ in range(ROUNDS):
            bare.append(await _rate(echoes, seconds))
            ours.append(await _rate(streams, seconds))
    return Measure(
        f"chat frames to {SOCKETS} sockets", median(ours), "/s", 0.40, False,
        median(bare), median(ours) / median(bare),
        note="published on NATS by the bench: chat is no part of it", samples=tuple(ours),
    )  # fmt: skip


async def _people(stack: Stack) -> list[tuple[str, str]]:
    """As many as there are sockets, each as a token and the user's id."""
    turn = asyncio.Semaphore(SIGNING_UP)

    async def one(number: int) -> tuple[str, str]:
        async with turn:
            client, token, user_id = await signed_in(stack, f"reader-{number}")
            await client.aclose()
        return token, user_id

    return await asyncio.gather(*map(one, range(SOCKETS)))


class Stream:
    """An answer without end, told to a user: a piece when the socket has the one before."""

    def __init__(self, bus: Bus, user_id: str, socket: Wire) -> None:
        self.count = 0
        self._bus = bus
        self._subject = chat_subject(user_id)
        self._message_id, self._job_id, self._seq = new_id(), new_id(), 0
        self._next: asyncio.Future[None] | None = None
        socket.on_frame = self._got

    async def run(self, until: float) -> None:
        loop = asyncio.get_running_loop()
        while loop.time() < until:
            self._seq += 1
            self._next = loop.create_future()
            delta = ChatDelta(
                message_id=self._message_id, job_id=self._job_id, seq=self._seq, content=WORDS
            )
            await self._bus.announce(self._subject, ChatEvent(delta=delta).SerializeToString())
            async with asyncio.timeout(30):
                await self._next

    def _got(self, _frame: bytes) -> None:
        self.count += 1
        if self._next is not None and not self._next.done():
            self._next.set_result(None)


class Echo:
    """A frame that goes to and fro."""

    def __init__(self, wire: Wire) -> None:
        self.count = 0
        self._wire = wire
        self._until = 0.0
        self._done: asyncio.Future[None] | None = None
        wire.on_frame = self._got
        frame = {"type": "delta", "message_id": new_id(), "job_id": new_id(), "seq": 1000}
        self._frame = orjson.dumps(frame | {"content": WORDS})

    async def run(self, until: float) -> None:
        self._until = until
        self._done = asyncio.get_running_loop().create_future()
        self._wire.send(self._frame)
        async with asyncio.timeout(until - asyncio.get_running_loop().time() + 30):
            await self._done

    def _got(self, _frame: bytes) -> None:
        self.count += 1
        if asyncio.get_running_loop().time() < self._until:
            self._wire.send(self._frame)
        elif self._done is not None:
            self._done.set_result(None)


@asynccontextmanager
async def _echoes(address: str) -> AsyncGenerator[list[Echo]]:
    async def listening() -> bool:
        try:
            _, writer = await asyncio.open_connection(*address.split(":"))
        except OSError:
            return False
        writer.close()
        return True

    await eventually(listening)
    async with wires(address, "/", SOCKETS) as opened:
        yield [Echo(wire) for wire in opened]


async def _rate(runners: Sequence[Stream] | Sequence[Echo], seconds: float) -> float:
    """Frames received a second."""
    before = sum(runner.count for runner in runners)
    began = time.perf_counter()
    until = asyncio.get_running_loop().time() + seconds
    await asyncio.gather(*(runner.run(until) for runner in runners))
    return (sum(runner.count for runner in runners) - before) / (time.perf_counter() - began)


@asynccontextmanager
async def _chat_bus(stack: Stack) -> AsyncGenerator[Bus]:
    """What the chat service speaks with."""

    def lost(reason: BaseException) -> None:
        raise reason

    async with connected(stack.nats.url, "chat", NATS_USERS["chat"], lost) as bus:
        yield bus


# --- memory -------------------------------------------------------------------------------------


async def _memory(stack: Stack) -> Measure:
    """How much the gateway grows by 500 sockets that are signed in and say nothing."""
    client, token, _ = await signed_in(stack, "idler")
    await client.aclose()
    process = psutil.Process(stack["gateway"].pid)
    address = stack["gateway"].address
    async with wires(address, "/ws", 20) as warm:  # what a first socket loads is no socket's cost
        await _sign_in(warm, [token] * 20)
    await asyncio.sleep(SETTLE_SECONDS)
    before = process.memory_info().rss
    async with wires(address, "/ws", IDLE) as opened:
        await _sign_in(opened, [token] * IDLE)
        await asyncio.sleep(SETTLE_SECONDS)
        grown = process.memory_info().rss - before
    return Measure(f"a socket of {IDLE} idle ones", grown / IDLE / 1024, "KiB", 40, True)


async def _sign_in(opened: Sequence[Wire], tokens: Sequence[str]) -> None:
    """Signs each in, and returns when all are told so."""
    connected = 0

    def got(then: Callable[[bytes], None], frame: bytes) -> None:
        nonlocal connected
        connected += b'"Connected"' in frame
        then(frame)

    for wire, token in zip(opened, tokens, strict=True):
        wire.on_frame = partial(got, wire.on_frame)
        wire.send(json.dumps({"type": "auth", "token": token}).encode())

    async def all_connected() -> bool:
        return connected == len(opened)

    look: Callable[[], Awaitable[bool]] = all_connected
    await eventually(look, within=60, every=0.02)
