"""Settings of the analysis service. Times are seconds."""

from __future__ import annotations

from pydantic import Field

from libs.llm.settings import ModelSettings


class Settings(ModelSettings):
    chroma_url: str = "http://127.0.0.1:8000"

    embedding_model: str = "text-embedding-ada-002"
    embedding_batch: int = Field(default=64, ge=1, le=2048)

    # The pool and the rules that keep jobs safe.
    pipeline_consumers: int = Field(default=5, ge=1, le=64)
    ack_wait_seconds: float = Field(default=30.0, ge=1.0)
    reconcile_seconds: float = Field(default=30.0, ge=0.5)
    vector_repair_seconds: float = Field(default=30.0, ge=0.5)
    question_workers: int = Field(default=2, ge=1, le=32)
    job_seconds: float = Field(default=480.0, ge=1.0)  # deadline_at = claim + this
    extract_seconds: float = Field(default=120.0, ge=1.0)
    model_wait_seconds: float = Field(default=3600.0, ge=0.0)  # for a model that is away, in all

    sandbox: str = Field(default="on", pattern="^(on|off)$")
    # Dies once at the named point of a job (see faults.py). For fault tests alone.
    fault_point: str = ""
    fault_file: str = ""
