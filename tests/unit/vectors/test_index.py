"""The client of Chroma where Chroma is not: nobody waits for it for long."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from libs.vectors import index as module
from libs.vectors.index import IndexUnavailable, VectorIndex, where
from tests.support.ports import reserve_port

VECTOR = np.ones(3, np.float32)


def test_collections_have_names_that_chroma_takes_and_no_two_models_share() -> None:
    index = VectorIndex("http://127.0.0.1:1", "questions-")
    models = ["text-embedding-ada-002", "text embedding ADA 002", "", "嵌入", "m" * 600]
    names = [index.collection_name(model) for model in models]
    assert len(set(names)) == len(models)
    for name in names:
        assert name.startswith("questions-")
        assert name.isascii()
        assert 3 <= len(name) <= 512
        assert name[-1].isalnum()


def test_a_condition_of_one_field_stands_alone() -> None:
    assert where(user_id="u") == {"user_id": "u"}
    assert where(user_id="u", job_id="j") == {"$and": [{"user_id": "u"}, {"job_id": "j"}]}


async def test_an_index_that_is_away_is_said_to_be() -> None:
    index = VectorIndex(f"http://127.0.0.1:{reserve_port()}", "questions-")
    for _ in range(2):
        with pytest.raises(IndexUnavailable):
            await index.query("model", VECTOR, where(user_id="u"), 3)
    with pytest.raises(IndexUnavailable):
        await index.delete(where(user_id="u"))


async def test_an_index_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUERY_SECONDS", 0.2)
    held: list[asyncio.StreamWriter] = []

    async def hold(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    try:
        port = server.sockets[0].getsockname()[1]
        index = VectorIndex(f"http://127.0.0.1:{port}", "questions-")
        async with asyncio.timeout(20):
            with pytest.raises(IndexUnavailable):
                await index.query("model", VECTOR, where(user_id="u"), 3)
        assert held
    finally:
        for writer in held:
            writer.close()
        server.close()


async def test_nothing_to_do_needs_no_index() -> None:
    index = VectorIndex("http://127.0.0.1:1", "questions-")
    await index.upsert("model", [], np.empty((0, 3), np.float32), [])
    await index.remove([])
    assert await index.present("model", []) == set()
