"""What a client has to be told when events alone won't do: on connecting, and after an outage."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from typing import Generic, TypeVar

from vitae.analysis.v1 import analysis_pb2 as pb
from vitae.analysis.v1 import interview_pb2

from gateway.clients import Clients
from gateway.live.frames import News, Subject, identity
from libs.rpc.errors import DomainError, Kind

T = TypeVar("T", bound=Subject)
A = TypeVar("A")

PAGE = 100
PAGES = 10
AT_ONCE = 16  # after an outage every socket asks
MARGIN_SECONDS = 10.0  # clocks differ, and an outage begins before it is noticed


class Snapshots(Generic[T]):
    """Asks for the caller's jobs, or sets of questions. DomainError as analysis reports it."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def unfinished(self) -> AsyncIterator[T]:
        """Unfinished ones, newest first, at most PAGES pages of them."""
        cursor = ""
        for _ in range(PAGES):
            found, cursor = await self._in_turn(self._page(cursor, unfinished=True))
            for each in found:
                yield each
            if not cursor:
                return

    async def changed(self, since: float, news: News) -> AsyncIterator[T]:
        """What may have changed unseen: unfinished ones, those that ended after `since` (seconds
        since the epoch), and those last told as unfinished that are in neither list.
        """
        open_before = set(news.unfinished())
        async for each in self.unfinished():
            open_before.discard(identity(each))
            yield each
        found, _ = await self._in_turn(self._page("", unfinished=False))
        for each in found:
            ended = each.completed_at.ToMicroseconds() / 1e6
            if ended > since - MARGIN_SECONDS or identity(each) in open_before:
                open_before.discard(identity(each))
                yield each
        for key in open_before:
            if left := await self._if_there(key):
                yield left

    async def _page(self, cursor: str, *, unfinished: bool) -> tuple[Sequence[T], str]:
        """PAGE of them, newest first, and where the next page begins."""
        raise NotImplementedError

    async def _one(self, key: str) -> T:
        raise NotImplementedError

    async def _if_there(self, key: str) -> T | None:
        """None where it was erased meanwhile."""
        try:
            return await self._in_turn(self._one(key))
        except DomainError as error:
            if error.kind is Kind.NOT_FOUND:
                return None
            raise

    async def _in_turn(self, asking: Awaitable[A]) -> A:
        async with self._turn:
            return await asking


class JobSnapshots(Snapshots[pb.Job]):
    def __init__(self, clients: Clients) -> None:
        super().__init__()
        self._client = clients.analysis

    async def _page(self, cursor: str, *, unfinished: bool) -> tuple[Sequence[pb.Job], str]:
        request = pb.ListJobsRequest(page_size=PAGE, page_token=cursor, unfinished_only=unfinished)
        client = self._client
        answer = await client.peer.call(client.stub.ListJobs, request, idempotent=True)
        return answer.jobs, answer.next_page_token

    async def _one(self, key: str) -> pb.Job:
        client, request = self._client, pb.GetJobRequest(job_id=key)
        return (await client.peer.call(client.stub.GetJob, request, idempotent=True)).job


class SetSnapshots(Snapshots[interview_pb2.QuestionSet]):
    def __init__(self, clients: Clients) -> None:
        super().__init__()
        self._client = clients.interview

    async def _page(
        self, cursor: str, *, unfinished: bool
    ) -> tuple[Sequence[interview_pb2.QuestionSet], str]:
        request = interview_pb2.ListQuestionSetsRequest(
            page_size=PAGE, page_token=cursor, unfinished_only=unfinished
        )
        client = self._client
        answer = await client.peer.call(client.stub.ListQuestionSets, request, idempotent=True)
        return answer.question_sets, answer.next_page_token

    async def _one(self, key: str) -> interview_pb2.QuestionSet:
        client, request = self._client, interview_pb2.GetQuestionSetRequest(set_id=key)
        answer = await client.peer.call(client.stub.GetQuestionSet, request, idempotent=True)
        return answer.question_set
