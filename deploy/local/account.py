"""The account that `make analyze` works with: local, made at the first use, its password in a file
of its owner.
"""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from deploy.local.client import UNAUTHORIZED, GatewayClient, Refused
from deploy.local.server import ServerError, write_private

if TYPE_CHECKING:
    from deploy.local.client import Json
    from deploy.local.layout import Layout

EMAIL = "owner@vitae.local"
CLOSED = (
    "Sign-up is closed (SIGN_UP) and there is no local account yet: start once with SIGN_UP=open, "
    "or sign in through the API with an account of your own."
)


def _load(layout: Layout) -> Json:
    with suppress(OSError, ValueError):
        account: Json = json.loads(layout.account.read_text(encoding="utf-8"))
        return account
    return {}


def _save(layout: Layout, account: Json) -> None:
    write_private(layout.account, json.dumps(account, indent=1))


async def sign_in(client: GatewayClient, layout: Layout) -> None:
    """Give the client a token of the local account: the last one, a new one, or a new account's."""
    account = _load(layout)
    if token := str(account.get("token", "")):
        client.token = token
        if await _accepted(client):
            return
        client.token = ""
    if not account.get("password"):
        account = {"email": EMAIL, "password": secrets.token_urlsafe(24)}
        # Kept before it is used: an account whose password is lost would be in the way for good.
        _save(layout, account)
    client.token = account["token"] = await _enter(client, account)
    _save(layout, account)


async def _accepted(client: GatewayClient) -> bool:
    try:
        await client.call("GET", "/api/auth/me")
    except Refused as refused:
        if refused.status == UNAUTHORIZED:
            return False
        raise
    return True


async def _enter(client: GatewayClient, account: Json) -> str:
    """A token for the account, which is made where there is none."""
    proof = {"email": account["email"], "password": account["password"]}
    try:
        return str((await client.call("POST", "/api/auth/login", json=proof))["token"])
    except Refused as refused:
        if refused.status != UNAUTHORIZED:
            raise
    try:
        return str((await client.call("POST", "/api/auth/register", json=proof))["token"])
    except Refused as refused:
        if refused.code.lower() == "sign_up_closed":
            raise ServerError(CLOSED) from None
        if refused.code.lower() == "email_taken":
            raise ServerError(
                f"The local account {EMAIL} exists with another password than the one kept in "
                f"secrets/local-account.json: put that file back."
            ) from None
        raise
