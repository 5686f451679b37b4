"""docker-compose.yml and what stands around it: held against the code that they are to run.

What needs a Docker engine is in `python -m deploy.compose.test`.
"""

from __future__ import annotations

import base64
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import grpc
import psycopg
import pytest
import yaml
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from deploy.compose import credentials, engine, healthcheck, imports
from deploy.local import postgres, settings
from deploy.local.layout import PROCESSES, ROOT, SERVICES
from deploy.local.servers import PostgresServer
from services.upload.settings import MIB, UploadSettings

Json = dict[str, Any]
SERVERS = {"postgres": "postgres:17", "nats": "nats:2", "chroma": "chromadb/chroma:1.5.9"}
# Of fault tests alone; no container is ever told to die.
NOT_OFFERED = {"FAULT_POINT", "FAULT_FILE"}
# What the gateway's settings module inherits no use for.
NOT_THE_GATEWAYS = {"DATABASE_POOL", "RPC_REFLECTION"}


def load(path: str) -> Json:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


COMPOSE = load("docker-compose.yml")
MODEL = load("deploy/compose/model.yml")


def environment(process: str) -> dict[str, str | None]:
    override: Json = MODEL["services"].get(process, {})
    return {**COMPOSE["services"][process]["environment"], **override.get("environment", {})}


def mounted(service: str) -> dict[str, Path]:
    """Secret files of a service: path in the container → path in the folder of secrets."""
    files: Json = {**COMPOSE["secrets"], **MODEL["secrets"]}
    override: Json = MODEL["services"].get(service, {})
    given: list[Json] = COMPOSE["services"][service].get("secrets", [])
    return {
        entry["target"]: Path(files[entry["source"]]["file"].split("}/", 1)[1])
        for entry in [*given, *override.get("secrets", [])]
    }


# --- settings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("process", PROCESSES)
def test_every_setting_a_process_knows_can_be_given_by_its_name(process: str) -> None:
    known = settings.known(process) - NOT_OFFERED
    if process == "gateway":
        known -= NOT_THE_GATEWAYS
    offered = {*environment(process), *(name.upper() for name in mounted(process))}
    assert known - offered == set()
    assert offered - known - settings.GENERATED == set()


@pytest.mark.parametrize("process", PROCESSES)
def test_peers_are_found_where_they_listen(process: str) -> None:
    given = environment(process)
    for service in SERVICES:
        port = str(environment(service)["RPC_BIND"]).rpartition(":")[2]
        assert given[f"{service.upper()}_ADDRESS"] == f"{service}:{port}"


# --- secrets ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "secrets"
    credentials.write(path)
    return path


@pytest.mark.parametrize("service", [*PROCESSES, *SERVERS])
def test_every_secret_that_is_mounted_is_made(folder: Path, service: str) -> None:
    for target, path in mounted(service).items():
        assert (folder / path).is_file(), target


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_gets_its_own_secrets_alone(process: str) -> None:
    files = mounted(process)
    assert all(path.name == target for target, path in files.items())
    strangers = {path for path in files.values() if path.parts[0] != process}
    assert {path.name for path in strangers} <= {"rpc_keyring"}  # public keys: one for all


def test_secrets_can_be_read_by_containers_and_by_nobody_else(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o644}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_secrets_agree_with_each_other(folder: Path) -> None:
    conf = (folder / "nats" / "passwords.conf").read_text(encoding="utf-8")
    passwords = dict(re.findall(r'^([A-Z]+)_PASSWORD: "(.+)"$', conf, re.MULTILINE))
    users = re.findall(r"user: (\w+), password: \$(\w+)_PASSWORD", _nats_conf())
    assert users == [(name, name.upper()) for name in PROCESSES]
    keyring: dict[str, str] = yaml.safe_load((folder / "gateway" / "rpc_keyring").read_text())
    for process in PROCESSES:
        assert (folder / process / "nats_password").read_text() == passwords[process.upper()]
        key = serialization.load_pem_private_key((folder / process / "rpc_key").read_bytes(), None)
        assert isinstance(key, Ed25519PrivateKey)
        assert base64.b64decode(keyring[process]) == key.public_key().public_bytes_raw()
    for service in SERVICES:
        url = urlsplit((folder / service / "database_url").read_text())
        assert (url.username, url.hostname, url.path) == (service, "postgres", f"/{service}")
        assert url.password == (folder / service / "database_password").read_text()


def _nats_conf() -> str:
    return (ROOT / "deploy" / "nats.conf").read_text(encoding="utf-8")


