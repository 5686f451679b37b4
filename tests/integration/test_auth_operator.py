"""The operator's command, as a process of its own."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys

import pytest

from tests.support.people import Person, Rpc
from tests.support.refusals import refused
from tests.support.stack import ROOT, Stack


def operator(
    stack: Stack, *arguments: str, password: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    known = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'proto' / 'gen'}",
        "DATABASE_URL": stack.database_urls["auth"],
    }
    return subprocess.run(
        [sys.executable, "-m", "services.auth.operator", *arguments],
        input=password,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=known | env,
        timeout=60,
    )


async def test_an_operator_makes_an_account(stack: Stack, gateway: Rpc) -> None:
    email = f"{secrets.token_hex(4)}@example.com"
    done = operator(
        stack, "create-user", email.upper(), "--name", "Ada", password="given by hand\n"
    )
    assert done.returncode == 0, done.stderr
    assert "given by hand" not in done.stdout + done.stderr
    await gateway.login(email, "given by hand")
    again = operator(stack, "create-user", email, password="given by hand\n")
    assert again.returncode == 1
    assert (
        again.stderr == "There is already an account with this email. Sign in, or give another.\n"
    )


async def test_an_operator_resets_a_password_and_ends_every_session(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    done = operator(stack, "reset-password", ada.email, "--generate")
    assert done.returncode == 0, done.stderr
    password = done.stdout.splitlines()[0].removeprefix("Password: ")
    await refused(gateway.authenticated(ada.token), "SESSION_INVALID")
    await refused(gateway.login(ada.email, ada.password), "INVALID_CREDENTIALS")
    await gateway.login(ada.email, password)


@pytest.mark.parametrize(
    ("arguments", "password", "env", "said"),
    [
        (["reset-password", "nobody@example.com"], "long enough\n", {}, "There is no account"),
        (["reset-password", "nobody@example.com"], "short\n", {}, "The password must have"),
        (["create-user", "not-an-email"], "long enough\n", {}, "The email address is not valid."),
        (["create-user", "a@example.com"], "long enough\n", {"DATABASE_URL": ""}, "DATABASE_URL"),
        (
            ["create-user", "a@example.com"],
            "long enough\n",
            {"DATABASE_URL": "postgresql://auth:secret@127.0.0.1:9/auth"},
            "The database can't be reached.",
        ),
    ],
)
async def test_what_goes_wrong_is_said_in_one_line(
    stack: Stack, arguments: list[str], password: str, env: dict[str, str], said: str
) -> None:
    done = operator(stack, *arguments, password=password, **env)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr


async def test_it_explains_itself(stack: Stack) -> None:
    done = operator(stack, "--help")
    assert done.returncode == 0
    assert "reset-password" in done.stdout
