"""Ports of the inside are remembered, and given up where somebody has taken one."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import pytest

from deploy.local import system
from deploy.local.layout import Layout
from deploy.local.ports import NAMES, internal_ports
from deploy.local.server import PORTS, ServerError, is_free
from deploy.local.system import System

PUBLIC = 8081


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    made = Layout(tmp_path)
    made.create()
    return made


def test_all_different_and_outside_the_range_of_outgoing_connections(layout: Layout) -> None:
    ports = internal_ports(layout, PUBLIC)
    assert set(ports) == set(NAMES)
    assert len(set(ports.values())) == len(NAMES)
    assert all(port in PORTS for port in ports.values())


def test_remembered(layout: Layout) -> None:
    assert internal_ports(layout, PUBLIC) == internal_ports(layout, PUBLIC)


def test_only_the_taken_one_changes(layout: Layout) -> None:
    before = internal_ports(layout, PUBLIC)
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", before["nats"]))
        stranger.listen()
        assert not is_free(before["nats"])
        after = internal_ports(layout, PUBLIC)
    assert after["nats"] != before["nats"]
    assert {name for name in NAMES if after[name] != before[name]} == {"nats"}


def test_the_gateways_own_port_is_left_to_it(layout: Layout) -> None:
    before = internal_ports(layout, PUBLIC)
    after = internal_ports(layout, public=before["chat"])
    assert {name for name in NAMES if after[name] != before[name]} == {"chat"}


@pytest.mark.parametrize("text", ["", "not json", "[1, 2]", '{"nats": "x"}'])
def test_a_spoilt_file_is_no_reason_not_to_start(layout: Layout, text: str) -> None:
    layout.ports.write_text(text)
    assert set(internal_ports(layout, PUBLIC)) == set(NAMES)


def complaint(layout: Layout) -> str:
    with pytest.raises(ServerError) as raised:
        System(layout).check_port()
    return str(raised.value)


def test_a_port_that_cannot_be_had_says_why(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        taken = stranger.getsockname()[1]
        monkeypatch.setenv("HTTP_PORT", str(taken))
        assert complaint(layout).startswith(f"Port {taken} is taken by another program")
    monkeypatch.setenv("HTTP_HOST", "203.0.113.1")  # of documentation, and of nobody
    assert complaint(layout).startswith("HTTP_HOST=203.0.113.1 is no address of this machine")


def test_a_port_of_the_system_says_so(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "refusal", lambda *_: PermissionError(errno.EACCES, "denied"))
    assert "above 1023" in complaint(layout)


def test_the_last_port_has_no_next(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "refusal", lambda *_: OSError(errno.EADDRINUSE, "in use"))
    monkeypatch.setenv("HTTP_PORT", "65535")
    assert "HTTP_PORT=65534" in complaint(layout)


def test_a_host_that_no_one_knows_says_so(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_HOST", "nowhere.invalid")
    assert complaint(layout).startswith("HTTP_HOST=nowhere.invalid is no address of this machine")
