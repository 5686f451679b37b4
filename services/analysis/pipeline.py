"""One run of a job: extract, chunk, then embed and analyse side by side, then the profile.

What a stage yields is kept before anything slow begins, and a result that is there and still
valid is not made again: after a crash past the model's answer the model is not asked twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from services.analysis.errors import DocumentError, FenceLost, JobError, Waiting
from services.analysis.faults import (
    AFTER_COMMIT,
    AFTER_EMBED,
    AFTER_EXTRACT,
    AFTER_LLM,
    AFTER_UPSERT,
    Faults,
)
from services.analysis.ledger import Claim, Ledger, Output
from services.analysis.models import PROGRESS
from services.analysis.progress import Announce

# Statuses, and what they are in words.
_CHUNKING = ("chunking", "Cutting the text into passages")
_EMBEDDING = ("generating_embeddings", "Indexing the passages")
_ANALYZING = ("analyzing", "Analysing the resume")
# What no other part of a run is of use after; a retry has a use for vectors that are made already.
_FINAL = (DocumentError, FenceLost)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a completed job leaves."""

    profile: str  # JSON
    age: int | None
    work_years: float | None


class Stages(Protocol):
    """The work itself, on bytes that can be kept. Fingerprints say what a result depends on."""

    async def extract(self, claim: Claim) -> Output: ...

    async def chunk(self, extracted: Output) -> Output: ...

    async def embed(self, extracted: Output, chunked: Output) -> Output: ...

    async def store(self, claim: Claim, embedded: Output) -> None: ...

    async def analyze(self, claim: Claim, extracted: Output) -> Output: ...

    async def finish(self, claim: Claim, extracted: Output, analyzed: Output) -> Finished: ...

    def valid(self, kept: Output, before: Output | None) -> bool: ...

    async def discard(self, claim: Claim) -> None: ...


class Pipeline:
    def __init__(self, stages: Stages, ledger: Ledger, announce: Announce, faults: Faults) -> None:
        self._stages = stages
        self._ledger = ledger
        self._announce = announce
        self._faults = faults

    async def run(self, claim: Claim) -> None:
        """Takes a claimed job to `completed`. Raises what stopped it: DocumentError and JobError
        end the job, Waiting sends it again later, FenceLost means it is no longer ours.
        """
        kept = await self._ledger.outputs(claim.job.job_id) if _begun(claim) else {}
        await self._announce(claim.job)
        extracted = self._usable(kept, "extract", None)
        fresh: list[Output] = []
        if extracted is None:
            extracted = await self._stages.extract(claim)
            fresh.append(extracted)
        chunked = self._usable(kept, "chunk", extracted)
        if chunked is None:
            chunked = await self._stages.chunk(extracted)
            fresh.append(chunked)
        finished = await self._side_by_side(claim, kept, (extracted, chunked), fresh)
        job = await self._ledger.complete(
            claim, finished.profile, finished.age, finished.work_years
        )
        self._faults.reached(AFTER_COMMIT, claim.job.job_id)
        await self._announce(job)

    async def _side_by_side(
        self,
        claim: Claim,
        kept: dict[str, Output],
        text: tuple[Output, Output],
        fresh: list[Output],
    ) -> Finished:
        """Embedding and analysis need nothing of each other. `text` is extracted and cut; what of
        it is `fresh` is kept while both begin. A text that is no resume is not indexed to its end.
        """
        extracted, chunked = text
        analysis = asyncio.create_task(self._analyze(claim, kept, extracted))
        embedding = asyncio.create_task(self._embed(kept, extracted, chunked))
        tasks: list[asyncio.Task[Any]] = [analysis, embedding]
        try:
            await self._keep_text(claim, fresh)
            indexing = asyncio.create_task(self._index(claim, embedding))
            tasks.append(indexing)
            await asyncio.wait((analysis, indexing), return_when=asyncio.FIRST_EXCEPTION)
            if analysis.done() and isinstance(analysis.exception(), _FINAL):
                return analysis.result()
            await indexing
            return await analysis
        except (*_FINAL, JobError):
            raise
        except Exception:
            # A model's answer under way is worth waiting for: it is kept for the next run.
            await _settled(analysis)
            raise
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep_text(self, claim: Claim, fresh: list[Output]) -> None:
        """Keeps text and passages in one commit, as cutting takes a millisecond, and tells watchers
        of both steps.
        """
        job = await self._ledger.advance(claim, *_EMBEDDING, *fresh)
        if job.status == _EMBEDDING[0]:  # and not further on, by an earlier run
            status, stage = _CHUNKING
            await self._announce(
                replace(job, status=status, progress=PROGRESS[status], stage=stage)
            )
        await self._announce(job)
        self._faults.reached(AFTER_EXTRACT, claim.job.job_id)

    async def _embed(
        self, kept: dict[str, Output], extracted: Output, chunked: Output
    ) -> tuple[Output, bool]:
        """The vectors, and whether they are new."""
        embedded = self._usable(kept, "embed", chunked)
        if embedded is not None:
            return embedded, False
        return await self._stages.embed(extracted, chunked), True

    async def _index(self, claim: Claim, embedding: Awaitable[tuple[Output, bool]]) -> None:
        """Stores the vectors where they are searched. They are kept with the move to the next
        status; where they can't be stored yet, at once: they have been paid for.
        """
        embedded, new = await embedding
        self._faults.reached(AFTER_EMBED, claim.job.job_id)
        try:
            await self._stages.store(claim, embedded)
        except Waiting:
            if new:
                await self._ledger.keep(claim, embedded)
            raise
        self._faults.reached(AFTER_UPSERT, claim.job.job_id)
        fresh = [embedded] if new else []
        try:
            await self._announce(await self._ledger.advance(claim, *_ANALYZING, *fresh))
        except FenceLost:
            await self._stages.discard(claim)
            raise

    async def _analyze(self, claim: Claim, kept: dict[str, Output], extracted: Output) -> Finished:
        analyzed = self._usable(kept, "analyze", extracted)
        if analyzed is None:
            analyzed = await self._stages.analyze(claim, extracted)
            await self._ledger.keep(claim, analyzed)
        self._faults.reached(AFTER_LLM, claim.job.job_id)
        return await self._stages.finish(claim, extracted, analyzed)

    def _usable(self, kept: dict[str, Output], stage: str, before: Output | None) -> Output | None:
        found = kept.get(stage)
        return found if found and self._stages.valid(found, before) else None


def _begun(claim: Claim) -> bool:
    """Whether an earlier run may have kept something."""
    job = claim.job
    return job.progress > PROGRESS["extracting_text"] or job.attempts > 1 or job.retries > 0


async def _settled(analysis: asyncio.Task[Finished]) -> None:
    """Waits for the analysis to end. Where it failed for good, that outranks the wait."""
    try:
        await asyncio.shield(analysis)
    except (DocumentError, JobError):
        raise
    except Exception:  # noqa: BLE001 - the failure that came first is the one reported
        return
