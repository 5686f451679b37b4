"""An answer while it is being given: what was said, in the pieces it was told in."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from services.chat.errors import ERASED
from services.chat.message import Message, Told
from services.chat.models import MAX_ANSWER

if TYPE_CHECKING:
    from services.chat.errors import Interruption


class TooLong(Exception):
    """The answer has more than MAX_ANSWER characters."""


class Live:
    """One writer says, one reader cuts what was said into pieces, anybody looks on."""

    def __init__(self, question: Message, reply: Message, *, fresh: bool) -> None:
        self.question = question
        self.reply = reply  # as it began
        self.message_id = reply.message_id
        self.user_id = reply.user_id
        self.upload_id = reply.upload_id
        self.fresh = fresh
        self.kept = 0  # pieces that are in the row
        self.stopped: Interruption | None = None
        self.lost = False  # the row is gone, or somebody else's: write nothing
        self.ending = False  # all is said; its end alone is written from here on
        self.over = False  # its end is told
        self.ended = asyncio.Event()  # and nothing more happens for it
        self._pieces: list[str] = []
        self._ends: list[int] = []
        self._said: list[str] = []  # and not yet told
        self._length = 0
        self._news = asyncio.Event()
        self._silent = asyncio.Event()
        self._composing: asyncio.Task[object] | None = None

    @property
    def seq(self) -> int:
        """Of the last piece; 0 before the first."""
        return len(self._pieces)

    def say(self, text: str) -> None:
        """Adds to the answer. TooLong where that is more than it may have."""
        text, room = text.replace("\0", ""), MAX_ANSWER - self._length
        if said := text[:room]:
            self._length += len(said)
            self._said.append(said)
            self._news.set()
        if len(text) > room:
            raise TooLong

    def fall_silent(self) -> None:
        """Nothing more will be said."""
        self._silent.set()
        self._news.set()

    async def news(self) -> bool:
        """Waits until there is something to tell. False when all is told."""
        await self._news.wait()
        return bool(self._said)

    def cut(self) -> str:
        """What was said since the last piece, as the next one."""
        piece = "".join(self._said)
        self._said.clear()
        self._pieces.append(piece)
        self._ends.append((self._ends[-1] if self._ends else 0) + len(piece))
        if not self._silent.is_set():
            self._news.clear()
        return piece

    async def pause(self, seconds: float) -> None:
        """Waits for more to be said, so that pieces are not needlessly small."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._silent.wait()

    def after(self, seq: int) -> str:
        """All pieces after piece `seq`, joined."""
        return "".join(self._pieces[seq:])

    def told(self) -> Told:
        return Told(self.message_id, "".join(self._pieces), tuple(self._ends))

    def erased(self) -> Message:
        """The end of an answer of which nothing is left."""
        return replace(
            self.reply,
            status="interrupted",
            seq=self.seq + 1,
            error_code=ERASED.code,
            error_message=ERASED.message,
        )

    def composed_by(self, task: asyncio.Task[object]) -> None:
        """`task` is what `stop` ends; at once, where that was called before."""
        self._composing = task
        if self.stopped or self.lost:
            task.cancel()

    def stop(self, why: Interruption) -> None:
        """Ends the answer as interrupted, with what there is of it."""
        if self.stopped is None:
            self.stopped = why
            self._cancel()

    def let_go(self) -> None:
        """Ends the answer here: it is somebody else's now, or nobody's."""
        self.lost = True
        self._cancel()

    def _cancel(self) -> None:
        if self._composing is not None:
            self._composing.cancel()
