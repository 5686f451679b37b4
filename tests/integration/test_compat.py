"""The check of model servers, against the fake: what it says of a good one and of bad ones."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from tests.compat.__main__ import check, target
from tests.compat.checks import CHECKS, Result, run
from tests.fake_openai.modes import Mode, Modes
from tests.fake_openai.server import FakeOpenAI


@pytest.fixture
async def fake() -> AsyncGenerator[FakeOpenAI]:
    async with FakeOpenAI() as server:
        yield server


async def results(fake: FakeOpenAI, *arguments: str) -> dict[str, Result]:
    given = target(
        [fake.base_url, "gpt-4", "--embedding-model", "ada", "--seconds", "5", *arguments]
    )
    return {result.check: result async for result in run(given)}


async def test_a_good_server_passes(fake: FakeOpenAI, capsys: pytest.CaptureFixture[str]) -> None:
    found = await results(fake)
    assert [result.check for result in found.values()] == [name for name, _ in CHECKS]
    assert {result.outcome for result in found.values()} == {"ok"}
    assert found["JSON of a schema"].detail.startswith("json_schema")
    assert "1 citations, grounded" in found["streamed answer about a resume"].detail
    assert found["interview questions"].detail == "json_schema, 5 of 5 proven, of 4 categories"
    assert found["embeddings"].detail.startswith("1536 dimensions")
    given = target([fake.base_url, "gpt-4", "--embedding-model", "ada"])
    assert await check(given)
    assert "streamed text" in capsys.readouterr().out


async def test_what_a_server_lacks_is_named(fake: FakeOpenAI) -> None:
    fake.modes = Modes(
        chat=Mode(refuse=["json_schema"], window=50_000, usage=False),
        embeddings=Mode(fault="status", status=404),
    )
    found = await results(fake, "--window", "60000")
    assert found["JSON of a schema"].detail.startswith("json_object, about")
    assert found["embeddings"].outcome == "model"
    assert "model_not_found" in found["embeddings"].detail
    assert found["a prompt past the window"].detail == "model_answer_invalid"


async def test_a_server_that_mixes_things_up_is_broken(fake: FakeOpenAI) -> None:
    given = target([fake.base_url, "gpt-4"])  # and no embedding model
    assert not await check(given)
