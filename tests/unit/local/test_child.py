"""A supervised process: restarts, backoff, the end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from deploy.local import child as module
from deploy.local.child import Child, Component, describe_end, pause_before_restart
from deploy.local.process import ProcessSpec
from deploy.local.server import ServerError

# Writes that it runs, then waits; ends politely when asked to.
PROGRAM = """
import signal, sys, time, pathlib
signal.signal(signal.SIGTERM, lambda *_: (print("drained", flush=True), sys.exit(0)))
pathlib.Path(sys.argv[1]).write_text("up")
time.sleep(60)
"""
STUBBORN = PROGRAM.replace('(print("drained", flush=True), sys.exit(0))', "None")


async def eventually(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not condition():
            await asyncio.sleep(0.02)


class Watched:
    """A child with everything it said."""

    def __init__(
        self,
        folder: Path,
        program: str = PROGRAM,
        *,
        stop_timeout: float = 5,
        stuck: Callable[[bytes], bool] | None = None,
    ) -> None:
        self.mark = folder / "up"
        self.said: list[str] = []
        self.states: list[str] = []
        argv = [sys.executable, "-I", "-S", "-c", program, str(self.mark)]
        spec = ProcessSpec("sleeper", argv, stop_timeout=stop_timeout)
        self.preparations = 0

        def prepare() -> ProcessSpec:
            self.preparations += 1
            return spec

        async def ready(_pid: int) -> None:
            await eventually(self.mark.exists)

        log = folder / "sleeper.log"
        component = Component("sleeper", prepare, ready, log, timeout=10, stuck=stuck)
        self.child = Child(
            component, lambda: self.states.append(self.child.state), self.said.append
        )


async def test_ready_then_drained(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    await watched.child.start()
    assert watched.child.state == "ready"
    await watched.child.stop()
    assert watched.child.state == "stopped"
    assert (tmp_path / "sleeper.log").read_text() == "drained\n"
    assert watched.said == []


async def test_what_is_stuck_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its log says so; what an earlier run has logged counts no more."""
    monkeypatch.setattr(module, "MIND_SECONDS", 0.05)
    log = tmp_path / "sleeper.log"
    log.write_text("wedged in an earlier run\n")
    watched = Watched(tmp_path, stuck=lambda said: b"wedged" in said)
    await watched.child.start()
    first = watched.child.pid
    await asyncio.sleep(0.3)
    assert watched.child.pid == first
    with log.open("a") as file:
        file.write("wedged\n")
    await eventually(lambda: watched.said[-1:] == ["sleeper is back"])
    assert watched.child.pid not in {None, first}
    assert watched.said[0] == "sleeper is stuck and has to be started again"
    await watched.child.stop()


async def test_killed_and_back(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    await watched.child.start()
    first = watched.child.pid
    assert first is not None
    watched.mark.unlink()
    os.kill(first, signal.SIGKILL)
    await eventually(lambda: watched.said[-1:] == ["sleeper is back"])
    assert watched.child.pid not in {None, first}
    assert watched.child.restarts == 1
    assert watched.said[0] == "sleeper ended (killed by SIGKILL), starting it again in 0.5 s"
    await watched.child.stop()


async def test_what_cannot_be_started_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.05)
    folder, away = tmp_path / "logs", tmp_path / "away"
    folder.mkdir()
    watched = Watched(folder)
    await watched.child.start()
    first = watched.child.pid
    assert first is not None
    watched.mark.unlink()
    folder.rename(away)
    os.kill(first, signal.SIGKILL)
    await eventually(lambda: any("can't be started" in said for said in watched.said))
    away.rename(folder)
    await eventually(lambda: watched.said[-1:] == ["sleeper is back"])
    await watched.child.stop()


async def test_what_ignores_the_signal_is_killed(tmp_path: Path) -> None:
    watched = Watched(tmp_path, STUBBORN, stop_timeout=0.3)
    await watched.child.start()
    assert watched.child.pid is not None
    process = psutil.Process(watched.child.pid)
    await watched.child.stop()
    assert not process.is_running()


async def test_what_never_comes_up_is_given_up_with_its_last_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    watched = Watched(tmp_path, "raise SystemExit('setting X is missing')")
    with pytest.raises(ServerError) as raised:
        await watched.child.start()
    await watched.child.stop()
    assert "setting X is missing" in str(raised.value)
    assert str(tmp_path / "sleeper.log") in str(raised.value)
    assert watched.preparations == module.EARLY_DEATHS


async def test_a_full_disk_at_a_restart_is_waited_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    watched = Watched(tmp_path)
    await watched.child.start()
    prepare = watched.child.component.prepare
    refusals = iter([True, True])

    def refuse_twice() -> ProcessSpec:
        if next(refusals, False):
            raise ServerError("The disk is full")
        return prepare()

    object.__setattr__(watched.child.component, "prepare", refuse_twice)
    assert watched.child.pid is not None
    watched.mark.unlink()
    os.kill(watched.child.pid, signal.SIGKILL)
    await eventually(lambda: "sleeper is back" in watched.said)
    assert sum("The disk is full" in line for line in watched.said) == 2
    await watched.child.stop()


async def test_a_program_that_ends_of_a_full_disk_is_said_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    words = "PANIC:  could not write to file: No space left on device"
    watched = Watched(tmp_path, PROGRAM.replace("time.sleep(60)", f"sys.exit({words!r})"))
    await watched.child.start()
    said = "sleeper ended (status 1: the disk is full, free some), starting it again in"
    await eventually(lambda: any(line.startswith(said) for line in watched.said))
    assert watched.child.met_full_disk
    await watched.child.stop()


async def test_a_program_that_is_killed_did_not_end_of_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have told of one hours before."""
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    told = "print('No space left on device', flush=True); time.sleep(60)"
    watched = Watched(tmp_path, PROGRAM.replace("time.sleep(60)", told))
    await watched.child.start()
    log = watched.child.component.log
    await eventually(lambda: "No space left" in log.read_text())
    assert watched.child.pid is not None
    os.kill(watched.child.pid, signal.SIGKILL)
    said = "sleeper ended (killed by SIGKILL), starting it again in"
    await eventually(lambda: any(line.startswith(said) for line in watched.said))
    assert not watched.child.met_full_disk
    await watched.child.stop()


def test_backoff() -> None:
    pauses = [pause_before_restart(deaths) for deaths in range(1, 10)]
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_ends_in_words() -> None:
    assert describe_end(0) == "status 0"
    assert describe_end(-9) == "killed by SIGKILL"
    assert describe_end(-200) == "killed by signal 200"
