"""The vectors of resume passages, in Chroma: ids and vectors, never text.

One collection an embedding model, so that a changed model or dimension never mixes. Everything
here can be made again from PostgreSQL (see reconcile.py).
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError
from numpy.typing import NDArray

from services.analysis.errors import Waiting
from services.analysis.repository import Job

log = logging.getLogger(__name__)
T = TypeVar("T")

PREFIX = "passages-"
PAGE = 1000


class IndexAway(Waiting):
    def __init__(self) -> None:
        super().__init__(
            "the vector index",
            "index_unavailable",
            "The vector index stayed away. Ask whoever runs this system to check Chroma, then "
            "retry the job.",
        )


def collection_name(model: str) -> str:
    """A name Chroma takes (3–512 of [a-zA-Z0-9._-]) and no two models share."""
    slug = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")[:40]
    return f"{PREFIX}{slug}-{hashlib.sha256(model.encode()).hexdigest()[:8]}"


def vector_ids(job_id: str, count: int) -> list[str]:
    """Deterministic, so that a repeated run replaces what the one before stored."""
    return [f"{job_id}:{ordinal}" for ordinal in range(count)]


class PassageVectors:
    """Connects on first use: the service starts without the index and waits for it job by job."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client: Any = None
        self._collections: dict[str, Any] = {}

    async def replace(self, job: Job, model: str, vectors: NDArray[np.float32]) -> None:
        """Stores a job's vectors, one row a chunk."""
        if len(vectors) == 0:
            return
        ids = vector_ids(job.job_id, len(vectors))
        metadatas = [
            {
                "user_id": job.user_id,
                "upload_id": job.upload_id,
                "job_id": job.job_id,
                "chunk": ordinal,
            }
            for ordinal in range(len(vectors))
        ]

        async def upsert() -> None:
            collection = await self._collection(collection_name(model))
            await collection.upsert(ids=ids, embeddings=vectors, metadatas=metadatas)

        await self._try(upsert)

    async def trim(self, job: Job, model: str, count: int) -> None:
        """Removes what earlier runs of the job left over: other models', or beyond `count`."""
        current = collection_name(model)

        async def leftovers() -> None:
            for name in await self._names():
                condition: dict[str, Any] = {"job_id": job.job_id}
                if name == current:
                    condition = {"$and": [condition, {"chunk": {"$gte": count}}]}
                await (await self._collection(name)).delete(where=condition)

        await self._try(leftovers)

    async def erase(self, field: str, target: str) -> None:
        """Removes every vector whose `field` (user_id, upload_id, job_id) is `target`."""

        async def delete() -> None:
            for name in await self._names():
                await (await self._collection(name)).delete(where={field: target})

        await self._try(delete)

    async def present(self, model: str, job_ids: Sequence[str]) -> dict[str, int]:
        """How many vectors each of these jobs has."""

        async def count() -> dict[str, int]:
            collection = await self._collection(collection_name(model))
            found = await collection.get(
                where={"job_id": {"$in": list(job_ids)}}, include=[], limit=PAGE * 100
            )
            counts: dict[str, int] = {}
            for vector_id in found["ids"]:
                job_id = vector_id.rpartition(":")[0]
                counts[job_id] = counts.get(job_id, 0) + 1
            return counts

        return await self._try(count)

    async def jobs_after(self, offset: int) -> list[str]:
        """Ids of jobs with vectors, from a place in the listing; to be compared with the rows."""

        async def page() -> list[str]:
            found: set[str] = set()
            for name in await self._names():
                collection = await self._collection(name)
                got = await collection.get(include=[], limit=PAGE, offset=offset)
                found.update(vector_id.rpartition(":")[0] for vector_id in got["ids"])
            return sorted(found)

        return await self._try(page)

    async def total(self, model: str) -> int:
        """How many vectors a model's collection holds."""

        async def count() -> int:
            return await (await self._collection(collection_name(model))).count()

        return await self._try(count)

    async def _names(self) -> list[str]:
        client = await self._connected()
        names = [collection.name for collection in await client.list_collections()]
        return [name for name in names if name.startswith(PREFIX)]

    async def _collection(self, name: str) -> Any:
        if name not in self._collections:
            client = await self._connected()
            self._collections[name] = await client.get_or_create_collection(
                name,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
            )
        return self._collections[name]

    async def _connected(self) -> Any:
        if self._client is None:
            parts = urlsplit(self._url)
            self._client = await chromadb.AsyncHttpClient(
                host=parts.hostname or "127.0.0.1",
                port=parts.port or 8000,
                ssl=parts.scheme == "https",
                settings=ChromaSettings(anonymized_telemetry=False),
            )
        return self._client

    async def _try(self, action: Callable[[], Awaitable[T]]) -> T:
        """Runs an action, once more where the collection it knew is gone. IndexAway otherwise."""
        try:
            try:
                return await action()
            except NotFoundError:
                self._collections.clear()
                return await action()
        except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
            log.warning("vector index", extra={"cause": f"{type(error).__name__}"})
            self._collections.clear()
            raise IndexAway from error
