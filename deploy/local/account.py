"""The account that `make analyze` works with: local, made at the first use, its password in a file
of its owner.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from deploy.local.client import UNAUTHORIZED, GatewayClient, Refused
from deploy.local.layout import ROOT
from deploy.local.process import base_environment
from deploy.local.server import ServerError, write_private

if TYPE_CHECKING:
    from deploy.local.client import Json
    from deploy.local.layout import Layout

EMAIL = "owner@vitae.local"
OPERATOR_SECONDS = 60.0
# Where the gateway won't: sign-up is closed, or the file with the password was lost.
BY_OPERATOR = frozenset({"sign_up_closed", "email_taken"})


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
    client.token = account["token"] = await _enter(client, layout, account)
    _save(layout, account)


async def _accepted(client: GatewayClient) -> bool:
    try:
        await client.call("GET", "/api/auth/me")
    except Refused as refused:
        if refused.status == UNAUTHORIZED:
            return False
        raise
    return True


async def _enter(client: GatewayClient, layout: Layout, account: Json) -> str:
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
        if refused.code.lower() not in BY_OPERATOR:
            raise
    await asyncio.to_thread(_operate, layout, account)
    return str((await client.call("POST", "/api/auth/login", json=proof))["token"])


def _operate(layout: Layout, account: Json) -> None:
    """As an operator may, and whoever reads this machine's secrets is one."""
    said = ""
    for command in ("create-user", "reset-password"):
        try:
            result = _run_operator(layout, account, command)
        except subprocess.TimeoutExpired as error:
            raise ServerError(
                f"The local account can't be made: `{command}` took longer than "
                f"{error.timeout:.0f} s; the logs are in {layout.logs}"
            ) from error
        if result.returncode == 0:
            return
        said = (result.stderr.strip().splitlines() or ["no reason given"])[-1]
    raise ServerError(f"The local account can't be made: {said}")


def _run_operator(layout: Layout, account: Json, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services.auth.operator", command, str(account["email"])],
        input=f"{account['password']}\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**base_environment(), "SECRETS_DIR": str(layout.secrets / "auth")},
        timeout=OPERATOR_SECONDS,
        check=False,
    )
