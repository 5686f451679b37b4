"""Who calls: tokens signed with Ed25519, one key a process.

Every process holds its own private key and everybody's public keys. A call carries a token of
the calling process, worth something at the service it calls alone; where a person stands behind it,
it also carries that person's identity, signed by auth alone. A bare user id is never trusted.
"""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from libs.rpc.errors import Unauthenticated

IDENTITY_AUDIENCE = "vitae-identity"
SERVICE_TOKEN_SECONDS = 60
IDENTITY_SECONDS = 300
ISSUER_OF_IDENTITIES = "auth"
_CACHE_LIMIT = 4096
_LEEWAY_SECONDS = 5


def service_audience(receiver: str) -> str:
    """What a process's token says it is for."""
    return f"vitae-service:{receiver}"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person, as auth vouches for them."""

    user_id: str
    session_id: str
    token: str
    expires_at: float  # seconds since the epoch


class Keyring:
    """Signs as one process, verifies all of them; remembers verified tokens until they expire."""

    def __init__(self, name: str, private_pem: str, public_json: str) -> None:
        key = load_pem_private_key(private_pem.encode(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError("RPC_KEY is not an Ed25519 key")
        self.name = name
        self._private = key
        self._public = {
            who: Ed25519PublicKey.from_public_bytes(base64.b64decode(raw))
            for who, raw in json.loads(public_json).items()
        }
        self._own_tokens: dict[str, tuple[str, float]] = {}  # by receiver, and when to renew
        self._verified: dict[str, tuple[dict[str, Any], float]] = {}

    def service_token(self, receiver: str) -> str:
        """This process's own token for calls of `receiver`, renewed at half its life. What was
        called can't call others with it.
        """
        token, renew_at = self._own_tokens.get(receiver, ("", 0.0))
        now = time.time()
        if now >= renew_at:
            claims = {
                "iss": self.name,
                "aud": service_audience(receiver),
                "exp": now + SERVICE_TOKEN_SECONDS,
            }
            token = jwt.encode(claims, self._private, algorithm="EdDSA")
            self._own_tokens[receiver] = (token, now + SERVICE_TOKEN_SECONDS / 2)
        return token

    def issue_identity(
        self, user_id: str, session_id: str, until: float = float("inf")
    ) -> Identity:
        """A person's identity for the next minutes, and no longer than `until` (seconds since the
        epoch). Worth something only when auth signs it.
        """
        expires_at = min(time.time() + IDENTITY_SECONDS, until)
        claims = {
            "iss": self.name,
            "aud": IDENTITY_AUDIENCE,
            "sub": user_id,
            "sid": session_id,
            "exp": expires_at,
        }
        token = jwt.encode(claims, self._private, algorithm="EdDSA")
        return Identity(user_id, session_id, token, expires_at)

    def verify_service(self, token: str) -> str:
        """The name of the process that signed `token` for this one. Unauthenticated otherwise."""
        return self._claims(token, service_audience(self.name))["iss"]

    def verify_identity(self, token: str) -> Identity:
        """The person `token` stands for. Unauthenticated unless auth signed it and it holds."""
        claims = self._claims(token, IDENTITY_AUDIENCE)
        if claims["iss"] != ISSUER_OF_IDENTITIES:
            raise Unauthenticated
        return Identity(claims["sub"], claims["sid"], token, claims["exp"])

    def _claims(self, token: str, audience: str) -> dict[str, Any]:
        known = self._verified.get(token)
        if known and known[1] > time.time() and known[0]["aud"] == audience:
            return known[0]
        try:
            issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
            claims: dict[str, Any] = jwt.decode(
                token,
                self._public[issuer],
                algorithms=["EdDSA"],
                audience=audience,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["iss", "aud", "exp"]},
            )
        except (jwt.InvalidTokenError, KeyError, TypeError) as error:
            raise Unauthenticated from error
        if len(self._verified) >= _CACHE_LIMIT:
            self._verified.clear()  # simpler than an order of use, and verifying again is cheap
        self._verified[token] = (claims, float(claims["exp"]))
        return claims
