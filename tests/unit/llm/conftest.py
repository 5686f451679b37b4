"""The fake model server, in this process, and models that speak to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest

from libs.llm.chat import ChatModel
from libs.llm.config import ModelServerConfig
from libs.llm.embeddings import OpenAIEmbedder
from libs.llm.server import ModelServer
from tests.fake_openai.server import FakeOpenAI

Connect = Callable[..., ModelServer]


@pytest.fixture
async def fake() -> AsyncIterator[FakeOpenAI]:
    async with FakeOpenAI() as server:
        yield server


@pytest.fixture
async def connect(fake: FakeOpenAI) -> AsyncIterator[Connect]:
    """Makes a ModelServer for the fake; keyword arguments are settings of ModelServerConfig."""
    async with AsyncExitStack() as stack:

        def make(**settings: Any) -> ModelServer:
            config = ModelServerConfig(fake.base_url, "sk-test", breaker_failures=50)
            server = ModelServer(replace(config, **{"first_wait": 0.02, **settings}))
            stack.push_async_callback(server.aclose)
            return server

        yield make


@pytest.fixture
def chat(connect: Connect) -> ChatModel:
    return ChatModel(connect(), "gpt-4")


@pytest.fixture
def embedder(connect: Connect) -> OpenAIEmbedder:
    return OpenAIEmbedder(connect())


@pytest.fixture
def within() -> Callable[[float], float]:
    """The instant so many seconds from now, on the event loop's clock."""
    return lambda seconds: asyncio.get_running_loop().time() + seconds
