"""Which engine and which embeddings a process uses: the model server's where one is configured."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from libs.llm.chat import ChatModel
from libs.llm.config import DEFAULT_BASE_URL, ModelServerConfig
from libs.llm.embeddings import Embedder, OpenAIEmbedder
from libs.llm.server import ModelServer
from services.analysis.engines.embedding import MiniLMEmbedder
from services.analysis.engines.engine import BuiltinEngine, Engine, ModelEngine
from services.analysis.settings import Settings


@asynccontextmanager
async def chosen(settings: Settings) -> AsyncGenerator[tuple[Engine, Embedder]]:
    """The engine and the embedder while entered. ValueError where a setting makes no sense."""
    if not settings.uses_model:
        embedder = MiniLMEmbedder()
        try:
            yield BuiltinEngine(), embedder
        finally:
            embedder.close()
        return
    server = ModelServer(
        ModelServerConfig(
            base_url=settings.openai_base_url or DEFAULT_BASE_URL,
            api_key=settings.openai_api_key,
            timeout=settings.model_seconds,
        )
    )
    chat = ChatModel(server, settings.openai_model)
    embeddings = OpenAIEmbedder(
        server,
        settings.embedding_model,
        batch=settings.embedding_batch,
        # No consumer waits for another's request, and a long resume may send two at once.
        concurrency=2 * settings.pipeline_consumers,
    )
    try:
        yield ModelEngine(chat, settings.model_seconds), embeddings
    finally:
        await server.aclose()
