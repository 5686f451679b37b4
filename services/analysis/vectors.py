"""The vectors of resume passages, in Chroma: ids and vectors, never text.

Everything here can be made again from PostgreSQL (see upkeep.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from libs.vectors.index import PAGE, IndexUnavailable, VectorIndex, where
from services.analysis.errors import Waiting
from services.analysis.repository import Job

PREFIX = "passages-"


class IndexAway(Waiting):
    def __init__(self) -> None:
        super().__init__(
            "the vector index",
            "index_unavailable",
            "The vector index stayed away. Ask whoever runs this system to check Chroma, then "
            "retry the job.",
        )


@contextmanager
def _waiting() -> Generator[None]:
    """A job waits for the index as for anything else that is away."""
    try:
        yield
    except IndexUnavailable as error:
        raise IndexAway from error


def vector_id(job_id: str, chunk: int) -> str:
    """Deterministic, so that a repeated run replaces what the one before stored."""
    return f"{job_id}:{chunk}"


def job_of(found: str) -> str:
    return found.rpartition(":")[0]


def chunk_of(found: str) -> int:
    return int(found.rpartition(":")[2])


class PassageVectors:
    """Raises IndexAway where Chroma is."""

    def __init__(self, url: str) -> None:
        self._index = VectorIndex(url, PREFIX)

    async def replace(self, job: Job, model: str, vectors: NDArray[np.float32]) -> None:
        """Stores a job's vectors, one row a chunk."""
        owner = {"user_id": job.user_id, "upload_id": job.upload_id, "job_id": job.job_id}
        chunks = range(len(vectors))
        ids = [vector_id(job.job_id, chunk) for chunk in chunks]
        metadatas: list[dict[str, str | int]] = [{**owner, "chunk": chunk} for chunk in chunks]
        with _waiting():
            await self._index.upsert(model, ids, vectors, metadatas)

    async def trim(self, job: Job, model: str, count: int) -> None:
        """Removes what earlier runs of the job left over: other models', or beyond `count`."""
        own = where(job_id=job.job_id)
        beyond = {"$and": [own, {"chunk": {"$gte": count}}]}
        with _waiting():
            await self._index.delete(own, besides=model)
            await self._index.delete(beyond, model=model)

    async def erase(self, field: str, target: str) -> None:
        """Removes every vector whose `field` (user_id, upload_id, job_id) is `target`."""
        with _waiting():
            await self._index.delete({field: target})

    async def nearest(
        self, user_id: str, job_id: str, model: str, vector: NDArray[np.float32], limit: int
    ) -> list[tuple[int, float]]:
        """The job's chunks nearest to `vector`, each with its cosine, best first."""
        condition = where(user_id=user_id, job_id=job_id)
        with _waiting():
            found = await self._index.query(model, vector, condition, limit)
        return [(chunk_of(near.id), near.similarity) for near in found]

    async def present(self, model: str, job_ids: Sequence[str]) -> Counter[str]:
        """How many vectors each of these jobs has."""
        condition = {"job_id": {"$in": list(job_ids)}}
        with _waiting():
            found = await self._index.ids(model, condition, PAGE * 100)
        return Counter(map(job_of, found))

    async def jobs_after(self, offset: int) -> list[str]:
        """Ids of jobs with vectors, from a place in the listing; to be compared with the rows."""
        with _waiting():
            return sorted(set(map(job_of, await self._index.page(offset))))

    async def total(self, model: str) -> int:
        """How many vectors a model's collection holds."""
        with _waiting():
            return await self._index.count(model)
