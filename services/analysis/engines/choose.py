"""Which engines and which embeddings a process uses: the model server's where one is configured."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from libs.llm.chat import ChatModel
from libs.llm.embeddings import Embedder, OpenAIEmbedder
from libs.llm.settings import model_server
from services.analysis.engines.embedding import EmbeddingModelDamaged, MiniLMEmbedder
from services.analysis.engines.engine import BuiltinEngine, Engine, ModelEngine
from services.analysis.interview.builtin import BuiltinQuestions
from services.analysis.interview.engine import QuestionEngine
from services.analysis.interview.openai import ModelQuestions
from services.analysis.settings import Settings

log = logging.getLogger(__name__)


@asynccontextmanager
async def chosen(settings: Settings) -> AsyncGenerator[tuple[Engine, Embedder, QuestionEngine]]:
    """What analyses, what embeds and what asks, while entered. ValueError where a setting makes no
    sense.
    """
    if not settings.uses_model:
        embedder = MiniLMEmbedder()
        loading = asyncio.create_task(_load(embedder))
        try:
            yield BuiltinEngine(), embedder, BuiltinQuestions()
        finally:
            loading.cancel()
            embedder.close()
        return
    async with model_server(settings) as server:
        chat = ChatModel(server, settings.openai_model)
        embeddings = OpenAIEmbedder(
            server,
            settings.embedding_model,
            batch=settings.embedding_batch,
            # No consumer waits for another's request, and a long resume may send two at once.
            concurrency=2 * settings.pipeline_consumers,
        )
        yield ModelEngine(chat, settings.model_seconds), embeddings, ModelQuestions(chat)


async def _load(embedder: MiniLMEmbedder) -> None:
    """Ahead of the first question, which is not to wait for it; nobody waits for this."""
    try:
        await embedder.load()
    except EmbeddingModelDamaged as error:
        log.error("embedding model", extra={"cause": str(error)})  # noqa: TRY400 - says it all
