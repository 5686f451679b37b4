"""The use cases of PassageService: vectors for texts, a job's text, its passages by meaning."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from libs.db.ids import is_id
from libs.llm.embeddings import Embedder, Vectors
from libs.llm.errors import ModelError
from libs.rpc.errors import Invalid
from services.analysis.errors import EmbeddingUnavailable, JobNotCompleted, JobNotFound
from services.analysis.ledger import Output
from services.analysis.passages.repository import KeptPassages, PassageRepository
from services.analysis.reading.document import Document
from services.analysis.stages.chunk import Passage, passages_of
from services.analysis.stages.embed import model_of, vectors_of
from services.analysis.stages.extract import document_of
from services.analysis.vectors import IndexAway

T = TypeVar("T")

MOST_TEXTS = 64
MOST_CHARACTERS = 4_000  # of a text
MOST_PASSAGES = 20
EMBED_SECONDS = 30.0
# Bytes of a kept document that are decoded faster than a thread takes them over.
_QUICKLY_READ = 200_000


class Nearest(Protocol):
    """The index of passages. IndexAway where it can't be asked."""

    async def nearest(
        self, user_id: str, job_id: str, model: str, vector: Vectors, limit: int
    ) -> list[tuple[int, float]]: ...


@dataclass(frozen=True, slots=True)
class FoundPassage:
    passage: Passage
    similarity: float  # cosine


class PassageService:
    def __init__(self, repository: PassageRepository, embedder: Embedder, index: Nearest) -> None:
        self._repository = repository
        self._embedder = embedder
        self._index = index

    async def embed(self, texts: Sequence[str]) -> tuple[str, Vectors]:
        """The model and a row of length 1 for each text. Invalid, EmbeddingUnavailable."""
        if len(texts) > MOST_TEXTS:
            raise Invalid(f"At most {MOST_TEXTS} texts are embedded at once.")
        if any(len(text) > MOST_CHARACTERS for text in texts):
            raise Invalid(f"A text may have at most {MOST_CHARACTERS:,} characters.")
        deadline = asyncio.get_running_loop().time() + EMBED_SECONDS
        try:
            vectors = await self._embedder.embed(texts, deadline)
        except ModelError as error:
            raise EmbeddingUnavailable(cause=error.code) from error
        return self._embedder.model, _of_length_one(vectors)

    async def text(self, user_id: str, job_id: str) -> Document:
        """The document of a completed job. JobNotFound, JobNotCompleted."""
        found = await self._repository.text(job_id, user_id) if is_id(job_id) else None
        if found is None:
            raise JobNotFound
        status, kept = found
        if status != "completed" or kept is None:
            raise JobNotCompleted
        return await _decoded(kept, lambda: document_of(kept))

    async def search(
        self, user_id: str, job_id: str, model: str, vector: Vectors, limit: int
    ) -> list[FoundPassage]:
        """The passages nearest to `vector`, best first; none where the job's are not embedded by
        `model`. Invalid, JobNotFound.
        """
        if not 1 <= limit <= MOST_PASSAGES:
            raise Invalid(f"limit must be between 1 and {MOST_PASSAGES}.")
        if not len(vector) or not np.isfinite(vector).all() or not vector.any():
            raise Invalid("The vector must have numbers, none of them infinite, not all zero.")
        exists, kept = (
            await self._repository.passages(job_id, user_id) if is_id(job_id) else (False, None)
        )
        if not exists:
            raise JobNotFound
        if kept is None or model_of(kept.embed_fingerprint) != model:
            return []
        if not (limit := min(limit, kept.chunked.items)):
            return []
        near = await self._nearest(user_id, job_id, model, vector, limit)
        return await _decoded(kept.extracted, lambda: _found(kept, near))

    async def _nearest(
        self, user_id: str, job_id: str, model: str, vector: Vectors, limit: int
    ) -> list[tuple[int, float]]:
        """By the index; by the kept vectors where it is away, or has lost some."""
        try:
            near = await self._index.nearest(user_id, job_id, model, vector, limit)
        except IndexAway:
            near = []
        if len(near) == limit:
            return near
        kept = await self._repository.vectors(job_id, user_id)
        return _compared(vectors_of(kept), vector)[:limit] if kept else []


def _compared(vectors: NDArray[np.float32], vector: Vectors) -> list[tuple[int, float]]:
    """Each row's number and its cosine with `vector`, best first."""
    if not len(vectors):
        return []
    if vectors.shape[1] != len(vector):
        raise Invalid("The vector has another length than those it is compared with.")
    cosines = _of_length_one(vectors) @ (vector / np.linalg.norm(vector))
    return [(int(row), float(cosines[row])) for row in np.argsort(-cosines)]


def _found(kept: KeptPassages, near: Sequence[tuple[int, float]]) -> list[FoundPassage]:
    passages = passages_of(document_of(kept.extracted), kept.chunked)
    known = range(len(passages))
    return [FoundPassage(passages[chunk], cosine) for chunk, cosine in near if chunk in known]


def _of_length_one(vectors: Vectors) -> Vectors:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


async def _decoded(kept: Output, action: Callable[[], T]) -> T:
    """Runs what decodes a document: in a thread where it is so long that others would wait."""
    if len(kept.output) < _QUICKLY_READ:
        return action()
    return await asyncio.to_thread(action)
