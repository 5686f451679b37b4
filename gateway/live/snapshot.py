"""What a client has to be told when events alone won't do: on connecting, and after an outage."""

from __future__ import annotations

from collections.abc import AsyncIterator

from vitae.analysis.v1 import analysis_pb2 as pb

from gateway.clients import Clients
from gateway.live.frames import News
from libs.rpc.errors import DomainError, Kind

PAGE = 100
PAGES = 10
MARGIN_SECONDS = 10.0  # clocks differ, and an outage begins before it is noticed


async def unfinished(clients: Clients) -> AsyncIterator[pb.Job]:
    """The caller's unfinished jobs, newest first, at most PAGES pages of them."""
    cursor = ""
    for _ in range(PAGES):
        request = pb.ListJobsRequest(page_size=PAGE, page_token=cursor, unfinished_only=True)
        stub = clients.analysis.stub
        answer = await clients.analysis.peer.call(stub.ListJobs, request, idempotent=True)
        for job in answer.jobs:
            yield job
        cursor = answer.next_page_token
        if not cursor:
            return


async def changed_since(clients: Clients, since: float, news: News) -> AsyncIterator[pb.Job]:
    """What may have changed unseen: unfinished jobs, jobs that ended after `since`, and jobs last
    told as unfinished that are in neither list."""
    open_before = set(news.unfinished())
    async for job in unfinished(clients):
        open_before.discard(job.job_id)
        yield job
    stub = clients.analysis.stub
    request = pb.ListJobsRequest(page_size=PAGE)
    answer = await clients.analysis.peer.call(stub.ListJobs, request, idempotent=True)
    for job in answer.jobs:
        recent = job.completed_at.ToMicroseconds() / 1e6 > since - MARGIN_SECONDS
        if recent or news.differs(job):
            open_before.discard(job.job_id)
            yield job
    for job_id in open_before:
        try:
            found = await clients.analysis.peer.call(
                stub.GetJob, pb.GetJobRequest(job_id=job_id), idempotent=True
            )
        except DomainError as error:
            if error.kind is Kind.NOT_FOUND:
                continue  # erased meanwhile
            raise
        yield found.job
