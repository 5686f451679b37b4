"""Settings of the analysis service. Times are seconds."""

from __future__ import annotations

from pydantic import Field

from libs.runtime.settings import ServiceSettings


class Settings(ServiceSettings):
    chroma_url: str = "http://127.0.0.1:8000"

    # The engine. With neither key nor base URL the builtin one runs: no key, no network.
    openai_api_key: str = Field(default="", repr=False)
    openai_base_url: str = ""
    openai_model: str = "gpt-4"
    embedding_model: str = "text-embedding-ada-002"
    embedding_batch: int = Field(default=64, ge=1, le=2048)

    # The pool and the rules that keep jobs safe.
    pipeline_consumers: int = Field(default=5, ge=1, le=64)
    ack_wait_seconds: float = Field(default=30.0, ge=1.0)
    reconcile_seconds: float = Field(default=30.0, ge=0.5)
    vector_repair_seconds: float = Field(default=30.0, ge=0.5)
    job_seconds: float = Field(default=480.0, ge=1.0)  # deadline_at = claim + this
    extract_seconds: float = Field(default=120.0, ge=1.0)
    model_seconds: float = Field(default=180.0, ge=1.0)
    model_wait_seconds: float = Field(default=3600.0, ge=0.0)  # for a model that is away, in all

    sandbox: str = Field(default="on", pattern="^(on|off)$")
    # Dies once at the named point of a job (see faults.py). For fault tests alone.
    fault_point: str = ""
    fault_file: str = ""

    @property
    def uses_model(self) -> bool:
        """Whether a model server is configured."""
        return bool(self.openai_api_key or self.openai_base_url)
