"""`doctor`: what has to be right on this machine, one line each, and a real round trip."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import psutil

from deploy.local import chroma, nats, postgres, settings
from deploy.local.client import Refused
from deploy.local.finding import Finding, tell
from deploy.local.instance import Instance, read_state
from deploy.local.layout import ROOT
from deploy.local.occasion import on_system
from deploy.local.process import base_environment
from deploy.local.round_trip import round_trip
from deploy.local.server import ServerError
from deploy.local.system import System

if TYPE_CHECKING:
    from collections.abc import Callable

    from deploy.local.layout import Layout

LEAST_DISK = 1_000_000_000
LEAST_MEMORY = 1_300_000_000


def disk(layout: Layout) -> Finding:
    layout.create()
    free = shutil.disk_usage(layout.root).free
    text = f"{free // 1_000_000_000} GB free at {layout.root}"
    return Finding(free >= LEAST_DISK, text if free >= LEAST_DISK else f"{text}: free 1 GB")


def memory(layout: Layout) -> Finding:
    if Instance(layout).owner() is not None:
        return Finding(good=True, text="the system has what it needs: it runs")
    free = psutil.virtual_memory().available
    text = f"{free // 1_000_000} MB of memory available"
    good = free >= LEAST_MEMORY
    return Finding(good, text if good else f"{text}: the system needs about 1300 MB")


def permissions(layout: Layout) -> Finding:
    wrong = [
        str(path)
        for path in layout.secrets.rglob("*")
        if path.is_file() and path.stat().st_mode & 0o77
    ]
    if wrong:
        return Finding(
            good=False, text=f"others can read {wrong[0]}: chmod -R go= {layout.secrets}"
        )
    return Finding(good=True, text="secrets are readable by their owner alone")


def _version(command: list[str]) -> str:
    result = subprocess.run(
        command, capture_output=True, text=True, env=base_environment(), timeout=60, check=True
    )
    return (result.stdout or result.stderr).strip().splitlines()[0]


def programs(_layout: Layout) -> Finding:
    try:
        found = [
            _version([str(postgres.binaries() / "postgres"), "--version"]),
            _version([str(nats.binary()), "--version"]),
            _version([sys.executable, "-c", chroma.RUN, "--version"]),
        ]
    except (OSError, subprocess.SubprocessError) as error:
        return Finding(good=False, text=f"a server does not start here: {error}")
    return Finding(good=True, text=", ".join(found))


def port(layout: Layout) -> Finding:
    system = System(layout)
    if (owner := Instance(layout).owner()) is not None:
        return Finding(good=True, text=f"running at {owner.url}")
    system.check_port()
    return Finding(good=True, text=f"port {system.port} is free")


def sandbox(_layout: Layout) -> Finding:
    if settings.given().get("SANDBOX") == "off":
        return Finding(good=True, text="off, as SANDBOX says: files are read unprotected")
    result = subprocess.run(
        [sys.executable, "-m", "services.analysis.sandbox", "--self-test"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]
    if result.returncode == 0:
        return Finding(
            good=True, text="files are read in a process without network and with limits"
        )
    return Finding(
        good=False, text=f"the sandbox does not hold: {(lines or ['no reason given'])[-1]}"
    )


def processes(layout: Layout) -> Finding:
    state = read_state(layout)
    late = [entry["name"] for entry in state if entry["state"] != "ready"]
    if late or not state:
        return Finding(
            good=False, text=f"not ready: {', '.join(late) or 'all'}; logs: {layout.logs}"
        )
    used = sum(_memory_of(entry["pid"]) for entry in state)
    return Finding(
        good=True, text=f"{len(state)} processes are ready, {used // 1_000_000} MB in all"
    )


def _memory_of(pid: int) -> int:
    """Memory of a process and its children, shared pages counted once where the system tells."""
    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children(recursive=True)]
        return sum(getattr(p.memory_full_info(), "pss", p.memory_info().rss) for p in family)
    except psutil.Error:
        return 0


CHECKS: dict[str, Callable[[Layout], Finding]] = {
    "disk": disk,
    "memory": memory,
    "programs": programs,
    "permissions": permissions,
    "port": port,
    "sandbox": sandbox,
}


def checked(name: str, check: Callable[[], Finding]) -> bool:
    """Run a check and print its line; whether it was good. A check that breaks is a bad one."""
    try:
        return tell(name, check())
    except (ServerError, Refused) as error:
        return tell(name, Finding(good=False, text=str(error)))
    except (OSError, subprocess.SubprocessError, TimeoutError, httpx.HTTPError) as error:
        return tell(name, Finding(good=False, text=f"{type(error).__name__}: {error}"))


def doctor(layout: Layout) -> int:
    """Check and print; 0 where all is well."""
    version = platform.python_version()
    good = tell(
        "python", Finding(good=True, text=f"{version} in {sys.prefix}, {platform.platform()}")
    )
    for name, check in CHECKS.items():
        good &= checked(name, lambda check=check: check(layout))
    if not good:
        print("Mend these first; then run it again for the round trip.")
        return 1
    outcome: list[bool] = []

    async def work(url: str) -> None:
        outcome.append(checked("processes", lambda: processes(layout)))
        outcome.append(await round_trip(url, layout))

    status = on_system(layout, "doctor", work)
    return 0 if status == 0 and outcome and all(outcome) else 1
