"""RPC keys for every process, as a deployment makes them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from libs.rpc.identity import Keyring

PROCESSES = ("auth", "upload", "analysis", "export", "chat", "gateway")


def private_pem(key: Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@dataclass(frozen=True)
class RpcKeys:
    """Each process's private key (PEM), and the public ones as RPC_KEYRING takes them."""

    private: dict[str, str]
    public: str

    @classmethod
    def make(cls) -> RpcKeys:
        keys = {name: Ed25519PrivateKey.generate() for name in PROCESSES}
        public = {
            name: base64.b64encode(key.public_key().public_bytes_raw()).decode()
            for name, key in keys.items()
        }
        return cls({name: private_pem(key) for name, key in keys.items()}, json.dumps(public))

    def keyring(self, name: str) -> Keyring:
        """What lets a test call as that process."""
        return Keyring(name, self.private[name], self.public)

    def forged(self, name: str) -> Keyring:
        """Says it is that process, with a key nobody knows."""
        return Keyring(name, private_pem(Ed25519PrivateKey.generate()), self.public)
