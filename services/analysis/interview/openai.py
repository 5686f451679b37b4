"""Interview questions by a model, of which only what the resume proves is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from libs.llm.chat import ChatModel
from libs.llm.errors import ModelAnswerInvalid, ModelContextExceeded, ModelError
from libs.profile.interview import Question
from services.analysis.engines.openai import MAX_CHARACTERS, SHORTEST_CUT, beginning
from services.analysis.interview import openai_prompt
from services.analysis.interview.engine import Brief
from services.analysis.interview.openai_answer import Interview, Written
from services.analysis.interview.openai_check import Checker
from services.analysis.reading.memory import forget

_NONE_KEPT = (
    "The model's interview questions named things that are not in the resume, also when asked "
    "again. Set a more capable model (OPENAI_MODEL) and ask for a new set."
)


class ModelQuestions:
    """Asks the model, checks every word, and asks once more for what could not be kept."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat

    @property
    def name(self) -> str:
        return self._chat.model

    async def generate(self, brief: Brief, deadline: float, *, set_id: str) -> Sequence[Question]:
        """At most `brief.count` questions, at least one. `deadline` is an instant of the event
        loop's clock, `set_id` names the work to a server. Raises ModelError.
        """
        checker = Checker(brief.document, brief.job_description, brief.asked)
        kept = await self._kept(brief, checker, [], deadline, set_id)
        if len(kept) < brief.count:
            try:
                kept += await self._kept(brief, checker, kept, deadline, set_id)
            except ModelError:
                # What is there is true and of use; a set of nothing would be neither.
                if not kept:
                    raise
        if not kept:
            raise ModelAnswerInvalid(_NONE_KEPT)
        return [
            one.model_copy(update={"id": f"q{number}"}) for number, one in enumerate(kept, start=1)
        ]

    async def _kept(
        self, brief: Brief, checker: Checker, had: list[Question], deadline: float, set_id: str
    ) -> list[Question]:
        """What one answer of the model adds to the questions there are."""
        missing = brief.count - len(had)
        earlier = [*brief.asked, *(one.question for one in had)]
        written = await self._ask(brief, missing, earlier, deadline, set_id)
        return await asyncio.to_thread(_checked, checker, written, missing)

    async def _ask(
        self, brief: Brief, count: int, earlier: list[str], deadline: float, set_id: str
    ) -> list[Written]:
        text = beginning(brief.document.text, MAX_CHARACTERS)
        while True:
            asked = openai_prompt.messages(
                text, count, posting=brief.job_description, earlier=earlier
            )
            try:
                done = await self._chat.complete_json(asked, Interview, deadline, request_id=set_id)
            except ModelContextExceeded:
                text = beginning(text, len(text) // 2)
                if len(text) < SHORTEST_CUT:
                    raise
            else:
                return done.value.questions


def _checked(checker: Checker, written: list[Written], most: int) -> list[Question]:
    try:
        found = [one for each in written if (one := checker.kept(each))]
        return found[:most]
    finally:
        forget()
