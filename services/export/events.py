"""What export hears of other services."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from vitae.events.v1 import events_pb2

from libs.bus.consumer import Handler


def job_completed(changed: Callable[[str], Awaitable[None]]) -> Handler:
    """Hands on the job whose profile was written anew."""

    async def handle(payload: bytes) -> None:
        await changed(events_pb2.JobCompleted.FromString(payload).job_id)

    return handle
