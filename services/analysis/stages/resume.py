"""The four stages as the pipeline calls them, on the real sandbox, engine, embedder and index."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from libs.llm.embeddings import Embedder
from libs.llm.errors import ModelError
from services.analysis.engines.engine import Engine
from services.analysis.engines.failures import translated
from services.analysis.files import Files
from services.analysis.ledger import Claim, Ledger, Output
from services.analysis.pipeline import Finished
from services.analysis.sandbox import Sandbox
from services.analysis.stages import analyze, chunk, embed, extract
from services.analysis.vectors import PassageVectors

# Characters that are cut within a millisecond or two: handing them to a thread takes longer.
_QUICKLY_CUT = 20_000


@dataclass(frozen=True, slots=True)
class ResumeStages:
    files: Files
    sandbox: Sandbox
    engine: Engine
    embedder: Embedder
    vectors: PassageVectors
    ledger: Ledger
    extract_seconds: float

    async def extract(self, claim: Claim) -> Output:
        return await extract.extract(claim, self.files, self.sandbox, self.extract_seconds)

    async def chunk(self, extracted: Output) -> Output:
        document = extract.document_of(extracted)
        if len(document.text) < _QUICKLY_CUT:
            return chunk.cut(document, extracted)
        return await asyncio.to_thread(chunk.cut, document, extracted)

    async def embed(self, extracted: Output, chunked: Output) -> Output:
        texts = chunk.texts_of(extract.document_of(extracted), chunked)
        try:
            return await embed.embed(texts, chunked, self.embedder)
        except ModelError as error:
            raise translated(error) from error

    async def store(self, claim: Claim, embedded: Output) -> None:
        model = embed.model_of(embedded.fingerprint)
        await self.vectors.replace(claim.job, model, embed.vectors_of(embedded))
        if claim.job.attempts > 1 or claim.job.retries:
            await self.vectors.trim(claim.job, model, embedded.items)

    async def analyze(self, claim: Claim, extracted: Output) -> Output:
        document = extract.document_of(extracted)
        try:
            return await analyze.analyze(document, extracted, self.engine, claim.job.job_id)
        except ModelError as error:
            raise translated(error) from error

    async def finish(self, claim: Claim, extracted: Output, analyzed: Output) -> Finished:
        document = extract.document_of(extracted)
        profile = await analyze.profile_of(document, analyzed, self.engine)
        profile.job_id, profile.upload_id = claim.job.job_id, claim.job.upload_id
        age, years = profile.personal_info.age, profile.work_years
        return Finished(profile.model_dump_json(), age, years)

    def valid(self, kept: Output, before: Output | None) -> bool:
        """Whether a kept result is what the stage would yield again."""
        prefix = {
            "extract": extract.READER_VERSION,
            "chunk": chunk.CHUNKER_VERSION,
            "embed": self.embedder.model,
            "analyze": self.engine.fingerprint,
        }[kept.stage]
        return kept.fingerprint == (f"{prefix};{before.fingerprint}" if before else prefix)

    async def discard(self, claim: Claim) -> None:
        """Overtaken after storing vectors: where the job was erased meanwhile, they go too."""
        if await self.ledger.job(claim.job.job_id) is None:
            await self.vectors.erase("job_id", claim.job.job_id)