def test_making_secrets_again_keeps_them(folder: Path) -> None:
    key = folder / "analysis" / "openai_api_key"
    key.write_text("given", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    credentials.write(folder)
    assert {path: path.read_bytes() for path in before} == before


def test_secrets_are_neither_committed_nor_sent_to_a_build() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert "/secrets/" in ignored
    sent = [line for line in _lines(".dockerignore") if not line.startswith("#")]
    assert sent[0] == "*"
    assert not any("secrets" in line or line in {"!.", "!deploy"} for line in sent)


# --- confinement ----------------------------------------------------------------------------------


@pytest.mark.parametrize("service", [*PROCESSES, *SERVERS])
def test_every_container_is_confined(service: str) -> None:
    config = COMPOSE["services"][service]
    assert config["read_only"] is True
    assert config["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in config["security_opt"]
    assert config["mem_limit"]
    assert config["pids_limit"]
    assert config["restart"] == "unless-stopped"
    assert config["logging"]["options"]["max-size"]
    assert "privileged" not in config
    assert "user" not in config or config["user"] != "root"
    assert bool(config.get("cap_add")) == (service == "postgres")


def test_the_files_on_their_way_in_have_room() -> None:
    (spool,) = COMPOSE["services"]["upload"]["tmpfs"]
    size = int(re.search(r"size=(\d+)m", spool)[1]) * MIB  # pyright: ignore[reportOptionalSubscript]
    defaults = UploadSettings.model_fields
    assert size > defaults["uploads_at_once"].default * defaults["file_max_bytes"].default


def test_only_the_gateway_is_published_and_to_this_machine_unless_told_otherwise() -> None:
    published = {
        name: config["ports"] for name, config in COMPOSE["services"].items() if "ports" in config
    }
    port = "${HTTP_PORT:-8081}"
    assert published == {"gateway": [f"${{HTTP_HOST:-127.0.0.1}}:{port}:{port}"]}


def test_only_the_gateway_stands_on_a_network_that_leads_out() -> None:
    networks: dict[str, Json | None] = COMPOSE["networks"]
    outward = {name for name, config in networks.items() if not (config or {}).get("internal")}
    joined = {name: set(config["networks"]) for name, config in COMPOSE["services"].items()}
    assert {name for name, nets in joined.items() if nets & outward} == {"gateway"}
    assert not joined["gateway"] & (joined["postgres"] | joined["chroma"])
    # A model is reached by these two alone, and only when asked for.
    assert set(MODEL["services"]) == {"analysis", "chat"}


def test_analysis_can_have_replicas() -> None:
    config = COMPOSE["services"]["analysis"]
    assert not {"container_name", "ports", "volumes", "hostname"} & set(config)


def test_no_check_of_health_needs_a_tool_that_an_image_lacks() -> None:
    checked = {name for name, config in COMPOSE["services"].items() if "healthcheck" in config}
    assert checked == {"postgres"}
    assert COMPOSE["services"]["postgres"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]


def test_postgres_keeps_values_out_of_its_log_as_on_one_machine() -> None:
    command = COMPOSE["services"]["postgres"]["command"]
    given = dict(word.removeprefix("-c").split("=", 1) for word in command[1:])
    for name in ("log_min_error_statement", "log_error_verbosity", "password_encryption"):
        assert given[name] == postgres.SETTINGS[name]
    for name in ("log_parameter_max_length", "log_parameter_max_length_on_error"):
        assert given[name] == postgres.SETTINGS[name]


# --- the file and the images --------------------------------------------------------------------


def test_the_file_is_valid_for_both_generations_of_compose() -> None:
    assert not {"name", "include", "configs", "version"} & set(COMPOSE)


def test_images_are_pinned_to_exact_tags() -> None:
    for service, tag in SERVERS.items():
        assert COMPOSE["services"][service]["image"] == tag
    assert set(engine.IMAGES) == {*SERVERS.values(), "python:3.12-slim"}
    assert "ARG PYTHON_IMAGE=python:3.12-slim" in _lines("deploy/Dockerfile")


@pytest.mark.parametrize("process", PROCESSES)
def test_every_process_has_an_image_of_its_own_group(process: str) -> None:
    build = COMPOSE["services"][process]["build"]
    assert build["dockerfile"] == "deploy/Dockerfile"
    assert build["args"] == {"SERVICE": process}
    pins = (ROOT / "requirements" / f"{process}.txt").read_text(encoding="utf-8")
    assert "--hash=sha256:" in pins
    assert "://" not in re.sub(r"^\s*#.*$", "", pins, flags=re.MULTILINE)


def test_the_image_runs_without_root_and_takes_signals() -> None:
    lines = _lines("deploy/Dockerfile")
    assert "USER 10001:10001" in lines
    assert "STOPSIGNAL SIGTERM" in lines
    assert 'CMD ["/app/start"]' in lines
    assert any("exec python -m %s" in line for line in lines)
    assert all("://" not in line for line in lines)


def test_the_import_check_looks_at_all_modules_but_migrations() -> None:
    found = imports.modules(ROOT, "auth")
    assert {"services.auth.__main__", "services.auth.repository"} <= set(found)
    assert not any("migrations" in name for name in found)
    assert "gateway.routes.auth" in imports.modules(ROOT, "gateway")


def _lines(path: str) -> list[str]:
    return [line.strip() for line in (ROOT / path).read_text(encoding="utf-8").splitlines()]


# --- the health check -----------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[tuple[int, health.HealthServicer]]:
    """A real gRPC server with the health service: its port, and what it says."""
    served = grpc.server(ThreadPoolExecutor(2))
    status = health.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(status, served)
    port = served.add_insecure_port("127.0.0.1:0")
    served.start()
    yield port, status
    served.stop(0).wait()


def run_check(port: int) -> int:
    given = {"SERVICE": "auth", "RPC_BIND": f"0.0.0.0:{port}", "PATH": os.defpath}
    command = [sys.executable, str(Path(healthcheck.__file__))]
    return subprocess.run(command, env=given, check=False, timeout=30).returncode


def test_a_service_is_healthy_while_it_says_so(
    server: tuple[int, health.HealthServicer],
) -> None:
    port, status = server
    status.set("", health_pb2.HealthCheckResponse.SERVING)
    assert run_check(port) == 0
    status.enter_graceful_shutdown()
    assert run_check(port) == 1


def test_nobody_is_not_healthy(server: tuple[int, health.HealthServicer]) -> None:
    assert not healthcheck.gateway_lives(str(server[0]))  # speaks, but not HTTP/1
    assert not healthcheck.service_serves("1")


# --- databases ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    with PostgresServer(tmp_path_factory.mktemp("cluster")) as started:
        yield started


def create_databases(cluster: PostgresServer, folder: Path) -> None:
    admin = urlsplit(cluster.admin_url)
    given = {
        "PATH": f"{postgres.binaries()}{os.pathsep}{os.environ['PATH']}",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(cluster.port),
        "PGPASSWORD": admin.password or "",
        "SECRETS_DIR": str(folder),
    }
    script = ROOT / "deploy" / "postgres-init" / "10-databases.sh"
    subprocess.run(["sh", str(script)], env=given, check=True, timeout=60)


def write_passwords(folder: Path, suffix: str) -> dict[str, str]:
    """Hostile ones: nothing in a password may end a statement."""
    passwords = {name: f"{name}'; DROP ROLE auth; -- \"${suffix}" for name in SERVICES}
    for name, password in passwords.items():
        (folder / f"{name}_password").write_text(password, encoding="utf-8")
    return passwords


def test_each_service_gets_a_database_that_no_other_can_enter(
    cluster: PostgresServer, tmp_path: Path
) -> None:
    for suffix in ("first", "second"):  # again, with new passwords
        passwords = write_passwords(tmp_path, suffix)
        create_databases(cluster, tmp_path)
        for name, password in passwords.items():
            with _connected(cluster, name, name, password) as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS mine (id int)")
                row = connection.execute("SHOW server_encoding").fetchone()
                assert row == ("UTF8",)
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        _connected(cluster, "upload", "auth", passwords["auth"])
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        _connected(cluster, "auth", "auth", "first")


def _connected(
    cluster: PostgresServer, database: str, user: str, password: str
) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(
        host="127.0.0.1", port=cluster.port, dbname=database, user=user, password=password
    )


def test_the_databases_are_those_of_the_services() -> None:
    script = (ROOT / "deploy" / "postgres-init" / "10-databases.sh").read_text(encoding="utf-8")
    assert f"for service in {' '.join(SERVICES)}; do" in script
    assert set(mounted("postgres")) == {f"{name}_password" for name in SERVICES}


# --- the engine -----------------------------------------------------------------------------------


def test_without_an_engine_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("VITAE_SHARED", str(tmp_path))
    with pytest.raises(engine.Failed, match="Install Docker Engine"):
        engine.find(engine.Deadline(60))


def test_an_engine_that_a_helper_starts_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The helper says what to export; docker answers from then on."""
    helper = tmp_path / "docker" / "engine"
    helper.parent.mkdir()
    helper.write_text(
        f'#!/bin/sh\necho "export DOCKER_HOST=unix:///there PATH={tmp_path}/bin:\\$PATH"\n'
        f'[ "$1" = up ] || echo "$@" > {tmp_path}/asked\n'
    )
    program = tmp_path / "bin" / "docker"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\n[ "$DOCKER_HOST" = unix:///there ] && [ "$2" != inspect ]\n')
    for path in (helper, program):
        path.chmod(0o755)
    monkeypatch.setenv("VITAE_SHARED", str(tmp_path))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("DOCKER_HOST", "unix:///nobody")
    monkeypatch.setenv("SIGN_UP", "closed")
    found = engine.find(engine.Deadline(60))
    assert found.compose == ("docker", "compose")
    assert found.environment["DOCKER_HOST"] == "unix:///there"
    assert "SIGN_UP" not in found.environment
    assert "".join((tmp_path / "asked").read_text().split()) == "images" + "".join(engine.IMAGES)
