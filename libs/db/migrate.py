"""Brings a service's database to its newest migration, once, whichever replica comes first.

`python -m libs.db.migrate services.auth` does it from the command line. Alembic is imported only
where there is something to migrate: a service that is up to date starts without it.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import subprocess
import sys
from pathlib import Path

import psycopg

log = logging.getLogger(__name__)

LOCK = 0x76697461  # "vita": one migration at a time in a database
LOCK_TIMEOUT_MS = 10_000


def folder_of(package: str) -> Path:
    """Where the migrations of `package` (services.auth) lie."""
    module = importlib.import_module(package)
    return Path(str(module.__file__)).parent / "migrations"


def newest(package: str) -> str:
    """The newest revision: migrations are numbered, so the last file by name is the head."""
    return max(path.stem.split("_")[0] for path in (folder_of(package) / "versions").glob("0*.py"))


async def current(url: str) -> str | None:
    """The database's revision, None where nothing was migrated yet."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        found = await connection.execute("SELECT to_regclass('alembic_version')")
        row = await found.fetchone()
        if row is None or row[0] is None:
            return None
        version = await connection.execute("SELECT version_num FROM alembic_version")
        row = await version.fetchone()
        return row[0] if row else None


async def migrate(package: str, url: str) -> None:
    """Migrates in a child process, whose memory goes with it. RuntimeError where it fails."""
    if await current(url) == newest(package):
        return
    command = [sys.executable, "-m", "libs.db.migrate", package]
    done = await asyncio.to_thread(
        subprocess.run, command, input=url, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        log.error("migration failed", extra={"output": done.stderr[-2000:]})
        raise RuntimeError(f"the database of {package} could not be migrated")
    log.info("migrated", extra={"revision": newest(package)})


def upgrade(package: str, url: str) -> None:
    """Runs Alembic to the head, under a lock, with bounded waits for locks."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, text

    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    config = Config()
    config.set_main_option("script_location", str(folder_of(package)))
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        connection.execute(text(f"SET lock_timeout = {LOCK_TIMEOUT_MS}"))
        connection.commit()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    engine.dispose()


if __name__ == "__main__":
    # The address holds a password, so it comes by standard input and not in the arguments.
    upgrade(sys.argv[1], sys.stdin.read().strip())
