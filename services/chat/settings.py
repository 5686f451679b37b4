"""What chat can be told. Times are in seconds."""

from __future__ import annotations

from pydantic import Field

from libs.llm.settings import ModelSettings


class ChatSettings(ModelSettings):
    chroma_url: str = "http://127.0.0.1:8000"

    answers_at_once: int = Field(default=3, ge=1, le=100)  # of one user
    reconcile_seconds: float = Field(default=30.0, ge=0.5)
