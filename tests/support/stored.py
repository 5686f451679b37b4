"""What is stored of a job's answered questions: by the database, and by the index itself."""

from __future__ import annotations

from services.chat.pairs import PREFIX
from tests.support.database import value
from tests.support.index import client_of
from tests.support.stack import Stack


async def pairs(stack: Stack, job_id: str) -> int:
    statement = "SELECT count(*) FROM qa_pairs WHERE job_id = %s"
    return int(await value(stack.database_urls["chat"], statement, [job_id]))


async def vectors(stack: Stack, job_id: str) -> int:
    assert stack.chroma is not None
    client = await client_of(stack.chroma)
    collections = [one for one in await client.list_collections() if one.name.startswith(PREFIX)]
    return sum([len((await one.get(where={"job_id": job_id}))["ids"]) for one in collections])


async def both(stack: Stack, job_id: str) -> tuple[int, int]:
    """Pairs and vectors: the same where nothing is lost and nothing is there twice."""
    return await pairs(stack, job_id), await vectors(stack, job_id)
