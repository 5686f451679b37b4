"""Third stage: a vector for every passage, kept so that the index can be made again from here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from libs.llm.embeddings import Embedder
from services.analysis.ledger import Output


def fingerprint(model: str, chunked: Output) -> str:
    return f"{model};{chunked.fingerprint}"


def model_of(fingerprint: str) -> str:
    """The embedding model a kept result is of."""
    return fingerprint.partition(";")[0]


async def embed(texts: Sequence[str], chunked: Output, embedder: Embedder) -> Output:
    """float32 vectors, row by row, little-endian; the number of rows is `items`."""
    vectors = await embedder.embed(list(texts))
    kept = np.ascontiguousarray(vectors, dtype="<f4").tobytes()
    return Output("embed", fingerprint(embedder.model, chunked), kept, len(texts))


def vectors_of(embedded: Output) -> NDArray[np.float32]:
    """Shape (passages, dimension)."""
    flat = np.frombuffer(embedded.output, dtype="<f4")
    return flat.reshape(embedded.items, -1) if embedded.items else flat.reshape(0, 0)
