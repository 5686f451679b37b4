"""`up`, `down`, `status` as a person meets them: real servers, stand-ins for our processes."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from deploy.local.layout import ROOT, Layout
from deploy.local.server import free_port
from tests.support.processes import lives

pytestmark = pytest.mark.timeout(240)
ALL = {"postgres", "nats", "chroma", "auth", "upload", "analysis", "export", "chat", "gateway"}


class Checkout:
    """One data directory and what is run on it."""

    def __init__(self, directory: Path) -> None:
        self.layout = Layout(directory)
        self.output = directory.with_name("output")
        self.port = free_port()
        self.supervisor: subprocess.Popen[bytes] | None = None

    def environment(self, **more: str) -> dict[str, str]:
        own = {"VITAE_DATA": str(self.layout.root), "HTTP_PORT": str(self.port)}
        return {**os.environ, **own, **more}

    def command(self, name: str) -> list[str]:
        return [sys.executable, "-m", "tests.integration.local_standins", name]

    def run(self, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(name),
            cwd=ROOT,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, **more: str) -> None:
        """`up`, in the background, until it says that it is ready."""
        with self.output.open("wb") as output:
            self.supervisor = subprocess.Popen(
                self.command("up"),
                cwd=ROOT,
                env=self.environment(**more),
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        self.until(lambda: "Vitae is ready" in self.said(), 120)

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def until(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def state(self) -> dict[str, dict[str, Any]]:
        entries = json.loads(self.layout.state.read_text(encoding="utf-8"))
        return {entry["name"]: entry for entry in entries}

    def family(self) -> list[psutil.Process]:
        """Everything that runs because of this `up`."""
        assert self.supervisor is not None
        return psutil.Process(self.supervisor.pid).children(recursive=True)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as found:
                return found.status == 200
        except OSError:
            return False

    def end(self) -> None:
        if self.supervisor is not None and self.supervisor.poll() is None:
            self.supervisor.send_signal(signal.SIGTERM)
            self.supervisor.wait(60)


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path / "data")
    yield made
    made.end()


def living(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [process for process in processes if lives(process)]


def test_up_status_down(checkout: Checkout) -> None:
    checkout.start()
    assert checkout.answers()
    assert set(checkout.state()) == ALL
    assert f"Vitae is ready at http://127.0.0.1:{checkout.port}" in checkout.said()

    status = checkout.run("status")
    assert status.returncode == 0
    assert all(re.search(rf"^{name} +ready", status.stdout, re.MULTILINE) for name in ALL)

    again = checkout.run("up")
    assert again.returncode == 0
    assert f"already running at http://127.0.0.1:{checkout.port}" in again.stdout
    assert checkout.answers()

    family = checkout.family()
    assert len(family) >= len(ALL)
    down = checkout.run("down")
    assert down.stdout == "Vitae is stopped.\n"
    assert not living(family)
    assert checkout.supervisor is not None
    assert checkout.supervisor.wait(10) == 0
    assert "drained" in checkout.layout.log("auth").read_text()
    assert "database system is shut down" in checkout.layout.log("postgres").read_text()
    assert checkout.run("status").returncode == 3
    assert checkout.run("down").stdout == "Vitae is not running.\n"


def test_ctrl_c_stops_everything(checkout: Checkout) -> None:
    checkout.start()
    family = checkout.family()
    assert checkout.supervisor is not None
    # As a terminal does it: to the whole foreground group.
    os.killpg(checkout.supervisor.pid, signal.SIGINT)
    assert checkout.supervisor.wait(60) == 0
    assert not living(family)
    assert "drained" in checkout.layout.log("chat").read_text()


def test_what_dies_is_started_again(checkout: Checkout) -> None:
    checkout.start()
    victims = {name: checkout.state()[name]["pid"] for name in ("postgres", "nats", "auth")}
    for pid in victims.values():
        os.kill(pid, signal.SIGKILL)

    def all_are_back() -> bool:
        state = checkout.state()
        return all(
            state[name]["state"] == "ready" and state[name]["pid"] != pid
            for name, pid in victims.items()
        )

    checkout.until(all_are_back, 60)
    for name in victims:
        assert f"{name} ended (killed by SIGKILL), starting it again in 0.5 s" in checkout.said()
        checkout.until(lambda name=name: f"{name} is back" in checkout.said())
    assert checkout.answers()


def test_a_killed_supervisor_leaves_nothing_and_the_next_start_works(checkout: Checkout) -> None:
    checkout.start()
    secrets = sorted(
        path.read_text() for path in checkout.layout.secrets.rglob("*") if path.is_file()
    )
    family = checkout.family()
    assert checkout.supervisor is not None
    checkout.supervisor.kill()
    checkout.supervisor.wait()
    checkout.until(lambda: not living(family), 15)

    began = time.monotonic()
    checkout.start()
    print(f"second start: {time.monotonic() - began:.1f} s")
    assert checkout.answers()
    assert secrets == sorted(
        path.read_text() for path in checkout.layout.secrets.rglob("*") if path.is_file()
    )


def test_the_whole_machine_dies(checkout: Checkout) -> None:
    checkout.start()
    assert checkout.supervisor is not None
    family = checkout.family()
    checkout.supervisor.kill()
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    checkout.supervisor.wait()
    checkout.until(lambda: not living(family), 15)
    checkout.start()
    assert checkout.answers()


def test_leftovers_of_an_earlier_run_are_ended(checkout: Checkout) -> None:
    checkout.layout.create()
    leftover = subprocess.Popen(["sleep", "300"])
    try:
        entry = {
            "name": "auth",
            "pid": leftover.pid,
            "created": psutil.Process(leftover.pid).create_time(),
        }
        checkout.layout.state.write_text(json.dumps([entry]))
        checkout.start()
        assert leftover.wait(5) == -signal.SIGKILL
        assert "ended 1 processes that an earlier run had left" in checkout.said()
    finally:
        leftover.kill()
        leftover.wait()


def test_a_taken_port_is_named_with_the_way_out(checkout: Checkout) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", checkout.port))
        stranger.listen()
        result = checkout.run("up")
    assert result.returncode == 1
    assert result.stderr.strip() == (
        f"Port {checkout.port} is taken by another program: "
        f"free it, or choose another with HTTP_PORT={checkout.port + 1} make up"
    )


def test_a_service_that_cannot_start_is_named_with_its_last_words(checkout: Checkout) -> None:
    result = checkout.run("up", BROKEN="chat")
    assert result.returncode == 1
    assert "chat ended 3 times, status 1: setting X is missing" in result.stderr
    assert str(checkout.layout.log("chat")) in result.stderr
    assert len(result.stderr.strip().splitlines()) == 2
    assert checkout.run("status").returncode == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_that_cannot_be_written_is_named(checkout: Checkout) -> None:
    checkout.layout.root.parent.chmod(0o500)
    try:
        result = checkout.run("up")
    finally:
        checkout.layout.root.parent.chmod(0o700)
    assert result.returncode == 1
    assert "Can't write" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_no_secret_is_ever_shown(checkout: Checkout) -> None:
    checkout.start()
    checkout.end()
    secrets = [
        line
        for path in checkout.layout.secrets.rglob("*")
        if path.is_file() and path.name != "rpc_keyring"
        for line in path.read_text().splitlines()
        if not line.startswith("-----")
    ]
    assert len(secrets) >= 17
    shown = checkout.said() + "".join(
        path.read_text(errors="replace") for path in checkout.layout.logs.glob("*.log")
    )
    assert not [secret for secret in secrets if secret in shown]
