"""The fake model server, a model that speaks to it, as in the tests of libs/llm, and an engine."""

from __future__ import annotations

import pytest

from libs.llm.chat import ChatModel
from services.chat.engines.openai import ModelAnswers
from tests.unit.llm.conftest import chat, connect, fake, within

__all__ = ["chat", "connect", "engine", "fake", "within"]


@pytest.fixture
def engine(chat: ChatModel) -> ModelAnswers:
    return ModelAnswers(chat, stall_seconds=0.5)
