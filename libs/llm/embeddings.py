"""Vectors of texts from an OpenAI-compatible server, in batches, in the order of the texts."""

from __future__ import annotations

import asyncio
import base64
import binascii
import itertools
from collections.abc import Sequence
from typing import Annotated, Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from libs.llm import metrics
from libs.llm.errors import ModelAnswerInvalid, ModelContextExceeded, ModelRequestRejected
from libs.llm.server import ModelServer

Vectors: TypeAlias = npt.NDArray[np.float32]

_CHARACTERS_PER_TOKEN = 4  # where a server does not count


class Embedder(Protocol):
    """What turns texts into vectors. `model` names the space: vectors of two never compare."""

    model: str
    dimension: int | None  # None until the first answer, where it is not known beforehand

    async def embed(self, texts: Sequence[str], deadline: float | None = None) -> Vectors:
        """One row a text, in order: shape (len(texts), dimension).

        `deadline` is an instant of the event loop's clock. Raises ModelError.
        """
        ...


class EmbeddingInvalid(ModelAnswerInvalid):
    message = (
        "The embedding model answered with vectors that cannot be used. Check that "
        "EMBEDDING_MODEL names an embedding model; then try again."
    )


class EmbeddingDimensionChanged(ModelAnswerInvalid):
    """Vectors of one model differ in length: what answers now is another model."""

    code = "embedding_dimension"
    message = (
        "The embedding model answered with vectors of another length than before. Check that "
        "EMBEDDING_MODEL still names the same model on the server, then restart analysis."
    )


def _decoded(value: Any) -> Any:
    """Base64 of little-endian floats, as OpenAI sends on request and some servers always do."""
    if isinstance(value, str):
        try:
            return np.frombuffer(base64.b64decode(value, validate=True), "<f4").tolist()
        except (binascii.Error, ValueError):
            raise ValueError("neither a list nor base64 of float32") from None
    return value


class _Item(BaseModel):
    index: int = Field(ge=0)
    embedding: Annotated[list[float], BeforeValidator(_decoded)] = Field(min_length=1)


class _WireUsage(BaseModel):
    prompt_tokens: int = Field(ge=0)


class _Reply(BaseModel):
    data: list[_Item]


class OpenAIEmbedder:
    """One embedding model of one server; learns its dimension and the largest batch it takes."""

    def __init__(
        self,
        server: ModelServer,
        model: str = "text-embedding-ada-002",
        *,
        dimension: int | None = None,
        batch: int = 64,
        concurrency: int = 4,
    ) -> None:
        """`dimension`: what stored vectors of this model have, where any are stored. `batch`: texts
        in a request; `concurrency`: requests at once, of all callers together.
        """
        self.server = server
        self.model = model
        self.dimension = dimension
        self._batch = batch
        self._requests = asyncio.Semaphore(concurrency)

    async def embed(self, texts: Sequence[str], deadline: float | None = None) -> Vectors:
        """See Embedder. Batches go side by side; the first to fail ends the others."""
        if not texts:
            return np.empty((0, self.dimension or 0), np.float32)
        until = self.server.deadline(deadline)
        size = self._batch
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(self._limited(texts[start : start + size], until))
                    for start in range(0, len(texts), size)
                ]
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return np.concatenate([task.result() for task in tasks])

    async def _limited(self, texts: Sequence[str], deadline: float) -> Vectors:
        async with self._requests:
            return await self._batched(texts, deadline)

    async def _batched(self, texts: Sequence[str], deadline: float) -> Vectors:
        """One request; two of half the size where the server finds it too large."""
        try:
            return await self._request(texts, deadline)
        except (ModelRequestRejected, ModelContextExceeded):
            if len(texts) == 1:
                raise
        middle = (len(texts) + 1) // 2
        halves = [await self._batched(half, deadline) for half in (texts[:middle], texts[middle:])]
        self._batch = min(self._batch, middle)
        return np.concatenate(halves)

    async def _request(self, texts: Sequence[str], deadline: float) -> Vectors:
        inputs = [text or " " for text in texts]  # an empty input is refused by most servers
        body = {"model": self.model, "input": inputs, "encoding_format": "float"}
        reply = await self.server.post("embeddings", body, deadline)
        vectors = await asyncio.to_thread(_vectors, reply, len(texts))
        self._learn(vectors.shape[1])
        self._count(reply, texts)
        return vectors

    def _learn(self, dimension: int) -> None:
        if self.dimension is None:
            self.dimension = dimension
        elif self.dimension != dimension:
            raise EmbeddingDimensionChanged

    def _count(self, reply: dict[str, Any], texts: Sequence[str]) -> None:
        try:
            prompt = _WireUsage.model_validate(reply.get("usage")).prompt_tokens
            estimated = False
        except ValidationError:
            prompt = -(-sum(map(len, texts)) // _CHARACTERS_PER_TOKEN)
            estimated = True
        metrics.tokens("embeddings", self.model, prompt=prompt, completion=0, estimated=estimated)


def _vectors(reply: dict[str, Any], count: int) -> Vectors:
    """The rows in the order of the request, whatever order the server sent them in."""
    try:
        items = sorted(_Reply.model_validate(reply).data, key=lambda item: item.index)
    except ValidationError:
        raise EmbeddingInvalid from None
    if [item.index for item in items] != list(range(count)):
        raise EmbeddingInvalid
    if any(len(a.embedding) != len(b.embedding) for a, b in itertools.pairwise(items)):
        raise EmbeddingDimensionChanged
    vectors = np.array([item.embedding for item in items], np.float32)
    # A zero or infinite vector compares with nothing.
    if not np.isfinite(vectors).all() or not vectors.any(axis=1).all():
        raise EmbeddingInvalid
    return vectors
