"""Vectors in the order of their texts, in batches the server takes, or a clear failure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import numpy as np
import pytest

from libs.llm import metrics
from libs.llm.embeddings import OpenAIEmbedder
from libs.llm.errors import ModelAnswerInvalid, ModelError, ModelRequestRejected, ModelTimeout
from tests.fake_openai.modes import Mode, Modes
from tests.fake_openai.server import FakeOpenAI
from tests.fake_openai.vectors import vector
from tests.unit.llm.conftest import Connect

TEXTS = [f"passage number {number} of a resume" for number in range(300)]


def misbehave(fake: FakeOpenAI, **mode: object) -> None:
    fake.modes = Modes(embeddings=Mode.model_validate(mode))


def expected(texts: list[str], dimension: int = 1536) -> np.ndarray:
    return np.array([vector(text, dimension) for text in texts], np.float32)


def sizes(fake: FakeOpenAI) -> list[int]:
    return [len(body["input"]) for _, body in fake.requests]


@pytest.mark.parametrize("mode", [{}, {"reordered": True}, {"base64": True}, {"usage": False}])
async def test_every_text_gets_its_own_vector(
    fake: FakeOpenAI, embedder: OpenAIEmbedder, mode: dict[str, object]
) -> None:
    misbehave(fake, **mode)
    vectors = await embedder.embed(TEXTS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, expected(TEXTS), atol=1e-6)
    assert embedder.dimension == 1536
    assert sorted(sizes(fake)) == [44, 64, 64, 64, 64]


async def test_no_texts_need_no_call(fake: FakeOpenAI, embedder: OpenAIEmbedder) -> None:
    assert (await embedder.embed([])).shape == (0, 0)
    await embedder.embed(["one"])
    assert (await embedder.embed([])).shape == (0, 1536)
    assert fake.total("embeddings") == 1


async def test_batches_go_side_by_side_but_not_all_at_once(
    fake: FakeOpenAI, connect: Connect
) -> None:
    misbehave(fake, latency=0.2)
    embedder = OpenAIEmbedder(connect(), batch=10, concurrency=3)
    await asyncio.gather(embedder.embed(TEXTS[:60]), embedder.embed(TEXTS[:60]))
    assert fake.calls()["most_inflight"] == 3


@pytest.mark.parametrize("status", [400, 413, 422])
async def test_a_batch_too_large_is_halved_and_the_size_remembered(
    fake: FakeOpenAI, embedder: OpenAIEmbedder, status: int
) -> None:
    misbehave(fake, max_inputs=20, refuse_status=status)
    np.testing.assert_allclose(await embedder.embed(TEXTS[:64]), expected(TEXTS[:64]), atol=1e-6)
    fake.requests.clear()
    await embedder.embed(TEXTS[:64])
    assert max(sizes(fake)) <= 20


async def test_a_single_text_refused_is_final(fake: FakeOpenAI, embedder: OpenAIEmbedder) -> None:
    misbehave(fake, fault="status", status=400)
    with pytest.raises(ModelRequestRejected):
        await embedder.embed(TEXTS[:8])
    assert sizes(fake) == [8, 4, 2, 1]


@pytest.mark.parametrize("dimension", [8, 384, 3072])
async def test_any_dimension_works_and_then_stays(
    fake: FakeOpenAI, embedder: OpenAIEmbedder, dimension: int
) -> None:
    misbehave(fake, dimension=dimension)
    assert (await embedder.embed(TEXTS[:3])).shape == (3, dimension)
    misbehave(fake, dimension=dimension + 1)
    with pytest.raises(ModelAnswerInvalid) as failed:
        await embedder.embed(TEXTS[:3])
    assert failed.value.code == "embedding_dimension"
    assert embedder.dimension == dimension


async def test_the_dimension_of_stored_vectors_is_kept(fake: FakeOpenAI, connect: Connect) -> None:
    misbehave(fake, dimension=384)
    with pytest.raises(ModelAnswerInvalid) as failed:
        await OpenAIEmbedder(connect(), dimension=1536).embed(["one"])
    assert failed.value.code == "embedding_dimension"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("mixed_dimension", "embedding_dimension"),
        ("nan", "model_answer_invalid"),
        ("missing", "model_answer_invalid"),
    ],
)
async def test_vectors_that_cannot_be_used_are_refused(
    fake: FakeOpenAI, embedder: OpenAIEmbedder, fault: str, code: str
) -> None:
    misbehave(fake, fault=fault)
    with pytest.raises(ModelAnswerInvalid) as failed:
        await embedder.embed(TEXTS[:4])
    assert failed.value.code == code
    assert "EMBEDDING_MODEL" in str(failed.value)


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ({"fault": "status", "status": 401}, "model_auth_failed"),
        ({"fault": "status", "status": 404}, "model_not_found"),
        ({"fault": "status", "status": 503, "retry_after": 60}, "model_unavailable"),
        ({"fault": "reset"}, "model_unavailable"),
        ({"fault": "html"}, "model_unavailable"),
    ],
)
async def test_one_batch_that_fails_fails_the_call_by_its_own_name(
    fake: FakeOpenAI, embedder: OpenAIEmbedder, mode: dict[str, object], code: str
) -> None:
    misbehave(fake, **mode)
    with pytest.raises(ModelError) as failed:
        await embedder.embed(TEXTS)
    assert failed.value.code == code


async def test_a_passing_failure_costs_one_batch_not_all(
    fake: FakeOpenAI, embedder: OpenAIEmbedder
) -> None:
    misbehave(fake, fault="status", status=429, retry_after=0.05, times=1)
    np.testing.assert_allclose(await embedder.embed(TEXTS), expected(TEXTS), atol=1e-6)
    assert fake.total("embeddings") == 6


async def test_the_deadline_holds(
    fake: FakeOpenAI, embedder: OpenAIEmbedder, within: Callable[[float], float]
) -> None:
    misbehave(fake, fault="trickle")
    with pytest.raises(ModelTimeout):
        await embedder.embed(TEXTS[:2], within(0.4))


async def test_chat_and_embeddings_share_one_breaker(fake: FakeOpenAI, connect: Connect) -> None:
    server = connect()
    misbehave(fake, fault="status", status=503, retry_after=60)
    for _ in range(2):
        with pytest.raises(ModelError):
            await OpenAIEmbedder(server).embed(["one"])
    assert server.breaker.retry_after() > 50
    assert fake.total("embeddings") == 1


async def test_tokens_are_counted(fake: FakeOpenAI, connect: Connect) -> None:
    embedder = OpenAIEmbedder(connect(), "counted-model")
    await embedder.embed(["x" * 400])
    misbehave(fake, usage=False)
    await embedder.embed(["x" * 40])
    count = {
        sample.labels["estimated"]: sample.value
        for metric in metrics.TOKENS.collect()
        for sample in metric.samples
        if sample.name == "llm_tokens_total"
        and (sample.labels["model"], sample.labels["direction"]) == ("counted-model", "prompt")
    }
    assert count == {"false": 100.0, "true": 10.0}
