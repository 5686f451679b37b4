"""The least a durable job over JetStream and PostgreSQL can be: two commits and an ack_sync."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

from nats.js.api import AckPolicy, ConsumerConfig, RetentionPolicy, StreamConfig
from psycopg_pool import AsyncConnectionPool

from libs.bus.connection import Bus

WORKERS = 5
_STREAM = "BARE"


class BareJobs:
    def __init__(self, pool: AsyncConnectionPool[Any], bus: Bus) -> None:
        self._pool = pool
        self._bus = bus
        self._changed = asyncio.Event()
        self._numbers = itertools.count()
        self._workers: list[asyncio.Task[None]] = []
        self.completed = 0

    async def prepare(self) -> None:
        """The table, the stream, the durable."""
        await self._execute("CREATE TABLE bare (id int PRIMARY KEY, status text)", ())
        stream: Any = self._bus.stream
        config = StreamConfig(
            name=_STREAM, subjects=["jobs.bare"], retention=RetentionPolicy.WORK_QUEUE
        )
        await stream.add_stream(config)
        consumer = ConsumerConfig(durable_name="bare", ack_policy=AckPolicy.EXPLICIT)
        await stream.add_consumer(_STREAM, consumer)

    async def start(self) -> None:
        """Five workers, until `stop`."""
        self._workers = [asyncio.create_task(self._work()) for _ in range(WORKERS)]

    async def stop(self) -> None:
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def submit(self, count: int) -> None:
        """A row and a message each."""
        for _ in range(count):
            number = next(self._numbers)
            await self._execute("INSERT INTO bare VALUES (%s, 'queued')", (number,))
            await self._bus.stream.publish("jobs.bare", str(number).encode())

    async def until(self, completed: int) -> None:
        while self.completed < completed:
            self._changed.clear()
            await self._changed.wait()

    async def _work(self) -> None:
        subscription = await self._bus.stream.pull_subscribe_bind(consumer="bare", stream=_STREAM)
        while True:
            try:
                (message,) = await subscription.fetch(1, timeout=5)
            except TimeoutError:
                continue
            number = int(message.data)
            await self._execute("UPDATE bare SET status = 'running' WHERE id = %s", (number,))
            await self._execute("UPDATE bare SET status = 'completed' WHERE id = %s", (number,))
            await message.ack_sync()
            self.completed += 1
            self._changed.set()

    async def _execute(self, sql: str, values: tuple[object, ...]) -> None:
        async with self._pool.connection() as connection:
            await connection.execute(sql, values)  # type: ignore[arg-type]
