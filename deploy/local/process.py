"""What a process of the system is, and how it is started and stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

LAUNCHER = Path(__file__).with_name("launch.py")
# Set to a reason by tests; elsewhere than on Linux no signal tells a child that its parent died.
WATCH = sys.platform != "linux"


@dataclass(frozen=True)
class ProcessSpec:
    """A program to run: nothing of our own environment reaches it but what `env` names."""

    name: str
    argv: list[str]
    env: dict[str, str] = field(default_factory=dict[str, str])
    cwd: Path | None = None
    # A clean end, and what the kernel sends when the supervisor is killed.
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    stop_timeout: float = 10.0
    user: tuple[int, int] | None = None  # uid, gid to drop to
    search: bool = False  # let that user enter any directory


class Lifeline:
    """A pipe whose write end this process alone holds: it closes when this process dies, however it
    dies.
    """

    def __init__(self) -> None:
        self.reader, self._writer = os.pipe()


_lifeline: list[Lifeline] = []


def launch_command(spec: ProcessSpec) -> tuple[list[str], tuple[int, ...]]:
    """The command that starts `spec` tied to this process's life, and the descriptors it must
    inherit.

    On Linux the life is that of the calling thread: call from one that lasts as long as the process
    should.
    """
    argv = [sys.executable, "-I", "-S", str(LAUNCHER), "--parent", str(os.getpid())]
    argv += ["--death-signal", str(int(spec.death_signal))]
    if spec.user is not None:
        argv += ["--uid", str(spec.user[0]), "--gid", str(spec.user[1])]
        if spec.search:
            argv.append("--search")
    descriptors: tuple[int, ...] = ()
    if WATCH:
        if not _lifeline:
            _lifeline.append(Lifeline())
        argv += ["--watch", str(_lifeline[0].reader)]
        descriptors = (_lifeline[0].reader,)
    return [*argv, "--", *spec.argv], descriptors


INHERITED = (
    *("PATH", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    # The way to a model outside. Not HTTP_PROXY: plain HTTP is what is spoken on this machine.
    *("HTTPS_PROXY", "https_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR"),
)
NEVER_PROXIED = ("localhost", "127.0.0.1", "::1")


def base_environment() -> dict[str, str]:
    """What any program needs to run here: no setting, no secret."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    # A model on this machine may be reached by https: no proxy outside could find it.
    others = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    direct = ",".join([*([others] if others else []), *NEVER_PROXIED])
    return {
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "NO_PROXY": direct,
        "no_proxy": direct,
        **inherited,
    }


def spawn(spec: ProcessSpec, log: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Start `spec` with both outputs to `log`."""
    command, descriptors = launch_command(spec)
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        env={**base_environment(), **spec.env},
        cwd=spec.cwd,
        pass_fds=descriptors,
    )


def kill_tree(pid: int) -> None:
    """SIGKILL to a process, its group and all its descendants at once, and wait until none is left.

    Descendants are listed first: PostgreSQL's children lead groups of their own.
    """
    try:
        parent = psutil.Process(pid)
        victims = [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        victims = []
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    for victim in victims:
        with suppress(psutil.NoSuchProcess):
            victim.kill()
    psutil.wait_procs(victims, timeout=10)
