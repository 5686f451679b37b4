"""Cursor pages: newest first, keyed by id, flat however long the list is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from libs.db.ids import is_id
from libs.rpc.errors import Invalid

T = TypeVar("T")

DEFAULT_LIMIT = 20
MAX_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    items: Sequence[T]
    next_cursor: str  # empty on the last page


@dataclass(frozen=True, slots=True)
class PageRequest:
    """`limit` + 1 rows before id `before` are read: one more than asked tells of a next page."""

    limit: int
    before: str | None

    @classmethod
    def of(cls, limit: int, cursor: str) -> PageRequest:
        """Invalid where the limit or the cursor can't be."""
        if not 0 <= limit <= MAX_LIMIT:
            raise Invalid(f"limit must be between 1 and {MAX_LIMIT}.")
        if cursor and not is_id(cursor):
            raise Invalid("The cursor is not one this list handed out.")
        return cls(limit or DEFAULT_LIMIT, cursor or None)

    def page(self, rows: Sequence[T], ids: Sequence[str]) -> Page[T]:
        """The page of the rows read; `ids` are the rows' ids, in the same order."""
        more = len(rows) > self.limit
        return Page(rows[: self.limit], ids[self.limit - 1] if more else "")
