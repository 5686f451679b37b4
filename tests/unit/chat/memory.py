# ruff: noqa: ARG002 - the signatures are those of what is replaced
"""What the use cases of chat stand on, in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import psycopg

from libs.db.ids import new_id
from libs.db.pages import Page, PageRequest
from services.chat.answering import Answering
from services.chat.composing import Means
from services.chat.engines.engine import Answer, Asked, Passage, Turn
from services.chat.errors import Interruption
from services.chat.live import Live
from services.chat.message import End, Message, New, Told
from services.chat.peers import ProfileText, ResumeText
from services.chat.resumes import Resumes
from services.chat.service import ChatService
from services.chat.stored import Embedded, PairScope, StoredAnswer
from tests.unit.chat.engines.resumes import profile_of, resume_of

USER, JOB, UPLOAD = new_id(), new_id(), new_id()
VECTOR = Embedded("model", np.ones(2, np.float32))


class Messages:
    """Rows in a dict. `away` makes every call fail as a database does that is gone; `end_unheard`
    makes the next end fail so once it is written.
    """

    def __init__(self) -> None:
        self.rows: dict[str, Message] = {}
        self.ends: dict[str, tuple[int, ...]] = {}
        self.away = False
        self.end_unheard = False
        self.commits: asyncio.Event | None = None  # once it is set
        self.failed = 0

    def _reach(self) -> None:
        if self.away:
            self.failed += 1
            raise psycopg.OperationalError("gone")

    async def ask(self, new: New, most: int) -> tuple[Message, Message] | None:
        self._reach()
        streaming = [r for r in self.rows.values() if r.status == "streaming"]
        if len([r for r in streaming if r.user_id == new.user_id]) >= most:
            return None
        common = (new.user_id, new.job_id, new.upload_id)
        question = Message(
            new.question_id, *common, "user", new.content, datetime.now(UTC), "complete", 0,
            new.client_id, None, from_qa=False, engine="", citations=(), error_code=None,
            error_message=None,
        )  # fmt: skip
        reply = replace(
            question, message_id=new.reply_id, role="assistant", content="", status="streaming",
            client_id=None, reply_to=new.question_id,
        )  # fmt: skip
        for row in (question, reply):
            self.rows[row.message_id] = row
        if self.commits:
            await self.commits.wait()
        return question, reply

    async def asked(self, user_id: str, client_id: str) -> tuple[Message, Message] | None:
        self._reach()
        for row in self.rows.values():
            if (row.user_id, row.client_id) == (user_id, client_id):
                replies = (r for r in self.rows.values() if r.reply_to == row.message_id)
                return row, next(replies)
        return None

    async def answer(self, message_id: str, user_id: str) -> tuple[Message, Told] | None:
        row = self.rows.get(message_id)
        if row is None or row.user_id != user_id or row.role != "assistant":
            return None
        return row, Told(message_id, row.content, self.ends.get(message_id, ()))

    async def page(self, user_id: str, job_id: str, request: PageRequest) -> Page[Message]:
        rows = [r for r in self.rows.values() if (r.user_id, r.job_id) == (user_id, job_id)]
        rows.sort(key=lambda row: row.message_id, reverse=True)
        return request.page(rows, [row.message_id for row in rows])

    async def history(self, question: Message) -> tuple[Turn, ...]:
        self._reach()
        return ()

    async def checkpoint(self, told: Told) -> bool:
        self._reach()
        return self._write(told, status="streaming") is not None

    async def end(self, told: Told, end: End) -> Message | None:
        self._reach()
        why = end.interruption
        written = self._write(
            told,
            status="interrupted" if why else "complete",
            seq=len(told.ends) + 1,
            engine=end.engine,
            citations=end.citations,
            from_qa=end.from_qa,
            error_code=why.code if why else None,
            error_message=why.message if why else None,
        )
        if self.end_unheard:
            self.end_unheard = False
            raise psycopg.OperationalError("gone")
        return written

    def _write(self, told: Told, **fields: Any) -> Message | None:
        row = self.rows.get(told.message_id)
        if row is None or row.status != "streaming":
            return None
        self.ends[told.message_id] = told.ends
        fields = {"content": told.content, "seq": len(told.ends)} | fields
        written = self.rows[told.message_id] = replace(row, **fields)
        return written

    async def beat(self, message_ids: Sequence[str]) -> set[str]:
        return {m for m in message_ids if m in self.rows and self.rows[m].status == "streaming"}

    async def interrupt(self, message_id: str, user_id: str, why: Interruption) -> Message | None:
        row = self.rows.get(message_id)
        if row is None or row.user_id != user_id or row.status != "streaming":
            return None
        changed = replace(row, status="interrupted", seq=row.seq + 1, error_code=why.code)
        self.rows[message_id] = changed
        return changed

    async def exists(self, message_id: str) -> bool:
        return message_id in self.rows

    async def erase_upload(self, upload_id: str) -> None:
        self.rows = {k: row for k, row in self.rows.items() if row.upload_id != upload_id}

    async def erase_user(self, user_id: str) -> None:
        self.rows = {k: row for k, row in self.rows.items() if row.user_id != user_id}


class Analysis:
    """One job with one profile; the index may be away, or hang."""

    def __init__(self) -> None:
        self.refusal: Exception | None = None
        self.index_away: Exception | None = None
        self.text_away: Exception | None = None
        self.searched = 0

    async def profile(self, job_id: str, known_version: str) -> ProfileText:
        if self.refusal:
            raise self.refusal
        text = "" if known_version == "1" else profile_of().model_dump_json()
        return ProfileText(text, "1", UPLOAD)

    async def text(self, job_id: str) -> ResumeText:
        if self.text_away:
            raise self.text_away
        found = resume_of()
        return ResumeText(found.text, found.lines)

    async def embed(self, texts: Sequence[str]) -> list[Embedded]:
        if self.index_away:
            raise self.index_away
        return [VECTOR for _ in texts]

    async def search(self, job_id: str, embedded: Embedded, limit: int) -> tuple[Passage, ...]:
        self.searched += 1
        return (Passage("Python", 0, 6, 1, 0.9),)


@dataclass
class Pairs:
    """Stored answers by question."""

    stored: dict[str, StoredAnswer] = field(default_factory=dict[str, StoredAnswer])
    asked: list[PairScope] = field(default_factory=list[PairScope])
    erased: list[str] = field(default_factory=list[str])
    on_keep: Callable[[], None] = lambda: None
    away: Exception | None = None

    async def find(
        self, scope: PairScope, question: str, embedded: Embedded, engine: str
    ) -> StoredAnswer | None:
        if self.away:
            raise self.away
        self.asked.append(scope)
        return self.stored.get(question)

    async def keep(
        self,
        scope: PairScope,
        question: str,
        embedded: Embedded,
        answer: StoredAnswer,
        *,
        replace: bool,
    ) -> None:
        self.on_keep()
        if replace:
            self.stored[question] = answer
        self.stored.setdefault(question, answer)

    async def erase_upload(self, upload_id: str) -> None:
        self.erased.append(upload_id)
        self.stored.clear()

    async def erase_user(self, user_id: str) -> None:
        self.erased.append(user_id)


@dataclass
class Tabs:
    """What tabs were told."""

    pieces: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])
    messages: list[Message] = field(default_factory=list[Message])

    async def piece(self, live: Live, content: str) -> None:
        self.pieces.append((live.message_id, live.seq, content))

    async def message(self, message: Message) -> None:
        self.messages.append(message)


class Script:
    """An engine that says what a test puts into it: text, an Answer, an error to raise."""

    name = "scripted"

    def __init__(self) -> None:
        self.parts: asyncio.Queue[str | Answer | Exception] = asyncio.Queue()
        self.asked: list[Asked] = []
        self.closed = 0

    async def answer(self, asked: Asked, deadline: float) -> AsyncIterator[str | Answer]:
        self.asked.append(asked)
        try:
            while True:
                part = await self.parts.get()
                if isinstance(part, Exception):
                    raise part
                yield part
                if isinstance(part, Answer):
                    return
        finally:
            self.closed += 1

    def say(self, *parts: str | Answer | Exception) -> None:
        for part in parts:
            self.parts.put_nowait(part)


class Chat:
    """The service on all of that."""

    def __init__(self, *, answer_seconds: float = 30.0, at_once: int = 3) -> None:
        self.messages, self.analysis, self.pairs = Messages(), Analysis(), Pairs()
        self.told, self.engine = Tabs(), Script()
        rows: Any = self.messages
        self.resumes = Resumes(self.analysis)
        means = Means(self.engine, self.analysis, self.pairs, self.resumes)
        self.answering = Answering(rows, means, self.told, answer_seconds)
        self.service = ChatService(
            rows,
            self.resumes,
            self.answering,
            self.pairs,
            announce=self.told,
            answers_at_once=at_once,
        )

    async def ask(
        self, content: str = "What do I know?", client_id: str = "", *, fresh: bool = False
    ) -> Message:
        """The answer that was begun."""
        client_id = client_id or new_id()
        return (await self.service.send(USER, JOB, content, client_id, fresh=fresh))[1]

    async def ended(self, reply: Message) -> Message:
        """The answer when it has ended, and everything after that is done."""
        if live := self.answering.find(reply.message_id):
            async with asyncio.timeout(5):
                await live.ended.wait()
        return self.messages.rows[reply.message_id]

    async def until(self, found: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not found():
                await asyncio.sleep(0.001)

    def text(self, reply: Message) -> str:
        """What tabs were told of it, piece by piece."""
        pieces = [piece for piece in self.told.pieces if piece[0] == reply.message_id]
        assert [seq for _, seq, _ in pieces] == list(range(1, len(pieces) + 1))
        return "".join(content for _, _, content in pieces)
