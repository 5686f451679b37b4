"""Which engine answers: the model's where one is configured, else the builtin one."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from libs.llm.settings import model_server
from services.chat.engines.engine import AnswerEngine
from services.chat.settings import ChatSettings


@asynccontextmanager
async def chosen(settings: ChatSettings) -> AsyncGenerator[AnswerEngine]:
    """The engine while entered. ValueError where a setting makes no sense."""
    # Imported where they are used: each needs what the other doesn't.
    if not settings.uses_model:
        from services.chat.engines.builtin import BuiltinAnswers

        yield BuiltinAnswers()
        return
    from libs.llm.chat import ChatModel
    from services.chat.engines.openai import ModelAnswers

    async with model_server(settings) as server:
        model = ChatModel(server, settings.openai_model)
        yield ModelAnswers(model, resume_characters=settings.resume_characters)
