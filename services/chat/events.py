"""What chat does when something has happened elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pydantic import TypeAdapter
from vitae.analysis.v1.interview_pb2 import QuestionSet
from vitae.events.v1.events_pb2 import JobCompleted, QuestionsCompleted

from libs.bus.consumer import Handler
from libs.bus.topology import JOB_COMPLETED, QUESTIONS_COMPLETED
from libs.profile.interview import Question
from libs.profile.model import Evidence
from libs.rpc.errors import DomainError, Kind
from services.chat.engines.engine import Citation
from services.chat.engines.quoting import MOST, clipped
from services.chat.peers import EMBED_SETS_SECONDS, Analysis
from services.chat.resumes import Resumes
from services.chat.stored import Embedded, PairScope, StoredAnswer

_QUESTIONS = TypeAdapter(list[Question])


class Pairs(Protocol):
    """Stored answers, as far as what others tell goes."""

    async def keep_set(
        self,
        scope: PairScope,
        set_id: str,
        pairs: Sequence[tuple[str, StoredAnswer]],
        embedded: Sequence[Embedded],
    ) -> None: ...
    async def drop_outdated(self, job_id: str, profile_version: str) -> None: ...
    async def repair(self) -> None: ...


class Happenings:
    """Handlers, by subject. They bear being repeated."""

    def __init__(self, analysis: Analysis, pairs: Pairs, resumes: Resumes) -> None:
        self._analysis = analysis
        self._pairs = pairs
        self._resumes = resumes

    def handlers(self) -> dict[str, Handler]:
        return {JOB_COMPLETED: self.job_completed, QUESTIONS_COMPLETED: self.questions_completed}

    async def job_completed(self, payload: bytes) -> None:
        """The job has a new profile: what was stored of any other goes. What is of this one stays,
        for the event may come late, or again.
        """
        event = JobCompleted.FromString(payload)
        self._resumes.forget_job(event.job_id)
        if event.profile_version:
            await self._pairs.drop_outdated(event.job_id, event.profile_version)

    async def questions_completed(self, payload: bytes) -> None:
        """The questions of a job's newest set, with their answers, become stored pairs."""
        event = QuestionsCompleted.FromString(payload)
        try:
            answer = await self._analysis.question_set(event.set_id, event.user_id)
        except DomainError as error:
            if error.kind is Kind.NOT_FOUND:  # erased meanwhile
                return
            raise
        if answer.newest:
            await self._keep(event, answer.question_set)

    async def _keep(self, event: QuestionsCompleted, found: QuestionSet) -> None:
        questions = _QUESTIONS.validate_json(found.questions_json)
        pairs = [
            (
                question.question,
                StoredAnswer(question.answer, _citations(question.evidence), found.engine),
            )
            for question in questions
        ]
        texts = [text for text, _ in pairs]
        embedded = await self._analysis.embed(texts, EMBED_SETS_SECONDS) if texts else []
        scope = PairScope(event.user_id, event.job_id, event.upload_id, found.profile_version)
        await self._pairs.keep_set(scope, event.set_id, pairs, embedded)


def _citations(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """The quotes: what was computed, or is absent, has no one place."""
    places = [
        clipped(Citation(each.page, each.paragraph or 0, each.start, each.end, each.quote))
        for each in evidence
        if each.kind == "quote" and each.start is not None and each.end is not None
    ]
    return tuple(places[:MOST])
