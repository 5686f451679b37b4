"""Workers that make sets of questions, one at a time each.

A worker claims a set whose turn it is, keeps it with heartbeats, and writes down how it ended. It
is woken by a new set of this process, and looks every second for those of others.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

import orjson

from libs.db.database import DATABASE_AWAY
from libs.llm.errors import ModelAnswerInvalid, ModelError
from libs.profile.model import Profile
from services.analysis.claiming import claimed, stopped
from services.analysis.engines.failures import ModelFailed, translated
from services.analysis.errors import (
    FenceLost,
    JobError,
    QuestionsCrashed,
    QuestionsDeadlineExceeded,
    QuestionsError,
    Waiting,
)
from services.analysis.interview.endings import Endings
from services.analysis.interview.engine import Brief, QuestionEngine
from services.analysis.interview.ledger import Claim, Ledger, Sources
from services.analysis.interview.progress import Announce
from services.analysis.interview.repository import QuestionSet
from services.analysis.reading.document import Document

log = logging.getLogger(__name__)
T = TypeVar("T")

MAX_ATTEMPTS = 5  # claims that ended in a crash
POLL_SECONDS = 1.0
PAUSE_SECONDS = 1.0
BEATS = 3  # heartbeats in the time after which a silent worker has lost its set
MARGIN_SECONDS = 15.0  # beside the model's time: reading what is kept, proving what was said
OVERDUE_SECONDS = 60.0  # past that, others may take over a set that is still kept alive


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: after which a silent worker has lost its set, for one generation, and to wait in all
    for a model that is away.
    """

    silent: float
    model: float
    model_wait: float

    @property
    def generation(self) -> float:
        return self.model + MARGIN_SECONDS


