"""Pushes jobs as they now stand to whoever watches them, after the commit that changed them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from vitae.events.v1.events_pb2 import JobProgress

from libs.bus.connection import Bus
from libs.bus.topology import JOBS_STOP, progress_subject
from services.analysis.repository import Job
from services.analysis.rpc import to_proto
from services.analysis.service import Placed

Announce = Callable[[Job], Awaitable[None]]


def announcer(bus: Bus) -> Announce:
    """Announces a job on its owner's subject."""

    async def announce(job: Job) -> None:
        event = JobProgress(job=to_proto(Placed(job)))
        await bus.announce(progress_subject(job.user_id, job.job_id), event.SerializeToString())

    return announce


def stopper(bus: Bus) -> Callable[[str], Awaitable[None]]:
    """Tells every replica to let go of a job."""

    async def stop(job_id: str) -> None:
        await bus.announce(JOBS_STOP, job_id.encode())

    return stop
