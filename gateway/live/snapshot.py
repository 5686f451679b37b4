"""What a client has to be told when events alone won't do: on connecting, and after an outage."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from vitae.analysis.v1 import analysis_pb2 as pb

from gateway.clients import Clients
from gateway.live.frames import News
from libs.rpc.errors import DomainError, Kind

PAGE = 100
PAGES = 10
AT_ONCE = 16  # after an outage every socket asks
MARGIN_SECONDS = 10.0  # clocks differ, and an outage begins before it is noticed


class Snapshots:
    """Asks for the caller's jobs. DomainError as analysis reports it."""

    def __init__(self, clients: Clients) -> None:
        self._analysis = clients.analysis
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def unfinished(self) -> AsyncIterator[pb.Job]:
        """Unfinished jobs, newest first, at most PAGES pages of them."""
        cursor = ""
        for _ in range(PAGES):
            page = await self._page(
                pb.ListJobsRequest(page_size=PAGE, page_token=cursor, unfinished_only=True)
            )
            for job in page.jobs:
                yield job
            cursor = page.next_page_token
            if not cursor:
                return

    async def changed(self, since: float, news: News) -> AsyncIterator[pb.Job]:
        """What may have changed unseen: unfinished jobs, jobs that ended after `since` (seconds
        since the epoch), and jobs last told as unfinished that are in neither list.
        """
        open_before = set(news.unfinished())
        async for job in self.unfinished():
            open_before.discard(job.job_id)
            yield job
        for job in (await self._page(pb.ListJobsRequest(page_size=PAGE))).jobs:
            ended = job.completed_at.ToMicroseconds() / 1e6
            if ended > since - MARGIN_SECONDS or job.job_id in open_before:
                open_before.discard(job.job_id)
                yield job
        for job_id in open_before:
            if job := await self._job(job_id):
                yield job

    async def _page(self, request: pb.ListJobsRequest) -> pb.ListJobsResponse:
        async with self._turn:
            return await self._analysis.peer.call(
                self._analysis.stub.ListJobs, request, idempotent=True
            )

    async def _job(self, job_id: str) -> pb.Job | None:
        """None where it was erased meanwhile."""
        request = pb.GetJobRequest(job_id=job_id)
        try:
            async with self._turn:
                answer = await self._analysis.peer.call(
                    self._analysis.stub.GetJob, request, idempotent=True
                )
        except DomainError as error:
            if error.kind is Kind.NOT_FOUND:
                return None
            raise
        return answer.job
