"""A look into a service's own database, and a hand on it, which only tests have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, LiteralString

import psycopg


async def rows(url: str, statement: LiteralString, values: Sequence[object] = ()) -> list[Any]:
    """What a query finds."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        return await (await connection.execute(statement, values)).fetchall()


async def value(url: str, statement: LiteralString, values: Sequence[object] = ()) -> Any:
    """The first column of the first row."""
    return (await rows(url, statement, values))[0][0]


async def change(url: str, statement: LiteralString, values: Sequence[object] = ()) -> int:
    """How many rows it changed."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        return (await connection.execute(statement, values)).rowcount
