"""`up` on a disk that is full, or fills up meanwhile: one line that says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.local.layout import ROOT
from deploy.local.server import free_port

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="a disk of its own needs Linux"),
    pytest.mark.timeout(120),
]
# A disk of its own that nobody else sees, and of which nothing is left.
_DISK = 'mount -t tmpfs -o size=160m tmpfs "$1" && echo ready && exec sleep 600'


def program(name: str) -> str:
    path = shutil.which(name)
    assert path is not None, f"{name} is missing: install util-linux"
    return path


@dataclass
class SmallDisk:
    """A directory on a disk of 160 MB."""

    world: subprocess.Popen[str]
    directory: Path

    @property
    def line(self) -> str:
        """What is said of it."""
        return f"The disk of {self.directory / 'data'} is full: make 100 MB free and start again.\n"

    def fill(self, left: int = 0) -> Path:
        """Takes all of it but `left` bytes; the file that does."""
        path = Path(f"/proc/{self.world.pid}/root{self.directory}/full")
        with path.open("wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue
        os.truncate(path, path.stat().st_size - left)
        return path

    def run(self, command: str) -> subprocess.Popen[str]:
        own = ["--mount"] if os.geteuid() == 0 else ["--user", "--mount", "--preserve-credentials"]
        enter = [program("nsenter"), "--target", str(self.world.pid), *own, "--"]
        here = ["sh", "-c", 'cd "$0" && exec "$@"', str(ROOT)]
        environment = {
            **os.environ,
            "VITAE_DATA": str(self.directory / "data"),
            "HTTP_PORT": str(free_port()),
        }
        return subprocess.Popen(
            [*enter, *here, sys.executable, "-m", "tests.integration.local_standins", command],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    own = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
    argv = [program("unshare"), *own, "sh", "-c", _DISK, "sh", str(tmp_path)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as world:
        assert world.stdout is not None
        assert world.stdout.readline() == "ready\n"
        yield SmallDisk(world, tmp_path)
        world.kill()


@pytest.mark.parametrize("left", [0, 8 << 10, 64 << 20], ids=["none", "the folders", "too little"])
def test_a_full_disk_is_said_before_anything_is_started(disk: SmallDisk, left: int) -> None:
    disk.fill(left)
    up = disk.run("up")
    out, err = up.communicate(timeout=60)
    assert (up.returncode, err) == (1, disk.line)
    assert "Starting" not in out


def test_the_lock_finds_no_room(disk: SmallDisk) -> None:
    """The folders are there from an earlier start."""
    data = Path(f"/proc/{disk.world.pid}/root{disk.directory}/data")
    for name in ("run", "logs", "secrets", "profiles"):
        (data / name).mkdir(parents=True, mode=0o700)
    (data / "run" / "lock").touch()
    filler = disk.fill()
    up = disk.run("up")
    assert (up.communicate(timeout=60)[1], up.returncode) == (disk.line, 1)
    filler.unlink()
    status = disk.run("status")
    assert status.communicate(timeout=60)[0].startswith("Vitae is not running")


def test_a_disk_that_fills_up_during_the_start_ends_it(disk: SmallDisk) -> None:
    up = disk.run("up")
    assert up.stdout is not None
    for line in up.stdout:
        if line.startswith("Starting postgres"):
            break
    disk.fill()
    out, err = up.communicate(timeout=100)
    assert (up.returncode, err) == (1, disk.line), out
    assert out.endswith("Stopped.\n")
