"""What upload can be told."""

from __future__ import annotations

from pydantic import Field

from libs.runtime.settings import ServiceSettings

MIB = 1024 * 1024


class UploadSettings(ServiceSettings):
    file_max_bytes: int = Field(default=10 * MIB, ge=1, le=100 * MIB)
    quota_files: int = Field(default=200, ge=1)  # a user
    quota_bytes: int = Field(default=2048 * MIB, ge=1)  # a user
    uploads_at_once: int = Field(default=32, ge=1)
    uploads_at_once_per_user: int = Field(default=4, ge=1)
    upload_idle_seconds: float = Field(default=30, gt=0)  # between two pieces
    upload_total_seconds: float = Field(default=600, gt=0)
    erasure_reminder_seconds: float = Field(default=30, gt=0)
    reconcile_seconds: float = Field(default=300, gt=0)
