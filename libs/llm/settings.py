"""Which model server a process asks, as people set it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from pydantic import Field

from libs.llm.config import DEFAULT_BASE_URL, ModelServerConfig
from libs.runtime.settings import ServiceSettings

if TYPE_CHECKING:
    from libs.llm.server import ModelServer


class ModelSettings(ServiceSettings):
    """With neither key nor base URL the builtin engine runs. Times are seconds."""

    openai_api_key: str = Field(default="", repr=False)
    openai_base_url: str = ""
    openai_model: str = "gpt-4"
    model_seconds: float = Field(default=180.0, ge=1.0)

    @property
    def uses_model(self) -> bool:
        """Whether a model server is configured."""
        return bool(self.openai_api_key or self.openai_base_url)


@asynccontextmanager
async def model_server(settings: ModelSettings) -> AsyncGenerator[ModelServer]:
    """The server while entered. ValueError where a setting makes no sense."""
    # Here, not above: the builtin engine needs none of the client, and its memory is budgeted.
    from libs.llm.server import ModelServer

    server = ModelServer(
        ModelServerConfig(
            base_url=settings.openai_base_url or DEFAULT_BASE_URL,
            api_key=settings.openai_api_key,
            timeout=settings.model_seconds,
        )
    )
    try:
        yield server
    finally:
        await server.aclose()
