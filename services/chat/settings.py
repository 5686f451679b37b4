"""What chat can be told. Times are in seconds."""

from __future__ import annotations

from pydantic import Field

from libs.llm.settings import ModelSettings

# About 30,000 tokens, four times the longest resume of many hundreds seen.
RESUME_CHARACTERS = 120_000


class ChatSettings(ModelSettings):
    chroma_url: str = "http://127.0.0.1:8000"

    answers_at_once: int = Field(default=3, ge=1, le=100)  # of one user
    resume_characters: int = Field(default=RESUME_CHARACTERS, ge=2_500)  # given a model whole
    reconcile_seconds: float = Field(default=30.0, ge=0.5)
