"""Secrets of the system: made at the first start, kept in files of their owner alone, never shown.

`secrets/<process>/` is that process's SECRETS_DIR: one file a secret, named like the setting. A
file that is missing is made again; one that is there is kept.
"""

from __future__ import annotations

import base64
import json
import secrets
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from deploy.local.layout import PROCESSES, SERVICES
from deploy.local.server import private_directory, write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deploy.local.layout import Layout


def _kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in `path`, made where there is none."""
    try:
        value = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        value = ""
    if value:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
        return value
    made = make()
    write_private(path, made)
    return made


def _put(path: Path, value: str) -> None:
    """Write what is derived, if it changed."""
    if (
        not path.exists()
        or path.read_text(encoding="utf-8") != value
        or path.stat().st_mode & 0o077
    ):
        write_private(path, value)


def _password() -> str:
    return secrets.token_urlsafe(32)


def _private_key() -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def _public_key(pem: str) -> str:
    """Base64 of the raw 32 bytes."""
    key = load_pem_private_key(pem.encode("ascii"), password=None)
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode("ascii")


class Credentials:
    """What the processes know each other by."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.database_passwords: dict[str, str] = {}
        self.nats_passwords: dict[str, str] = {}

    def directory(self, process: str) -> Path:
        return self._layout.secrets / process

    def ensure(self) -> None:
        """Make what is missing. OSError where the disk refuses."""
        keyring: dict[str, str] = {}
        for process in PROCESSES:
            folder = private_directory(self.directory(process))
            self.nats_passwords[process] = _kept(folder / "nats_password", _password)
            keyring[process] = _public_key(_kept(folder / "rpc_key", _private_key))
            if process in SERVICES:
                password = _kept(folder / "database_password", _password)
                self.database_passwords[process] = password
        for process in PROCESSES:
            _put(self.directory(process) / "rpc_keyring", json.dumps(keyring, indent=1))

    def set_database_url(self, process: str, url: str) -> None:
        """Where the process finds its database: the port may change between starts."""
        _put(self.directory(process) / "database_url", url)

    def set_nats_url(self, process: str, url: str) -> None:
        """Where the bus is, for an operator's command; the process has it from its environment."""
        _put(self.directory(process) / "nats_url", url)
