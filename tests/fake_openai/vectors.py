"""Deterministic vectors: texts that share words lie near each other, in any dimension."""

from __future__ import annotations

import math
import re
import zlib
from functools import lru_cache

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=20_000)
def vector(text: str, dimension: int) -> tuple[float, ...]:
    """Words hashed into buckets, length 1. Equal texts have equal vectors, in every process."""
    buckets = [0.0] * dimension
    for word in _WORD.findall(text.lower()) or [text or "empty"]:
        digest = zlib.crc32(word.encode())
        buckets[digest % dimension] += 1.0 if digest & 0x10000 else -1.0
    norm = math.sqrt(sum(value * value for value in buckets))
    if not norm:  # every word cancelled by another
        buckets[0], norm = 1.0, 1.0
    return tuple(value / norm for value in buckets)
