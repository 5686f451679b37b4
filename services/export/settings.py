"""What export can be told."""

from __future__ import annotations

from pydantic import Field

from libs.runtime.settings import ServiceSettings

MIB = 1024 * 1024


class ExportSettings(ServiceSettings):
    # What making one file may take: seconds, bytes of memory, bytes of the file.
    render_seconds: float = Field(default=20, gt=0, le=300)
    render_memory: int = Field(default=512 * MIB, ge=128 * MIB)
    render_max_bytes: int = Field(default=16 * MIB, ge=1024)
    renders_at_once: int = Field(default=2, ge=1, le=32)  # of all users; one a user
    render_queue: int = Field(default=16, ge=0)  # how many may wait for their turn
    render_queue_per_user: int = Field(default=4, ge=0)
    export_cache_seconds: float = Field(default=3600, ge=0)  # how long a rendered file is kept
    export_cache_bytes: int = Field(default=64 * MIB, ge=0)  # a user
    prune_seconds: float = Field(default=60, gt=0)
    reconcile_seconds: float = Field(default=30, gt=0)
