"""What auth can be told."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from libs.runtime.settings import ServiceSettings


class AuthSettings(ServiceSettings):
    sign_up: Literal["open", "closed"] = "open"
    session_days: float = Field(default=30, gt=0, le=400)  # after the last use
    sessions_per_user: int = Field(default=100, ge=1)
    # Failed tries of one account from one address, in a window.
    sign_in_tries: int = Field(default=5, ge=1)
    sign_in_window_seconds: int = Field(default=900, ge=1)
    # All tries from one address, whatever the account and the outcome.
    sign_in_per_minute: int = Field(default=20, ge=1)
    sign_up_per_minute: int = Field(default=20, ge=1)
    password_hashes_at_once: int = Field(default=2, ge=1)
    password_hash_queue: int = Field(default=32, ge=0)  # how many may wait for their turn
    erasure_reminder_seconds: float = Field(default=30, gt=0)
    prune_seconds: float = Field(default=300, gt=0)
