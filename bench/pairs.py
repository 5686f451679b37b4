"""Finding a stored answer among many people's, by the index and without it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import numpy as np

from bench.report import Measure, percentile
from bench.rig import Rig
from libs.db.database import Database, database
from libs.db.ids import new_id
from libs.db.migrate import migrate
from libs.llm.embeddings import Vectors
from libs.vectors.index import VectorIndex
from services.analysis.engines.embedding import DIMENSION, MiniLMEmbedder
from services.chat.pair_repository import MOST_OF_A_SET, MOST_PAIRS, New, PairRepository
from services.chat.pairs import PREFIX, StoredAnswers
from services.chat.stored import Embedded, PairScope, StoredAnswer
from tests.support.stack import DATABASE_PASSWORD

PAIRS = 10_000
GOAL_MS = 50.0
ANSWER = StoredAnswer("Led a team of five. " * 20, (), "builtin")
NOBODY = "http://127.0.0.1:9"  # where no index listens


async def measure(rig: Rig) -> list[Measure]:
    """A user with as many pairs as a job may have, all alike, which is the hardest to look up. Of
    the 10,000 pairs the job that is asked about has 500 (MOST_PAIRS), the rest are of others.
    """
    embedder = MiniLMEmbedder()
    try:
        vectors = await embedder.embed([_question(number) for number in range(MOST_PAIRS)])
        asked = [_asked(number) for number in range(0, MOST_PAIRS, 10 if rig.short else 2)]
        sought = [Embedded(embedder.model, one) for one in await embedder.embed(asked)]
    finally:
        embedder.close()
    async with _servers(rig) as (kept, url):
        repository = PairRepository(kept)
        mine = await _fill(repository, embedder.model, vectors)
        answers = StoredAnswers(repository, VectorIndex(url, PREFIX))
        began = time.perf_counter()
        await answers.repair()
        rebuilt = time.perf_counter() - began
        found = await _lookups(answers, mine, asked, sought)
        alone = StoredAnswers(repository, VectorIndex(NOBODY, PREFIX))
        without = await _lookups(alone, mine, asked, sought)
    name, note = f"stored answer of {PAIRS:,}, p95", f"{MOST_PAIRS} of them of the job asked about"
    return [
        Measure(name, percentile(found, 0.95), "ms", GOAL_MS, True, note=note, samples=found),
        Measure(f"{name}, index away", percentile(without, 0.95), "ms", None, True, note=note),
        Measure(f"index of {PAIRS:,} rebuilt", rebuilt, "s", None, True),
    ]


def _question(number: int) -> str:
    return f"What did I do at Northlight in month {number}?"


def _asked(number: int) -> str:
    return f"What were my responsibilities at Northlight in month {number}?"


@asynccontextmanager
async def _servers(rig: Rig) -> AsyncGenerator[tuple[Database, str]]:
    """A database of chat's, and the address of an index."""
    made = rig.postgres.create_database("bench_pairs", DATABASE_PASSWORD)
    await migrate("services.chat", made)
    chroma = rig.factory.chroma()
    chroma.start()
    try:
        async with database(made, 4) as kept:
            yield kept, chroma.url
    finally:
        await asyncio.to_thread(chroma.remove)


async def _fill(repository: PairRepository, model: str, vectors: Vectors) -> PairScope:
    """Other people's pairs first; the scope of one with MOST_PAIRS of their own."""
    noise = np.random.default_rng(1).standard_normal((PAIRS - MOST_PAIRS, DIMENSION))
    noise = (noise / np.linalg.norm(noise, axis=1, keepdims=True)).astype(np.float32)
    for start in range(0, len(noise), MOST_OF_A_SET):
        rows = noise[start : start + MOST_OF_A_SET]
        pairs = [New(_question(at), ANSWER, Embedded(model, row)) for at, row in enumerate(rows)]
        await repository.keep_set(_scope(), new_id(), pairs)
    mine = _scope()
    for number, vector in enumerate(vectors):
        new = New(_question(number), ANSWER, Embedded(model, vector))
        await repository.keep(mine, new, replace=False)
    return mine


def _scope() -> PairScope:
    return PairScope(new_id(), new_id(), new_id(), "1")


async def _lookups(
    answers: StoredAnswers, scope: PairScope, asked: Sequence[str], sought: Sequence[Embedded]
) -> list[float]:
    """Milliseconds of each."""
    took: list[float] = []
    for question, embedded in zip(asked, sought, strict=True):
        began = time.perf_counter()
        await answers.find(scope, question, embedded, ANSWER.engine)
        took.append((time.perf_counter() - began) * 1000)
    return took
