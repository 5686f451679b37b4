"""What stored answers are found by, and what they are."""

from __future__ import annotations

from dataclasses import dataclass

from numpy import float32
from numpy.typing import NDArray

from services.chat.engines.engine import Citation


@dataclass(frozen=True, slots=True)
class PairScope:
    """Whose pairs, of which job, made from which version of its profile."""

    user_id: str
    job_id: str
    upload_id: str
    profile_version: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text's vector, of length 1. Vectors of two models never compare."""

    model: str
    vector: NDArray[float32]


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer that may be given again."""

    text: str
    citations: tuple[Citation, ...]
    engine: str
