"""Chat answers, as validated JSON or as text while it comes, from any OpenAI-compatible server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel

from libs.llm import metrics
from libs.llm.answer import Answer, Message, Piece, Usage, estimated, read_answer, read_piece
from libs.llm.errors import ModelAnswerInvalid, ModelRequestRejected, ModelUnavailable
from libs.llm.json_task import Completion, Form, JsonTask
from libs.llm.server import ModelServer
from libs.llm.thoughts import Thoughts

T = TypeVar("T", bound=BaseModel)

# A simpler form is kept this long before the better one is tried again: servers are upgraded.
_MEMORY_S = 900.0
# Answers in a row whose thoughts were closed unopened, before the next is held back until they are:
# one may only have quoted the tag.
_SURE = 2
_NOTHING = "The model answered with nothing. Ask again, or set another model (OPENAI_MODEL)."


@dataclass(frozen=True, slots=True)
class Ending:
    """How a streamed answer ended: `cut` where a limit on its length did it; and what it cost."""

    cut: bool
    usage: Usage


class ChatModel:
    """One model of one server; remembers which form of request it answers."""

    def __init__(
        self,
        server: ModelServer,
        model: str,
        *,
        max_answer_tokens: int | None = None,
        memory: float = _MEMORY_S,
    ) -> None:
        """`max_answer_tokens`: sent only where set; servers' own limits differ too much."""
        self.server = server
        self.model = model
        self._max_answer_tokens = max_answer_tokens
        self._options: dict[str, Any] = {"temperature": 0}  # until the model refuses it
        self._streaming: dict[str, Any] = {
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        self._unopened = 0  # answers in a row, up to _SURE
        self._memory = memory
        self._proven: Form | None = None
        self._proven_until = 0.0

    async def complete_json(
        self,
        messages: Sequence[Message],
        schema: type[T],
        deadline: float,
        *,
        request_id: str = "",
    ) -> Completion[T]:
        """Asks until an answer validates against `schema`, stepping down and repairing once.

        `deadline` is an instant of the event loop's clock; every try, wait and repair together
        end by it, and within the server's timeout. `request_id` goes out as
        `X-Client-Request-Id`. Raises ModelError.
        """
        task = JsonTask(self, list(messages), schema, self.server.deadline(deadline), request_id)
        return await task.run()

    async def stream_text(
        self,
        messages: Sequence[Message],
        deadline: float,
        *,
        stall_seconds: float | None = None,
        request_id: str = "",
    ) -> AsyncGenerator[str | Ending]:
        """The answer in pieces as they come, none of them empty, then its Ending, once.

        What a model thinks aloud is left out. `deadline` and `request_id` as in `complete_json`,
        `stall_seconds` as in `ModelServer.stream`. Raises ModelError; what was told until then
        stands, and nothing is asked again once a piece was told.
        """
        thoughts = Thoughts(within=self._unopened >= _SURE)
        usage, cut, received, told = None, False, 0, False
        within = self.server.deadline(deadline)
        pieces = self._pieces(list(messages), within, stall_seconds, request_id)
        async with aclosing(pieces):
            async for piece in pieces:
                received += len(piece.text)
                usage, cut = piece.usage or usage, cut or piece.cut
                if text := thoughts.feed(piece.text):
                    told = told or not text.isspace()
                    yield text
        if rest := thoughts.end():
            told = True
            yield rest
        self._unopened = min(self._unopened + 1, _SURE) if thoughts.unopened else 0
        usage = usage or estimated(messages, received)
        self._count(usage)
        if not told:
            raise ModelAnswerInvalid(_NOTHING)
        yield Ending(cut, usage)

    async def _pieces(
        self, messages: list[Message], deadline: float, stall: float | None, request_id: str
    ) -> AsyncGenerator[Piece]:
        """The events of an answer; asks again without what the server does not know."""
        body: dict[str, Any] = {"model": self.model, "messages": messages}
        if self._max_answer_tokens:
            body["max_tokens"] = self._max_answer_tokens
        headers = {"X-Client-Request-Id": request_id} if request_id else {}
        while True:
            asked = body | self._options | self._streaming
            events = self.server.stream(
                "chat", asked, deadline, read_piece, stall_seconds=stall, headers=headers
            )
            try:
                async with aclosing(events):
                    async for piece in events:
                        yield piece
            except ModelRequestRejected as rejected:
                # The newest of them, where the server does not say which it was.
                named = rejected.parameter.partition(".")[0] or "stream_options"
                if not self._forgo(named, asked):
                    raise
            except ModelUnavailable as failure:
                if failure.status != 200:
                    raise
                break
            else:
                return
        # A 200 that said nothing. Some servers begin a stream before they know that they can't:
        # asked for the whole, they say why, or say it.
        post = self.server.post("chat", body | self._options, deadline, headers=headers)
        yield read_piece(await post)

    def _forgo(self, option: str, asked: dict[str, Any]) -> bool:
        """Never sends an option again that a server rejects; False where it is none of ours."""
        if option not in asked or option in ("model", "messages", "response_format"):
            return False
        # By now another request may have learnt it as well.
        self._options.pop(option, None)
        self._streaming.pop(option, None)
        return True

    def start(self) -> tuple[Form, bool]:
        """The form to begin with, and whether a valid answer has proven it."""
        if self._proven and asyncio.get_running_loop().time() < self._proven_until:
            return self._proven, True
        return Form.SCHEMA, False

    def prove(self, form: Form) -> None:
        """Remembers that `form` brought a valid answer."""
        forever = form is Form.SCHEMA
        now = asyncio.get_running_loop().time()
        self._proven, self._proven_until = form, float("inf") if forever else now + self._memory

    def forget(self) -> None:
        """The proven form brought no valid answer: the next task begins at the top again."""
        self._proven = None

    async def ask(
        self,
        messages: list[Message],
        response_format: dict[str, Any] | None,
        deadline: float,
        *,
        request_id: str,
        final: frozenset[int],
        more: int = 1,
    ) -> Answer:
        """One answer, whatever it says; `more` multiplies the limit on its tokens."""
        body: dict[str, Any] = {"model": self.model, "messages": messages}
        if response_format:
            body["response_format"] = response_format
        if self._max_answer_tokens:
            body["max_tokens"] = self._max_answer_tokens * more
        headers = {"X-Client-Request-Id": request_id} if request_id else {}
        post = partial(self.server.post, "chat", deadline=deadline, headers=headers, final=final)
        asked = body | self._options
        try:
            reply = await post(asked)
        except ModelRequestRejected as rejected:
            if not self._forgo(rejected.parameter, asked):
                raise
            reply = await post(body | self._options)
        answer = read_answer(reply, messages)
        self._count(answer.usage)
        return answer

    def _count(self, usage: Usage) -> None:
        metrics.tokens(
            "chat",
            self.model,
            prompt=usage.prompt,
            completion=usage.completion,
            estimated=usage.estimated,
        )
