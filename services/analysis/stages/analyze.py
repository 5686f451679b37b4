"""Fourth stage: what the resume says, by the builtin engine or by a model."""

from __future__ import annotations

import asyncio

from libs.profile.model import Profile
from services.analysis.engines.engine import Engine, Reading
from services.analysis.ledger import Output
from services.analysis.reading.document import Document


async def analyze(document: Document, extracted: Output, engine: Engine, job_id: str) -> Output:
    """The engine's reading, kept before anything is made of it."""
    reading = await engine.read(document, job_id)
    fingerprint = f"{engine.fingerprint};{extracted.fingerprint}"
    return Output("analyze", fingerprint, reading.kept, value=reading)


async def profile_of(document: Document, analyzed: Output, engine: Engine) -> Profile:
    reading = analyzed.value or Reading(analyzed.output)
    return await asyncio.to_thread(engine.profile, document, reading)
