"""The use cases of chat: ask, stop, take up again, read, erase. Rules, no transport."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from libs.db.ids import is_id, new_id
from libs.db.pages import Page, PageRequest
from libs.rpc.errors import DomainError
from services.chat.answering import Announcer, Answering
from services.chat.errors import (
    CANCELLED,
    JobNotFound,
    MessageInvalid,
    MessageNotFound,
    TooManyAnswers,
)
from services.chat.live import Live
from services.chat.message import Message, New, Told
from services.chat.models import MAX_CLIENT_ID, MAX_QUESTION
from services.chat.repository import Messages
from services.chat.resumes import Known, Resumes

NOT_COMPLETED = "JOB_NOT_COMPLETED"  # as analysis calls it


class Pairs(Protocol):
    """Stored answers, as far as erasing them goes."""

    async def erase_upload(self, upload_id: str) -> None: ...
    async def erase_user(self, user_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Replay:
    """An answer, and what was said of it after some piece: `text` ends with piece `seq`."""

    message: Message
    text: str
    seq: int

    @property
    def ended(self) -> bool:
        return self.message.status != "streaming"


class ChatService:
    def __init__(
        self,
        messages: Messages,
        resumes: Resumes,
        answering: Answering,
        pairs: Pairs,
        *,
        announce: Announcer,
        answers_at_once: int,
    ) -> None:
        self._messages = messages
        self._resumes = resumes
        self._answering = answering
        self._pairs = pairs
        self._announce = announce
        self._most = answers_at_once
        self._asking: dict[str, int] = {}
        self._beginning: set[asyncio.Task[tuple[Message, Message] | None]] = set()

    async def send(
        self, user_id: str, job_id: str, content: str, client_id: str, *, fresh: bool
    ) -> tuple[Message, Message]:
        """Commits a question and begins its answer. The same `client_id` is the same question."""
        _check(content, client_id)
        if known := await self._messages.asked(user_id, client_id):
            return known
        if not is_id(job_id):
            raise JobNotFound
        # The answers under way are counted in the statement, those about to begin here.
        asking = self._asking.get(user_id, 0)
        if asking + self._answering.of_user(user_id) >= self._most:
            raise TooManyAnswers
        self._asking[user_id] = asking + 1
        try:
            return await self._ask(user_id, job_id, content, client_id, fresh=fresh)
        finally:
            self._asking[user_id] -= 1
            if not self._asking[user_id]:
                del self._asking[user_id]

    async def _ask(
        self, user_id: str, job_id: str, content: str, client_id: str, *, fresh: bool
    ) -> tuple[Message, Message]:
        resume = await self._resumes.current(job_id)
        new = New(new_id(), new_id(), user_id, job_id, resume.upload_id, content, client_id)
        # A task of its own: a client that leaves between the commit and the beginning must not
        # leave an answer behind that nobody gives.
        beginning = asyncio.create_task(self._begin(new, resume, fresh=fresh), name="begin")
        self._beginning.add(beginning)
        beginning.add_done_callback(self._beginning.discard)
        if begun := await asyncio.shield(beginning):
            return begun
        if known := await self._messages.asked(user_id, client_id):
            return known
        raise TooManyAnswers

    async def _begin(
        self, new: New, resume: Known, *, fresh: bool
    ) -> tuple[Message, Message] | None:
        begun = await self._messages.ask(new, self._most)
        if begun is not None:
            self._answering.begin(Live(*begun, fresh=fresh), resume)
        return begun

    async def cancel(self, user_id: str, message_id: str) -> Message:
        """Ends an answer as interrupted; one that has ended stays as it is."""
        live = self._answering.find(message_id)
        if live is not None and live.user_id == user_id:
            live.stop(CANCELLED)
            await live.ended.wait()
        elif is_id(message_id):  # another process may be giving it: it notices
            message = await self._messages.interrupt(message_id, user_id, CANCELLED)
            if message is not None:
                await self._announce.message(message)
        return (await self._answer(user_id, message_id))[0]

    async def resume(self, user_id: str, message_id: str, after: int) -> Replay:
        """What was said of an answer after piece `after`."""
        message, told = await self._answer(user_id, message_id)
        live = self._answering.find(message_id)
        if live is not None and message.status == "streaming":
            return Replay(message, live.after(after), live.seq)
        return Replay(message, told.after(after), len(told.ends))

    async def history(self, user_id: str, job_id: str, limit: int, cursor: str) -> Page[Message]:
        """A job's messages, newest first."""
        request = PageRequest.of(limit, cursor)
        if not is_id(job_id):
            raise JobNotFound
        page = await self._messages.page(user_id, job_id, request)
        if not page.items and not cursor:
            await self._require(job_id)
        return page

    async def erase_file(self, upload_id: str, _user_id: str = "") -> None:
        """Erases what was made of a file. Bears repetition."""
        await self._let_go(lambda live: live.upload_id == upload_id)
        self._resumes.forget_upload(upload_id)
        await self._messages.erase_upload(upload_id)
        await self._pairs.erase_upload(upload_id)

    async def erase_user(self, user_id: str) -> None:
        await self._let_go(lambda live: live.user_id == user_id)
        self._resumes.forget_all()
        await self._messages.erase_user(user_id)
        await self._pairs.erase_user(user_id)

    async def _let_go(self, which: Callable[[Live], bool]) -> None:
        """An answer that is being given ends, and its tabs are told; nothing more is kept of it."""
        for live in await self._answering.let_go(which):
            await self._announce.message(live.erased())

    async def _answer(self, user_id: str, message_id: str) -> tuple[Message, Told]:
        found = await self._messages.answer(message_id, user_id) if is_id(message_id) else None
        if found is None:
            raise MessageNotFound
        return found

    async def _require(self, job_id: str) -> None:
        """That the caller has such a job, completed or not."""
        try:
            await self._resumes.current(job_id)
        except DomainError as error:
            if error.reason != NOT_COMPLETED:
                raise


def _check(content: str, client_id: str) -> None:
    if not content.strip() or len(content) > MAX_QUESTION or "\0" in content:
        raise MessageInvalid(f"content must have 1 to {MAX_QUESTION} characters.")
    if not 1 <= len(client_id) <= MAX_CLIENT_ID or "\0" in client_id:
        raise MessageInvalid(f"client_id must have 1 to {MAX_CLIENT_ID} characters.")