class Workers:
    def __init__(
        self,
        ledger: Ledger,
        engine: QuestionEngine,
        endings: Endings,
        announce: Announce,
        limits: Limits,
    ) -> None:
        self._ledger = ledger
        self._engine = engine
        self._endings = endings
        self._announce = announce
        self._limits = limits
        self._woken = asyncio.Event()
        self._held: set[str] = set()

    def wake(self) -> None:
        """A set came that may be due."""
        self._woken.set()

    async def work(self) -> None:
        """One worker, for ever. Cancelling it hands back what it holds."""
        while True:
            self._woken.clear()
            try:
                claim = await self._claim()
            except DATABASE_AWAY as error:
                log.warning("questions wait", extra={"cause": type(error).__name__})
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if claim is not None:
                self.wake()  # where one was due, another may be
                await self._hold(claim)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._woken.wait()

    async def _claim(self) -> Claim | None:
        claim = self._ledger.claim(
            run_seconds=self._limits.generation + OVERDUE_SECONDS,
            silent_seconds=self._limits.silent,
            held=self._held,
        )
        return await claimed(claim, self._hand_back)

    async def _hold(self, claim: Claim) -> None:
        """Works on a claimed set to an end that is written down: completed, failed, given back."""
        set_id = claim.questions.set_id
        self._held.add(set_id)
        run = asyncio.create_task(self._run(claim), name=f"questions {set_id}")
        beats = asyncio.create_task(self._beat(claim, run))
        try:
            await asyncio.shield(run)
        except FenceLost:
            await self._overtaken(set_id)
        except asyncio.CancelledError:
            own = asyncio.current_task()
            if own is None or not own.cancelling():
                await self._overtaken(set_id)
                return
            run.cancel()
            await asyncio.gather(run, return_exceptions=True)
            await self._hand_back(claim)
            raise
        finally:
            beats.cancel()
            self._held.discard(set_id)
            self._endings.ended(set_id)

    async def _run(self, claim: Claim) -> None:
        await self._announce(claim.questions)
        try:
            made, version = await self._make(claim)
            name = self._engine.name
            await self._end(lambda: self._ledger.complete(claim, made, name, version))
        except JobError as error:
            await self._fail(claim, error.code, str(error))
        except Waiting as error:
            await self._wait(claim, error)
        except FenceLost:
            raise
        except Exception:
            if stopped():
                raise asyncio.CancelledError from None
            log.exception("questions failed unexpectedly", extra=_named(claim))
            await self._fail(claim, QuestionsError.code, QuestionsError.message)

    async def _make(self, claim: Claim) -> tuple[str, str]:
        """The questions as JSON, and the version of the profile they are made from."""
        if claim.attempts > MAX_ATTEMPTS:
            raise QuestionsCrashed
        sources = await self._persist(lambda: self._ledger.sources(claim))
        limit = asyncio.timeout(self._limits.generation)
        try:
            async with limit:
                return await self._generate(claim, sources), sources.version
        except ModelError as error:
            raise translated(error) from error
        except TimeoutError:
            if limit.expired():
                raise QuestionsDeadlineExceeded from None
            raise

    async def _generate(self, claim: Claim, sources: Sources) -> str:
        brief = await asyncio.to_thread(_brief, claim, sources)
        deadline = asyncio.get_running_loop().time() + self._limits.model
        made = await self._engine.generate(brief, deadline, set_id=claim.questions.set_id)
        if not made:
            raise ModelFailed(ModelAnswerInvalid())
        kept = [question.model_dump(mode="json") for question in made[: brief.count]]
        return orjson.dumps(kept).decode()

    async def _fail(self, claim: Claim, code: str, message: str) -> None:
        log.info("questions failed", extra={**_named(claim), "code": code})
        await self._end(lambda: self._ledger.fail(claim, code, message))

    async def _wait(self, claim: Claim, reason: Waiting) -> None:
        """Gives the set back for a while, unless it has waited as long as it may."""
        seconds = reason.pause(claim.waits)
        if claim.waited_seconds + seconds > self._limits.model_wait:
            await self._fail(claim, reason.code, str(reason))
            return
        log.info("questions wait", extra={**_named(claim), "for": reason.what})
        await self._end(lambda: self._ledger.release(claim, seconds))

    async def _end(self, write: Callable[[], Awaitable[QuestionSet]]) -> None:
        await self._announce(await self._persist(write))

    async def _persist(self, step: Callable[[], Awaitable[T]]) -> T:
        """Repeats a step until the database takes it: what a model has said is held meanwhile."""
        while True:
            try:
                return await step()
            except DATABASE_AWAY as error:
                if stopped():
                    raise asyncio.CancelledError from None
                log.warning("database away", extra={"cause": type(error).__name__})
                await asyncio.sleep(PAUSE_SECONDS)

    async def _hand_back(self, claim: Claim) -> None:
        """The process stops: another worker may start on the set at once."""
        try:
            await self._announce(await self._ledger.release(claim))
            log.info("questions handed back", extra=_named(claim))
        except FenceLost:
            return  # somebody else has it, or it has ended: all the same to us
        except DATABASE_AWAY as error:
            log.info("questions left behind", extra={"cause": type(error).__name__})

    async def _overtaken(self, set_id: str) -> None:
        """Somebody else has the set, it was erased, or a commit of ours came through unheard: its
        owner is told how it stands.
        """
        log.info("questions taken over", extra={"set_id": set_id})
        with suppress(*DATABASE_AWAY):
            if found := await self._ledger.current(set_id):
                await self._announce(found)

    async def _beat(self, claim: Claim, run: asyncio.Task[None]) -> None:
        """Keeps the set while it is worked on; who has lost it is stopped."""
        while True:
            await asyncio.sleep(self._limits.silent / BEATS)
            try:
                await self._ledger.beat(claim)
            except FenceLost:
                run.cancel()
                return
            except DATABASE_AWAY as error:
                log.warning("heartbeat lost", extra={"cause": type(error).__name__})


def _brief(claim: Claim, sources: Sources) -> Brief:
    """Decoded, which for a long resume takes long enough to need a thread."""
    asked = [each["question"] for kept in sources.earlier for each in orjson.loads(kept)]
    return Brief(
        document=Document.from_json(orjson.loads(sources.document)),
        profile=Profile.model_validate_json(sources.profile),
        count=claim.questions.count,
        job_description=claim.job_description,
        asked=tuple(asked),
    )


def _named(claim: Claim) -> dict[str, object]:
    return {"set_id": claim.questions.set_id, "job_id": claim.questions.job_id}
