"""The use cases of interview questions: ask for a set, read sets. Rules, no transport."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from libs.db.database import DATABASE_AWAY
from libs.db.ids import is_id
from libs.db.pages import Page, PageRequest
from libs.rpc.errors import Invalid
from services.analysis.errors import JobNotFound, QuestionSetNotFound
from services.analysis.interview.endings import Endings
from services.analysis.interview.repository import Order, QuestionSet, QuestionSets
from services.analysis.models import LONGEST_JOB_DESCRIPTION, MOST_QUESTIONS
from services.analysis.service import MAX_KEY_LENGTH

LONGEST_WAIT_SECONDS = 30
LOOK_SECONDS = 0.5  # how often a set that may end in another process is looked at


class InterviewService:
    def __init__(
        self,
        sets: QuestionSets,
        endings: Endings,
        *,
        wake: Callable[[], None],
        announce: Callable[[QuestionSet], Awaitable[None]],
    ) -> None:
        """`wake` tells the workers of a new set; `announce` pushes a set to its owner's sockets."""
        self._sets = sets
        self._endings = endings
        self._wake = wake
        self._announce = announce

    async def create(self, order: Order, wait_seconds: int) -> QuestionSet:
        """Commits a queued set, then waits at most `wait_seconds` for its end. The same key answers
        the same set.
        """
        _check(order, wait_seconds)
        found = await self._sets.by_key(order)
        if found is None:
            found = await self._sets.create(order)
            if found is None:
                return await self.create(order, wait_seconds)
            await self._announce(found)
        with self._endings.watched(found.set_id) as event:
            self._wake()
            return await self._once_ended(found, event, wait_seconds)

    async def get(self, user_id: str, job_id: str, set_id: str) -> QuestionSet:
        """The named set, or the newest of the job. QuestionSetNotFound."""
        if not all(is_id(named) for named in (job_id, set_id) if named) or not (job_id or set_id):
            raise QuestionSetNotFound
        if not set_id:
            found = await self._sets.newest(user_id, job_id)
        else:
            found = await self._sets.get(user_id, set_id)
        if found is None or (job_id and found.job_id != job_id.lower()):
            raise QuestionSetNotFound
        return found

    async def list_sets(
        self, user_id: str, job_id: str, limit: int, cursor: str, *, unfinished: bool
    ) -> Page[QuestionSet]:
        """A user's sets, newest first, without questions; of one job where `job_id` is given."""
        request = PageRequest.of(limit, cursor)
        if job_id and not (is_id(job_id) and await self._sets.owns(user_id, job_id)):
            raise JobNotFound
        return await self._sets.page(user_id, job_id, request, unfinished=unfinished)

    async def read(self, user_id: str, set_id: str) -> tuple[QuestionSet, bool]:
        """The set, and whether it is the newest completed one of its job."""
        known = is_id(user_id) and is_id(set_id)
        found = await self._sets.read(user_id, set_id) if known else None
        if found is None:
            raise QuestionSetNotFound
        return found

    async def _once_ended(
        self, found: QuestionSet, event: asyncio.Event, seconds: float
    ) -> QuestionSet:
        """The set as it stands when it has ended, or when `seconds` have passed. Nothing is held
        meanwhile, and a database that is away is waited for like the set.
        """
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        while not (found.ended or self._endings.closed) and (left := end - clock()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, LOOK_SECONDS)):
                    await event.wait()
            event.clear()
            with suppress(*DATABASE_AWAY):
                found = await self.get(found.user_id, found.job_id, found.set_id)
        return found


def _check(order: Order, wait_seconds: int) -> None:
    if not is_id(order.job_id):
        raise JobNotFound
    if not 1 <= order.count <= MOST_QUESTIONS:
        raise Invalid(f"count must be between 1 and {MOST_QUESTIONS}.")
    if len(order.job_description) > LONGEST_JOB_DESCRIPTION or "\0" in order.job_description:
        raise Invalid(
            f"job_description may have at most {LONGEST_JOB_DESCRIPTION} characters, none of "
            "them NUL."
        )
    if order.key and len(order.key) > MAX_KEY_LENGTH:
        raise Invalid(f"Idempotency-Key may have at most {MAX_KEY_LENGTH} characters.")
    if not 0 <= wait_seconds <= LONGEST_WAIT_SECONDS:
        raise Invalid(f"wait_seconds must be between 0 and {LONGEST_WAIT_SECONDS}.")
