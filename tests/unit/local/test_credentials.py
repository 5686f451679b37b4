"""Secrets: made once, kept, closed to others."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.local.credentials import Credentials
from deploy.local.layout import PROCESSES, SERVICES, Layout


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    made = Layout(tmp_path / "data")
    made.create()
    return made


def contents(layout: Layout) -> dict[str, str]:
    files = (path for path in layout.secrets.rglob("*") if path.is_file())
    return {str(path.relative_to(layout.secrets)): path.read_text() for path in files}


def test_every_process_gets_its_own(layout: Layout) -> None:
    credentials = Credentials(layout)
    credentials.ensure()
    found = contents(layout)
    for process in PROCESSES:
        assert {f"{process}/nats_password", f"{process}/rpc_key", f"{process}/rpc_keyring"} <= set(
            found
        )
    assert set(credentials.database_passwords) == set(SERVICES)
    secrets = [text for name, text in found.items() if not name.endswith("rpc_keyring")]
    assert len(set(secrets)) == len(secrets)
    assert min(map(len, secrets)) >= 32


def test_closed_to_others_even_if_they_were_opened(layout: Layout) -> None:
    Credentials(layout).ensure()
    opened = layout.secrets / "auth" / "rpc_key"
    opened.chmod(0o644)
    Credentials(layout).ensure()
    for path in [layout.secrets, *layout.secrets.rglob("*")]:
        assert not path.stat().st_mode & 0o077, path


def test_the_keyring_verifies_what_the_keys_sign(layout: Layout) -> None:
    Credentials(layout).ensure()
    keyring = json.loads((layout.secrets / "gateway" / "rpc_keyring").read_text())
    assert set(keyring) == set(PROCESSES)
    for process in PROCESSES:
        pem = (layout.secrets / process / "rpc_key").read_bytes()
        key = load_pem_private_key(pem, password=None)
        assert isinstance(key, Ed25519PrivateKey)
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(keyring[process]))
        public.verify(key.sign(b"word"), b"word")
        other = Ed25519PublicKey.from_public_bytes(
            base64.b64decode(keyring["auth" if process != "auth" else "chat"])
        )
        with pytest.raises(InvalidSignature):
            other.verify(key.sign(b"word"), b"word")


def test_kept_over_starts_and_one_that_is_lost_is_made_again(layout: Layout) -> None:
    Credentials(layout).ensure()
    first = contents(layout)
    Credentials(layout).ensure()
    assert contents(layout) == first

    (layout.secrets / "chat" / "rpc_key").unlink()
    Credentials(layout).ensure()
    second = contents(layout)
    assert second["chat/rpc_key"] != first["chat/rpc_key"]
    assert second["auth/rpc_keyring"] == second["chat/rpc_keyring"] != first["auth/rpc_keyring"]
    assert second["auth/rpc_key"] == first["auth/rpc_key"]
