"""What export hears of other services."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from vitae.events.v1 import events_pb2

from libs.bus.consumer import Handler


def job_completed(take_in: Callable[[str, str], Awaitable[None]]) -> Handler:
    """Hands on which job has a profile now, and whose it is."""

    async def handle(payload: bytes) -> None:
        event = events_pb2.JobCompleted.FromString(payload)
        await take_in(event.job_id, event.user_id)

    return handle
