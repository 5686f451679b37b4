"""The model engine and embeddings against a model server in another process, fault by fault.

Each fault ends in one of two ways: a profile with true evidence, or one failure with a code that
says whether waiting helps. None takes longer than its deadline, and none leaves a request behind.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator
from typing import Any

import numpy as np
import pytest

from libs.llm.chat import ChatModel
from libs.llm.config import ModelServerConfig
from libs.llm.embeddings import OpenAIEmbedder
from libs.llm.errors import ModelError
from libs.llm.server import ModelServer
from services.analysis.engines import openai
from tests.fake_openai.modes import Mode
from tests.fake_openai.process import FakeProcess, fake_process
from tests.fake_openai.vectors import vector
from tests.unit.analysis.engines.documents import document_of

DEADLINE = 4.0
TEXTS = [f"Passage {number} of a resume" for number in range(100)]


@pytest.fixture(scope="module")
def fake() -> Generator[FakeProcess]:
    with fake_process() as running:
        yield running


@pytest.fixture
async def server(fake: FakeProcess) -> AsyncGenerator[ModelServer]:
    fake.reset()
    server = ModelServer(ModelServerConfig(fake.base_url, first_wait=0.05, breaker_failures=50))
    yield server
    await server.aclose()


async def left(fake: FakeProcess) -> int:
    """Requests that the server still holds once it has noticed who has gone."""
    inflight = -1
    for _ in range(100):
        inflight = (await asyncio.to_thread(fake.calls))["inflight"]
        if inflight == 0:
            break
        await asyncio.sleep(0.02)
    return inflight


@pytest.mark.parametrize(
    ("mode", "calls"),
    [
        ({"latency": 1.0}, 1),
        ({"fault": "status", "status": 429, "retry_after": 0.2, "times": 1}, 2),
        ({"fault": "status", "status": 500, "times": 1}, 2),
        ({"fault": "status", "status": 503, "times": 2}, 3),
        ({"fault": "reset", "times": 1}, 2),
        ({"fault": "html", "times": 1}, 2),
        ({"fault": "error_200", "times": 1}, 2),
        ({"fault": "empty_choices", "times": 1}, 2),
        ({"fault": "null_content", "times": 1}, 2),
        ({"fault": "length", "times": 1}, 2),
        ({"refuse": ["json_schema"]}, 2),
        ({"refuse": ["json_schema", "json_object"]}, 3),
        ({"ignore": ["json_schema"]}, 2),
        ({"ignore": ["json_schema", "json_object"]}, 3),
        ({"dress": "fence"}, 1),
        ({"dress": "trailing_comma"}, 1),
        ({"dress": "prose"}, 1),
        ({"dress": "thinking"}, 1),
        ({"usage": False}, 1),
    ],
)
async def test_faults_that_pass_leave_a_proven_profile(
    fake: FakeProcess, server: ModelServer, mode: dict[str, Any], calls: int
) -> None:
    fake.behave(chat=Mode.model_validate(mode))
    document = document_of()
    deadline = asyncio.get_running_loop().time() + 30
    reading = await openai.analyze(
        document, ChatModel(server, "gpt-4"), deadline, request_id="a-job"
    )
    profile = openai.to_profile(document, reading)
    assert profile.personal_info.name == "Zoë Example"
    assert profile.strengths
    assert profile.dropped == []
    assert reading.estimated is (mode.get("usage") is False)
    assert fake.calls()["chat_by_id"] == {"a-job": calls}


@pytest.mark.parametrize(
    ("mode", "code", "transient"),
    [
        ({"fault": "status", "status": 429, "retry_after": 60}, "model_unavailable", True),
        ({"fault": "status", "status": 500}, "model_unavailable", True),
        ({"fault": "status", "status": 503}, "model_unavailable", True),
        ({"fault": "hang"}, "model_unavailable", True),
        ({"fault": "trickle"}, "model_unavailable", True),
        ({"fault": "reset"}, "model_unavailable", True),
        ({"fault": "html"}, "model_unavailable", True),
        ({"fault": "huge"}, "model_answer_invalid", False),
        ({"fault": "empty_choices"}, "model_answer_invalid", False),
        ({"fault": "length"}, "model_answer_invalid", False),
        ({"fault": "wrong"}, "model_answer_invalid", False),
        ({"fault": "prose"}, "model_answer_invalid", False),
        ({"window": 10}, "model_answer_invalid", False),
        ({"fault": "refusal"}, "model_refused", False),
        ({"fault": "filter"}, "model_refused", False),
        ({"fault": "status", "status": 401}, "model_auth_failed", False),
        ({"fault": "status", "status": 404}, "model_not_found", False),
        (
            {"fault": "status", "status": 429, "code": "insufficient_quota"},
            "model_quota_exhausted",
            False,
        ),
    ],
)
async def test_faults_that_stay_end_typed_and_in_time(
    fake: FakeProcess, server: ModelServer, mode: dict[str, Any], code: str, *, transient: bool
) -> None:
    fake.behave(chat=Mode.model_validate(mode))
    clock = asyncio.get_running_loop().time
    started = clock()
    with pytest.raises(ModelError) as failed:
        await openai.analyze(document_of(), ChatModel(server, "gpt-4"), started + DEADLINE)
    assert clock() - started < DEADLINE + 2
    assert (failed.value.code, failed.value.transient) == (code, transient)
    assert await left(fake) == 0


@pytest.mark.parametrize(
    "mode",
    [
        {"reordered": True},
        {"base64": True},
        {"usage": False},
        {"dimension": 384},
        {"max_inputs": 10},
        {"max_inputs": 10, "refuse_status": 413},
        {"fault": "status", "status": 429, "retry_after": 0.2, "times": 1},
        {"fault": "reset", "times": 1},
    ],
)
async def test_every_passage_gets_its_vector(
    fake: FakeProcess, server: ModelServer, mode: dict[str, Any]
) -> None:
    fake.behave(embeddings=Mode.model_validate(mode))
    vectors = await OpenAIEmbedder(server).embed(TEXTS)
    expected = [vector(text, mode.get("dimension", 1536)) for text in TEXTS]
    np.testing.assert_allclose(vectors, np.array(expected, np.float32), atol=1e-6)


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ({"fault": "mixed_dimension"}, "embedding_dimension"),
        ({"fault": "nan"}, "model_answer_invalid"),
        ({"fault": "missing"}, "model_answer_invalid"),
        ({"fault": "hang"}, "model_unavailable"),
        ({"fault": "trickle"}, "model_unavailable"),
        ({"fault": "html"}, "model_unavailable"),
        ({"fault": "status", "status": 401}, "model_auth_failed"),
    ],
)
async def test_embeddings_that_cannot_be_had_end_typed_and_in_time(
    fake: FakeProcess, server: ModelServer, mode: dict[str, Any], code: str
) -> None:
    fake.behave(embeddings=Mode.model_validate(mode))
    clock = asyncio.get_running_loop().time
    started = clock()
    with pytest.raises(ModelError) as failed:
        await OpenAIEmbedder(server).embed(TEXTS, started + DEADLINE)
    assert clock() - started < DEADLINE + 2
    assert failed.value.code == code
    assert await left(fake) == 0
