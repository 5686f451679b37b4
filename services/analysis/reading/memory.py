"""Answers remembered while one document is read, and forgotten when it has been."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

Answer = TypeVar("Answer")
Asked = TypeVar("Asked")

_SIZE = 8192
_forgetting: list[Callable[[], None]] = []


def remembered(ask: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """A pure function of one argument that is not computed twice for one document."""
    cached = lru_cache(maxsize=_SIZE)(ask)
    _forgetting.append(cached.cache_clear)
    return cached  # type: ignore[return-value]  # lru_cache asks for hashable arguments


def forget() -> None:
    """Let go of all remembered answers, so that nothing of a resume outlives its reading."""
    for clear in _forgetting:
        clear()
