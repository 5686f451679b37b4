"""The use cases of analysis: submit, watch, retry, cancel, read, erase. Rules, no transport."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from libs.db.ids import is_id, new_id
from libs.db.pages import Page, PageRequest
from libs.rpc.errors import Invalid
from services.analysis.errors import (
    IdempotencyKeyReused,
    JobFinished,
    JobNotCompleted,
    JobNotFailed,
    JobNotFound,
    QueueUnavailable,
    RetriesExhausted,
    TooManyJobsOfAFile,
    UploadNotFound,
)
from services.analysis.models import MAX_RETRIES
from services.analysis.repository import LONGEST_QUEUE, Job, Repository, StoredProfile

MAX_KEY_LENGTH = 255


class Queue(Protocol):
    """What takes committed jobs to the consumers."""

    @property
    def healthy(self) -> bool: ...

    def wake(self) -> None: ...


class Vectors(Protocol):
    """Where the vectors of passages are."""

    async def erase(self, field: str, target: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """A job with its place in the queue: 0 where it is not waiting, at most LONGEST_QUEUE."""

    job: Job
    position: int = 0


class AnalysisService:
    def __init__(
        self,
        repository: Repository,
        queue: Queue,
        vectors: Vectors,
        *,
        upload_exists: Callable[[str], Awaitable[None]],
        announce: Callable[[Job], Awaitable[None]],
        stop: Callable[[str], Awaitable[None]],
    ) -> None:
        """`upload_exists` raises where the caller has no such upload; `announce` pushes a job to
        its owner's sockets; `stop` tells whoever runs a job to let go of it.
        """
        self._repository = repository
        self._queue = queue
        self._vectors = vectors
        self._upload_exists = upload_exists
        self._announce = announce
        self._stop = stop

    async def submit(self, user_id: str, upload_id: str, key: str) -> Placed:
        """Commits a queued job. The same key answers the same job."""
        if not is_id(upload_id):
            raise UploadNotFound
        if len(key) > MAX_KEY_LENGTH:
            raise Invalid(f"Idempotency-Key may have at most {MAX_KEY_LENGTH} characters.")
        if not self._queue.healthy:
            raise QueueUnavailable
        await self._upload_exists(upload_id)
        submitted = await self._repository.submit(new_id(), user_id, upload_id, key or None)
        if submitted is None:
            raise TooManyJobsOfAFile
        job, place = submitted
        if job.upload_id != upload_id:
            raise IdempotencyKeyReused
        self._queue.wake()
        await self._announce(job)
        return Placed(job, place) if place else await self._placed(job)

    async def get(self, user_id: str, job_id: str) -> Placed:
        return await self._placed(await self._found(user_id, job_id))

    async def list_jobs(
        self, user_id: str, upload_id: str, limit: int, cursor: str, *, unfinished: bool
    ) -> Page[Placed]:
        """A user's jobs, newest first; of one upload where `upload_id` is given. UploadNotFound
        where the user has no such upload.
        """
        request = PageRequest.of(limit, cursor)
        if upload_id and not is_id(upload_id):
            raise UploadNotFound
        page = await self._repository.list_jobs(user_id, upload_id, request, unfinished=unfinished)
        if upload_id and not page.items:  # a job of theirs is proof enough
            await self._upload_exists(upload_id)
        return Page(await self._all_placed(page.items), page.next_cursor)

    async def retry(self, user_id: str, job_id: str) -> Placed:
        """Queues a failed job again, under its own id, at most five times."""
        job = await self._repository.retry(job_id, user_id) if is_id(job_id) else None
        if job is None:
            found = await self._found(user_id, job_id)
            raise (
                RetriesExhausted
                if (found.status == "failed" and found.retries >= MAX_RETRIES)
                else JobNotFailed
            )
        self._queue.wake()
        await self._announce(job)
        return await self._placed(job)

    async def cancel(self, user_id: str, job_id: str) -> Placed:
        """Ends an unfinished job; whoever runs it is stopped."""
        job = await self._repository.cancel(job_id, user_id) if is_id(job_id) else None
        if job is None:
            await self._found(user_id, job_id)
            raise JobFinished
        await self._stop(job_id)
        await self._announce(job)
        self._queue.wake()
        return Placed(job)

    async def profile(self, user_id: str, job_id: str) -> StoredProfile:
        """The profile of a completed job."""
        known = is_id(user_id) and is_id(job_id)
        found = await self._repository.profile(job_id, user_id) if known else None
        if found is None:
            raise JobNotFound
        status, profile = found
        if status != "completed" or profile is None:
            raise JobNotCompleted
        return profile

    async def erase_upload(self, upload_id: str, _user_id: str = "") -> None:
        """Erases an upload's jobs, results and vectors. Bears repetition."""
        for job_id in await self._repository.erase_upload(upload_id):
            await self._stop(job_id)
        await self._vectors.erase("upload_id", upload_id)

    async def erase_user(self, user_id: str) -> None:
        for job_id in await self._repository.erase_user(user_id):
            await self._stop(job_id)
        await self._vectors.erase("user_id", user_id)

    async def _found(self, user_id: str, job_id: str) -> Job:
        job = await self._repository.get(job_id, user_id) if is_id(job_id) else None
        if job is None:
            raise JobNotFound
        return job

    async def _placed(self, job: Job) -> Placed:
        return (await self._all_placed([job]))[0]

    async def _all_placed(self, jobs: Sequence[Job]) -> list[Placed]:
        waiting = [job.job_id for job in jobs if job.waiting]
        places: Mapping[str, int] = {}
        if waiting:
            places = await self._repository.positions(waiting)
        return [
            Placed(job, places.get(job.job_id, LONGEST_QUEUE) if job.waiting else 0) for job in jobs
        ]
