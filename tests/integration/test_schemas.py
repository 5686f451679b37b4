"""The databases are what the models say, and refuse what the rules forbid."""

from __future__ import annotations

import asyncio
import importlib

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine

from libs.db.migrate import current, migrate, newest
from tests.support.database import rows
from tests.support.servers import Postgres
from tests.support.stack import DATABASE_PASSWORD, Stack

SERVICES = ("auth", "upload", "analysis", "export", "chat")
ID = "01900000-0000-7000-8000-000000000001"


@pytest.fixture(scope="module", params=SERVICES)
def migrated(request: pytest.FixtureRequest, postgres: Postgres) -> tuple[MetaData, str]:
    """What a service's models say, and the address of a database its migrations have made."""
    service = request.param
    url = postgres.create_database(f"schema_{service}", DATABASE_PASSWORD)
    asyncio.run(migrate(f"services.{service}", url))
    return importlib.import_module(f"services.{service}.models").metadata, url


def test_the_migrations_make_what_the_models_say(migrated: tuple[MetaData, str]) -> None:
    metadata, url = migrated
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


async def test_the_constraints_are_the_models_too(migrated: tuple[MetaData, str]) -> None:
    """Alembic compares no checks."""
    metadata, url = migrated
    said = {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if constraint.name
    }
    statement = (
        "SELECT conname FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid"
        " WHERE contype IN ('c', 'f', 'p', 'u') AND connamespace = 'public'::regnamespace"
        " AND t.relname <> 'alembic_version'"
    )
    primary_and_foreign = (
        "SELECT conname FROM pg_constraint WHERE contype IN ('p', 'f')"
        " AND connamespace = 'public'::regnamespace"
    )
    found = {name for (name,) in await rows(url, statement)}
    unnamed = {name for (name,) in await rows(url, primary_and_foreign)} - said
    assert found - unnamed == said


async def test_replicas_that_start_together_migrate_once(postgres: Postgres) -> None:
    url = postgres.create_database(f"migrated_{id(postgres)}", DATABASE_PASSWORD)
    assert await current(url) is None
    await asyncio.gather(*(migrate("services.auth", url) for _ in range(3)))
    assert await current(url) == newest("services.auth")


@pytest.mark.parametrize(
    ("service", "statement"),
    [
        ("auth", "INSERT INTO users (id, email, password_hash) VALUES (%s, 'x', '')"),
        (
            "auth",
            """INSERT INTO sessions (id, user_id, token_hash, expires_at)
            VALUES (%s, gen_random_uuid(), sha256(''), now() + interval '1 d')""",
        ),
        (
            "upload",
            """INSERT INTO user_uploads (id, user_id, filename, mime_type, file_size, sha256)
            VALUES (%s, gen_random_uuid(), 'x.pdf', 'x', 0, sha256(''))""",
        ),
        ("upload", "INSERT INTO upload_pieces (upload_id, seq, content) VALUES (%s, 0, 'x')"),
    ],
)
async def test_the_database_itself_refuses(stack: Stack, service: str, statement: str) -> None:
    with pytest.raises(psycopg.IntegrityError):
        await rows(stack.database_urls[service], statement, [ID])  # pyright: ignore[reportArgumentType]
