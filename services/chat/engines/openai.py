"""The engine that asks a model: what it says is checked while it is told, and told with its places.

A model's answer is a claim. It names lines of the resume, which become citations; numbers,
addresses, names and claims that stand in nothing it was given are not told (telling.py, proof.py).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from itertools import accumulate

from libs.llm.answer import Message
from libs.llm.chat import ChatModel, Ending
from libs.llm.errors import ModelAnswerInvalid, ModelContextExceeded, ModelError
from services.chat.engines import prompt
from services.chat.engines.citing import Places
from services.chat.engines.engine import Answer, Asked, Line
from services.chat.engines.facts import Fact, facts_of
from services.chat.engines.lasting import lasts
from services.chat.engines.markers import Markers
from services.chat.engines.proof import Sources
from services.chat.engines.standalone import stands_alone
from services.chat.engines.telling import Telling
from services.chat.engines.windows import Refused
from services.chat.settings import RESUME_CHARACTERS

MAX_ANSWER = 15_000  # characters; below what a message may have
MAX_BYTES = 40_000  # as JSON: an answer with its citations is one frame of at most 64 KiB
# Characters of resume and of facts that a model is given which doesn't hold the whole.
_LESS = ((24_000, 8_000), (8_000, 3_000), (2_500, 1_000))
_MOST_FACTS = 8_000
_SAYS_NOTHING = re.compile(
    r"\W*(?:i'm sorry,? (?:but )?)?(?:the|your) (?:resume|résumé|cv) (?:doesn't|does not) say\b",
    re.IGNORECASE,
)


class ModelAnswers:
    """Answers by a model; for `AnswerEngine`."""

    def __init__(
        self,
        chat: ChatModel,
        *,
        resume_characters: int = RESUME_CHARACTERS,
        stall_seconds: float | None = None,
    ) -> None:
        """A resume of at most `resume_characters` is given whole, where the model holds it.
        `stall_seconds` as in `ChatModel.stream_text`.
        """
        self._chat = chat
        self._stall_seconds = stall_seconds
        less = [budget for budget in _LESS if budget[0] <= resume_characters]
        self._budgets = ((resume_characters, _MOST_FACTS), *less)
        self._refused = Refused()

    @property
    def name(self) -> str:
        return self._chat.model

    async def answer(self, asked: Asked, deadline: float) -> AsyncGenerator[str | Answer]:
        """As `AnswerEngine.answer`. A model that can't read so much is given less, best first, and
        isn't asked again to read what it said is too long.
        """
        text = asked.resume.text
        for budget in self._budgets:
            last = budget == self._budgets[-1]
            lines = prompt.shown(asked.resume, asked.passages, budget[0])
            facts = facts_of(asked.resume, budget[1])
            messages = prompt.messages(asked, lines, facts)
            covered = self._refused.covers(text, messages)
            if covered and not last:
                continue
            composing = _Composing(asked, lines, facts)
            try:
                async with aclosing(self._told(composing, messages, deadline)) as told:
                    async for part in told:
                        yield part
            except ModelContextExceeded:
                self._refused.add(text, messages)
                if composing.said or last:
                    raise
            else:
                if covered:
                    self._refused.forget(text)
                return

    async def _told(
        self, composing: _Composing, messages: list[Message], deadline: float
    ) -> AsyncGenerator[str | Answer]:
        stall = self._stall_seconds
        parts = self._chat.stream_text(messages, deadline, stall_seconds=stall)
        try:
            async with aclosing(parts):
                async for part in parts:
                    for text in composing.take(part):
                        yield text
                    if composing.full:
                        break
        except ModelError:
            for text in composing.end(broken=True):
                yield text
            raise
        for text in composing.end():
            yield text
        yield composing.answer()


class _Composing:
    """One answer: what was told of it, and what that rests on."""

    def __init__(
        self, asked: Asked, lines: Sequence[tuple[int, Line]], facts: Sequence[Fact]
    ) -> None:
        known = "\n".join(fact.text for fact in facts)
        self.said: list[str] = []
        self._asked = asked
        self._places = Places(asked.resume, lines, facts)
        self._markers = Markers()
        sources = Sources(
            prompt.without_orders(asked.resume.text),
            known,
            question=asked.question,
            profile=asked.resume.profile,
        )
        self._telling = Telling(sources)
        self._length = self._bytes = 0
        self._cut = False

    @property
    def full(self) -> bool:
        """Whether the answer has all the characters it may have."""
        return self._length >= MAX_ANSWER or self._bytes >= MAX_BYTES

    def take(self, part: str | Ending) -> Iterator[str]:
        """What is told now that `part` has come."""
        if isinstance(part, Ending):
            self._cut = part.cut
            return
        for piece in self._markers.feed(part):
            yield from self._say(self._telling.take(piece))

    def end(self, *, broken: bool = False) -> Iterator[str]:
        """What is told at the end. Raises ModelAnswerInvalid where nothing can be."""
        for piece in self._markers.end():
            yield from self._say(self._telling.take(piece))
        yield from self._say(self._telling.end(broken=broken))
        if broken:
            return
        if self._telling.told:
            yield from self._say(["…"] * (self._cut or self.full))
        elif self._telling.left_out:
            yield from self._say([prompt.UNPROVEN])
        else:
            raise ModelAnswerInvalid

    def answer(self) -> Answer:
        text = "".join(self.said)
        citations = self._places.named(self._telling.names, self._telling.sentences)
        nothing = bool(_SAYS_NOTHING.match(text.replace("\u2019", "'")))
        if not citations and not nothing:
            citations = self._places.alike(self._telling.sentences)
        return Answer(
            text,
            citations,
            grounded=bool(citations) and not nothing,
            standalone=stands_alone(self._asked.question),
            # What a sentence was left out of is made anew another time.
            lasting=not self._telling.left_out and lasts(text, self._asked.resume.profile),
        )

    def _say(self, texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
        for text in texts:
            if text == "…":
                told = text
            elif self.full:
                continue
            else:
                told = self._fitting(text)
            self.said.append(told)
            yield told

    def _fitting(self, text: str) -> str:
        """What of `text` there is room for, at least one character; counts it."""
        told = text[: max(MAX_ANSWER - self._length, 1)]
        if self._bytes + _weight(told) > MAX_BYTES:
            weights = accumulate(map(_weight, told), initial=self._bytes)
            told = told[: max(bisect_right(list(weights), MAX_BYTES) - 1, 1)]
            self._bytes = MAX_BYTES
        self._length += len(told)
        self._bytes += _weight(told)
        return told


def _weight(text: str) -> int:
    """Bytes of `text` in a JSON string."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) - 2
