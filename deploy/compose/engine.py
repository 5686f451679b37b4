"""The Docker engine of this machine, and its compose command."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ("python:3.12-slim", "postgres:17", "nats:2", "chromadb/chroma:1.5.9")
LONGEST = 200
MISSING = (
    "No Docker engine answers. Install Docker Engine 20.10 or newer with docker-compose 1.29 or "
    "the compose plugin, start it, and let this user reach it (DOCKER_HOST, or the group `docker`)."
)


class Failed(Exception):
    """A step that went wrong; the text is for a person."""


def expect(condition: object, complaint: str) -> None:
    """Failed with the complaint unless the condition holds."""
    if not condition:
        raise Failed(complaint)


class Deadline:
    """Bounds everything that is done under it."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float = float("inf")) -> float:
        """Seconds until the end. Failed where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Failed("out of time")
        return min(left, at_most)


@dataclass(frozen=True)
class Engine:
    """How to call docker and compose: `environment` is all that they see."""

    compose: tuple[str, ...]
    environment: Mapping[str, str]

    def run(
        self,
        command: Sequence[str],
        seconds: float,
        *,
        extra: Mapping[str, str] | None = None,
        both_streams: bool = False,
    ) -> str:
        """What it prints. Failed with its last words, or where it takes too long."""
        try:
            result = subprocess.run(  # noqa: S603 - no shell, nothing of a stranger's
                command,
                cwd=ROOT,
                env={**self.environment, **(extra or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if both_streams else subprocess.PIPE,
                text=True,
                errors="replace",
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Failed(f"{_shown(command)} took more than {seconds:.0f} s") from None
        if result.returncode != 0:
            words = "\n".join((result.stdout + (result.stderr or "")).strip().splitlines()[-15:])
            raise Failed(f"{_shown(command)} ended with status {result.returncode}:\n{words}")
        return result.stdout

    def docker(self, *arguments: str, seconds: float = 60) -> str:
        return self.run(["docker", *arguments], seconds)


def _shown(command: Sequence[str]) -> str:
    """A command for a message: on one line, and not all of a program given to it."""
    line = " ".join(shlex.join(command).split())
    return f"`{line}`" if len(line) <= LONGEST else f"`{line[:LONGEST]}…`"


def _succeeds(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    try:
        result = subprocess.run(  # noqa: S603
            command, env=environment, capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def _helper() -> Path | None:
    """A program beside the repository that gives this machine an engine, where there is one."""
    shared = Path(os.environ.get("VITAE_SHARED") or ROOT.parent / "shared")
    path = shared / "docker" / "engine"
    return path if path.is_file() else None


def _base_environment() -> dict[str, str]:
    """Of ours, what docker needs to work: no setting of Vitae may reach the system under test."""
    keep = ("PATH", "HOME", "TMPDIR", "XDG_RUNTIME_DIR", "SSH_AUTH_SOCK", "BUILD_NETWORK")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in keep or name.startswith(("DOCKER_", "BUILDKIT_"))
    }
    return {"DOCKER_BUILDKIT": "1", "COMPOSE_DOCKER_CLI_BUILD": "1", **kept}


def _started_by(helper: Path, environment: dict[str, str], seconds: float) -> dict[str, str]:
    """The environment with the variables that `helper up` says to export."""
    said = Engine((), environment).run([str(helper), "up"], seconds)
    words = shlex.split(said.strip().removeprefix("export "))
    exported = dict(word.split("=", 1) for word in words if "=" in word)
    path = exported.pop("PATH", "").replace("$PATH", environment.get("PATH", os.defpath))
    return {**environment, **exported, **({"PATH": path} if path else {})}


def find(deadline: Deadline) -> Engine:
    """An engine that answers and has, or can get, the public images. Failed where there is none."""
    environment, helper = _base_environment(), _helper()
    if not _succeeds(["docker", "version"], environment):
        if helper is None:
            raise Failed(MISSING)
        environment = _started_by(helper, environment, deadline.left(600))
    if _succeeds(["docker", "compose", "version"], environment):
        compose = ("docker", "compose")
    elif shutil.which("docker-compose", path=environment.get("PATH")):
        compose = ("docker-compose",)
    else:
        raise Failed("Docker is there, but neither its compose plugin nor docker-compose is.")
    engine = Engine(compose, environment)
    absent = [
        tag for tag in IMAGES if not _succeeds(["docker", "image", "inspect", tag], environment)
    ]
    if absent and helper is not None:
        engine.run([str(helper), "images", *absent], deadline.left(900))
    return engine
