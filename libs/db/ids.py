"""Identifiers: UUIDv7, made here and not in the database, so that an id is known before its row.

They grow with time: an index on one is an index on the order of creation.
"""

from __future__ import annotations

from uuid import UUID

from uuid_utils import uuid7


def new_id() -> str:
    return str(uuid7())


def is_id(value: str) -> bool:
    """Whether `value` can be an id at all. What can't be is not found, like any unknown one."""
    try:
        return len(value) == 36 and str(UUID(value)) == value.lower()
    except ValueError:
        return False
