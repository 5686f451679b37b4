"""Settings: read once at start, frozen, from the environment and from files of secrets.

Every name is the field's name in upper case. A secret may also be a file: SECRETS_DIR names a
folder whose files carry the lower-case names of the settings they hold.
"""

from __future__ import annotations

import os
import sys
from typing import Self

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class ProcessSettings(BaseSettings):
    """What every process of the system takes."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    log_level: str = "info"
    rpc_key: str = Field(repr=False)  # Ed25519 private key, PEM
    rpc_keyring: str = Field(repr=False)  # JSON: process name → base64 of its raw public key
    nats_url: str = "nats://127.0.0.1:4222"
    nats_user: str = ""  # the process's own name where empty
    nats_password: str = Field(default="", repr=False)
    auth_address: str = "127.0.0.1:9101"
    upload_address: str = "127.0.0.1:9102"
    analysis_address: str = "127.0.0.1:9103"
    export_address: str = "127.0.0.1:9104"
    chat_address: str = "127.0.0.1:9105"

    @classmethod
    def load(cls) -> Self:
        """Reads the settings, or ends the process naming what is wrong, never a value."""
        try:
            return cls(_secrets_dir=os.environ.get("SECRETS_DIR") or None)  # pyright: ignore[reportCallIssue]
        except ValidationError as error:
            faults = (f"{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
            sys.exit("settings: " + "; ".join(faults))


class ServiceSettings(ProcessSettings):
    """What every service behind the gateway takes."""

    database_url: str = Field(repr=False)
    database_pool: int = Field(default=8, ge=1, le=100)
    rpc_bind: str = "127.0.0.1:0"
    rpc_reflection: bool = False
