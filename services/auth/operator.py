"""What an operator does about accounts: `python -m services.auth.operator --help`.

Reads DATABASE_URL as the service does. With NATS_PASSWORD as well, the gateways close the sockets
of the sessions it ends at once; without, these end with their short-lived identities.
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import timedelta

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from libs.bus.connection import BUS_AWAY, connected
from libs.bus.erasure import Erasures
from libs.bus.topology import USER_DELETED
from libs.db.database import DATABASE_AWAY, Database, database
from libs.db.migrate import migrate
from libs.db.outbox import Outbox
from libs.rpc.errors import DomainError
from services.auth import models
from services.auth.errors import EmailTaken
from services.auth.events import Announcer
from services.auth.passwords import passwords
from services.auth.repository import Accounts
from services.auth.rules import check_password, normal_email, normal_name

ANNOUNCE_SECONDS = 5.0


class OperatorSettings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field(repr=False)
    nats_url: str = "nats://127.0.0.1:4222"
    nats_user: str = "auth"
    nats_password: str = Field(default="", repr=False)


class OperatorError(Exception):
    """Said to the operator in one line."""


async def create_user(settings: OperatorSettings, email: str, name: str, password: str) -> None:
    """Also where sign-up is closed."""
    await migrate("services.auth", settings.database_url)
    async with database(settings.database_url, 1) as db, passwords(1, 0) as hashing:
        hashed = await hashing.hash(password)
        if await _accounts(db).add_user(email, name, hashed) is None:
            raise EmailTaken


async def reset_password(settings: OperatorSettings, email: str, password: str) -> None:
    """Ends every session of the account as well."""
    await migrate("services.auth", settings.database_url)
    async with database(settings.database_url, 1) as db, passwords(1, 0) as hashing:
        hashed = await hashing.hash(password)
        user_id = await _accounts(db).reset_password(email, hashed)
    if user_id is None:
        raise OperatorError("There is no account with this email.")
    if settings.nats_password:
        await _announce(settings, user_id)


async def _announce(settings: OperatorSettings, user_id: str) -> None:
    try:
        async with (
            asyncio.timeout(ANNOUNCE_SECONDS),
            connected(
                settings.nats_url, settings.nats_user, settings.nats_password, lambda _: None
            ) as bus,
        ):
            await Announcer(bus).revoked(user_id)
    except BUS_AWAY:
        print("NATS can't be reached: open connections end within minutes.", file=sys.stderr)


def _accounts(db: Database) -> Accounts:
    outbox = Outbox(models.outbox, db)
    erasures = Erasures(models.erasures, db, USER_DELETED)
    return Accounts(db, outbox, erasures, timedelta(days=1), 1)


def ask_password(*, generate: bool) -> str:
    """Generated and shown this once, asked for twice, or a line of standard input."""
    if generate:
        password = secrets.token_urlsafe(12)
        print(f"Password: {password}")
        return password
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("New password: ")
    if getpass.getpass("Again: ") != password:
        raise OperatorError("The two passwords differ.")
    return password


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m services.auth.operator",
        description="Creates accounts and resets passwords, in the database of DATABASE_URL.",
        epilog="The password is asked for, or read as a line of standard input.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create-user", help="make an account")
    create.add_argument("--name", default="", help="what the person is called")
    reset = commands.add_parser("reset-password", help="set a password, and end all sessions")
    for command in (create, reset):
        command.add_argument("email", metavar="EMAIL")
        command.add_argument(
            "--generate", action="store_true", help="make up a password and print it once"
        )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    options = parse(arguments)
    try:
        settings = OperatorSettings(_secrets_dir=os.environ.get("SECRETS_DIR") or None)  # pyright: ignore[reportCallIssue]
        email = normal_email(options.email)
        name = normal_name(getattr(options, "name", ""))
        password = ask_password(generate=options.generate)
        check_password(password, email)
        if options.command == "create-user":
            asyncio.run(create_user(settings, email, name, password))
        else:
            asyncio.run(reset_password(settings, email, password))
    except ValidationError:
        sys.exit("DATABASE_URL is not set.")
    except (DomainError, OperatorError) as error:
        sys.exit(str(error))
    except DATABASE_AWAY:
        sys.exit("The database can't be reached.")
    done = "Account created." if options.command == "create-user" else "Password set."
    print(done)


if __name__ == "__main__":
    main()
