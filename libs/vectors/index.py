"""An index of vectors in Chroma: ids, vectors and what they are filtered by, never text.

One collection an embedding model, so that a changed model or dimension never mixes. What is here
can be made again from the database of whoever put it here, who also decides what to do meanwhile.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError
from numpy.typing import NDArray

log = logging.getLogger(__name__)
T = TypeVar("T")

PAGE = 1000  # ids in a page of a listing
CALL_SECONDS = 60.0
QUERY_SECONDS = 1.0  # somebody waits for the answer

Where = dict[str, Any]


class IndexUnavailable(Exception):
    """Chroma is away, or refuses: the same call may succeed later."""


@dataclass(frozen=True, slots=True)
class Near:
    """A vector that was found; `similarity` is the cosine."""

    id: str
    similarity: float


def where(**fields: str) -> Where:
    """The condition that every one of these fields has this value."""
    conditions: list[Where] = [{field: value} for field, value in fields.items()]
    return conditions[0] if len(conditions) == 1 else {"$and": conditions}


class VectorIndex:
    """Connects on first use: whoever uses it starts without Chroma. Every call raises
    IndexUnavailable where Chroma does not answer in time.
    """

    def __init__(self, url: str, prefix: str) -> None:
        """`prefix` begins the name of every collection, and of nobody else's: "passages-"."""
        self._url = url
        self._prefix = prefix
        self._client: Any = None
        self._collections: dict[str, Any] = {}

    def collection_name(self, model: str) -> str:
        """A name Chroma takes (3–512 of [a-zA-Z0-9._-]) and no two models share."""
        slug = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")[:40]
        return f"{self._prefix}{slug}-{hashlib.sha256(model.encode()).hexdigest()[:8]}"

    async def upsert(
        self,
        model: str,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        metadatas: Sequence[Mapping[str, str | int]],
    ) -> None:
        """Stores vectors, one row an id; what had these ids before is replaced."""

        async def upsert() -> None:
            collection = await self._collection(self.collection_name(model))
            await collection.upsert(ids=list(ids), embeddings=vectors, metadatas=list(metadatas))

        if ids:
            await self._try(upsert)

    async def delete(self, condition: Where, *, model: str = "", besides: str = "") -> None:
        """Removes the vectors that meet the condition: `model`'s alone, or all but those of the
        model `besides`; else of every model.
        """
        kept = self.collection_name(besides) if besides else ""

        async def delete() -> None:
            names = [self.collection_name(model)] if model else await self._names()
            for name in names:
                if name != kept:
                    await (await self._collection(name)).delete(where=condition)

        await self._try(delete)

    async def query(
        self, model: str, vector: NDArray[np.float32], condition: Where, limit: int
    ) -> list[Near]:
        """The vectors nearest to `vector` among those that meet the condition, best first."""

        async def query() -> list[Near]:
            collection = await self._collection(self.collection_name(model))
            found = await collection.query(
                query_embeddings=[vector], n_results=limit, where=condition, include=["distances"]
            )
            pairs = zip(found["ids"][0], found["distances"][0], strict=True)
            return [Near(vector_id, 1.0 - distance) for vector_id, distance in pairs]

        return await self._try(query, QUERY_SECONDS)

    async def ids(self, model: str, condition: Where, limit: int) -> list[str]:
        """Ids of the model's vectors that meet the condition."""
        return await self._get(model, where=condition, limit=limit)

    async def present(self, model: str, ids: Sequence[str]) -> set[str]:
        """Which of these ids have a vector of the model."""
        return set(await self._get(model, ids=list(ids)) if ids else ())

    async def remove(self, ids: Sequence[str]) -> None:
        """Removes the vectors with these ids, of every model; those that aren't there are gone."""

        async def remove() -> None:
            for name in await self._names():
                await (await self._collection(name)).delete(ids=list(ids))

        if ids:
            await self._try(remove)

    async def page(self, offset: int) -> list[str]:
        """Ids of vectors of every model, from a place in each listing on, PAGE of each at most."""

        async def page() -> list[str]:
            found: list[str] = []
            for name in await self._names():
                collection = await self._collection(name)
                found += (await collection.get(include=[], limit=PAGE, offset=offset))["ids"]
            return found

        return await self._try(page)

    async def count(self, model: str) -> int:
        """How many vectors there are of a model."""

        async def count() -> int:
            return await (await self._collection(self.collection_name(model))).count()

        return await self._try(count)

    async def total(self) -> int:
        """How many vectors there are of all models."""

        async def total() -> int:
            return sum([await (await self._collection(n)).count() for n in await self._names()])

        return await self._try(total)

    async def _get(self, model: str, **which: Any) -> list[str]:
        async def get() -> list[str]:
            collection = await self._collection(self.collection_name(model))
            return (await collection.get(include=[], **which))["ids"]

        return await self._try(get)

    async def _names(self) -> list[str]:
        client = await self._connected()
        names = [collection.name for collection in await client.list_collections()]
        return [name for name in names if name.startswith(self._prefix)]

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

    async def _try(self, action: Callable[[], Awaitable[T]], seconds: float = CALL_SECONDS) -> T:
        """Runs an action, once more where the collection it knew is gone."""
        try:
            async with asyncio.timeout(seconds):
                try:
                    return await action()
                except NotFoundError:
                    self._collections.clear()
                    return await action()
        # A time-out is an OSError.
        except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
            log.warning("vector index", extra={"cause": f"{type(error).__name__}"})
            self._collections.clear()
            raise IndexUnavailable from error
