"""What people set reaches those processes that know it, and nothing else does."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from deploy.local import settings
from deploy.local.layout import PROCESSES, Layout
from deploy.local.server import ServerError
from deploy.local.system import System


def settings_class(process: str) -> type[BaseSettings]:
    """The settings as the process itself declares them."""
    module = "gateway" if process == "gateway" else f"services.{process}"
    found = [
        value
        for value in vars(importlib.import_module(f"{module}.settings")).values()
        if isinstance(value, type)
        and issubclass(value, BaseSettings)
        and value.__module__ == f"{module}.settings"
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("process", PROCESSES)
def test_the_known_names_are_the_declared_ones(process: str) -> None:
    declared = {name.upper() for name in settings_class(process).model_fields}
    assert settings.known(process) >= declared - settings.GENERATED
    assert not settings.known(process) & settings.GENERATED


def test_only_known_names_pass() -> None:
    values = {"LOG_LEVEL": "debug", "OPENAI_API_KEY": "k", "AWS_SECRET": "x", "DATABASE_URL": "y"}
    assert settings.settings_for("analysis", values) == {
        "LOG_LEVEL": "debug",
        "OPENAI_API_KEY": "k",
    }
    assert settings.settings_for("auth", values) == {"LOG_LEVEL": "debug"}


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ENV_FILE", tmp_path / ".env")
    (tmp_path / ".env").write_text("HTTP_PORT=9000\nLOG_LEVEL=debug\nHTTP_PROT=1\n")
    monkeypatch.setenv("HTTP_PORT", "9001")
    monkeypatch.setenv("LOG_LEVEL", "")
    values = settings.given()
    assert values["HTTP_PORT"] == "9001"
    assert "LOG_LEVEL" not in values


def test_a_misspelt_name_in_the_file_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("HTTP_PROT=9000\nHTTP_PORT=9000\n")
    monkeypatch.setattr(settings, "ENV_FILE", tmp_path / ".env")
    assert settings.unknown_in_file() == ["HTTP_PROT"]


@pytest.mark.parametrize("port", ["x", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused_in_one_line(
    port: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PORT", port)
    with pytest.raises(ServerError, match="HTTP_PORT"):
        System(Layout(tmp_path))


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8081"),
        ("0.0.0.0", "http://127.0.0.1:8081"),
        ("::", "http://127.0.0.1:8081"),
        ("::1", "http://[::1]:8081"),
        ("10.1.2.3", "http://10.1.2.3:8081"),
    ],
)
def test_the_address_as_seen_from_here(host: str, url: str) -> None:
    assert settings.local_url(host, 8081) == url


def test_what_compose_reads_of_the_same_file_is_not_misspelt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("COMPOSE_FILE=docker-compose.yml\nHTTP_PROT=81\n")
    monkeypatch.setattr(settings, "ENV_FILE", file)
    assert settings.unknown_in_file() == ["HTTP_PROT"]
