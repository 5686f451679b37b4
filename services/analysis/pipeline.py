"""One run of a job: extract, chunk, then embed and analyse side by side, then the profile.

What a stage yields is kept before anything slow begins, and a result that is there and still
valid is not made again: after a crash past the model's answer the model is not asked twice.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Protocol

from services.analysis.errors import DocumentError, FenceLost, JobError, Waiting
from services.analysis.faults import (
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
        extracted, chunked = await self._passages(claim, kept)
        analyzed = await self._side_by_side(claim, kept, extracted, chunked)
        finished = await self._stages.finish(claim, extracted, analyzed)
        job = await self._ledger.complete(
            claim, finished.profile, finished.age, finished.work_years
        )
        await self._announce(job)

    async def _passages(self, claim: Claim, kept: dict[str, Output]) -> tuple[Output, Output]:
        """The text and the passages it is cut into. Cutting takes a millisecond, so it is kept
        with the text, in one commit, and watchers are told of both steps after it.
        """
        fresh: list[Output] = []
        extracted = self._usable(kept, "extract", None)
        if extracted is None:
            extracted = await self._stages.extract(claim)
            fresh.append(extracted)
        chunked = self._usable(kept, "chunk", extracted)
        if chunked is None:
            chunked = await self._stages.chunk(extracted)
            fresh.append(chunked)
        job = await self._ledger.advance(claim, *_EMBEDDING, *fresh)
        if job.status == _EMBEDDING[0]:  # and not further on, by an earlier run
            status, stage = _CHUNKING
            await self._announce(
                replace(job, status=status, progress=PROGRESS[status], stage=stage)
            )
        await self._announce(job)
        self._faults.reached(AFTER_EXTRACT, claim.job.job_id)
        return extracted, chunked

    async def _side_by_side(
        self, claim: Claim, kept: dict[str, Output], extracted: Output, chunked: Output
    ) -> Output:
        """Embedding and analysis need nothing of each other."""
        analysis = asyncio.create_task(self._analyze(claim, kept, extracted))
        try:
            await self._embed(claim, kept, extracted, chunked)
            return await analysis
        except (DocumentError, JobError, FenceLost):
            raise
        except Exception:
            # A model's answer under way is worth waiting for: it is kept for the next run.
            await _settled(analysis)
            raise
        finally:
            analysis.cancel()
            await asyncio.gather(analysis, return_exceptions=True)

    async def _embed(
        self, claim: Claim, kept: dict[str, Output], extracted: Output, chunked: Output
    ) -> None:
        embedded = self._usable(kept, "embed", chunked)
        fresh = None
        if embedded is None:
            embedded = fresh = await self._stages.embed(extracted, chunked)
        self._faults.reached(AFTER_EMBED, claim.job.job_id)
        await self._store(claim, embedded, fresh)
        self._faults.reached(AFTER_UPSERT, claim.job.job_id)
        try:
            kept_now = (fresh,) if fresh else ()
            await self._announce(await self._ledger.advance(claim, *_ANALYZING, *kept_now))
        except FenceLost:
            await self._stages.discard(claim)
            raise

    async def _store(self, claim: Claim, embedded: Output, fresh: Output | None) -> None:
        """Vectors are kept with the move to the next status. Where they can't be stored yet they
        are kept at once: they have been paid for.
        """
        try:
            await self._stages.store(claim, embedded)
        except Waiting:
            if fresh is not None:
                await self._ledger.keep(claim, fresh)
            raise

    async def _analyze(self, claim: Claim, kept: dict[str, Output], extracted: Output) -> Output:
        analyzed = self._usable(kept, "analyze", extracted)
        if analyzed is None:
            analyzed = await self._stages.analyze(claim, extracted)
            await self._ledger.keep(claim, analyzed)
        self._faults.reached(AFTER_LLM, claim.job.job_id)
        return analyzed

    def _usable(self, kept: dict[str, Output], stage: str, before: Output | None) -> Output | None:
        found = kept.get(stage)
        return found if found and self._stages.valid(found, before) else None


def _begun(claim: Claim) -> bool:
    """Whether an earlier run may have kept something."""
    return claim.job.progress > PROGRESS["extracting_text"] or claim.job.retries > 0


async def _settled(analysis: asyncio.Task[Output]) -> None:
    """Waits for the analysis to end. Where it failed for good, that outranks the wait."""
    try:
        await asyncio.shield(analysis)
    except (DocumentError, JobError):
        raise
    except Exception:  # noqa: BLE001 - the failure that came first is the one reported
        return
