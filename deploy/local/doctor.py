"""`doctor`: what has to be right on this machine, one line each, and a real round trip."""

from __future__ import annotations

import asyncio
import io
import platform
import shutil
import subprocess
import sys
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil

from deploy.local import chroma, nats, postgres, settings
from deploy.local.account import sign_in
from deploy.local.client import GatewayClient, Refused
from deploy.local.instance import Instance, read_state
from deploy.local.layout import ROOT
from deploy.local.occasion import on_system
from deploy.local.process import base_environment
from deploy.local.server import ServerError
from deploy.local.system import System

if TYPE_CHECKING:
    from collections.abc import Callable

    from deploy.local.layout import Layout

LEAST_DISK = 1_000_000_000
LEAST_MEMORY = 1_300_000_000
JOB_SECONDS = 120
# A person who doesn't exist.
RESUME = """Quillan Testerby
quillan.testerby@example.org | +1 555 0100 | Springfield

Summary
Software developer with six years of experience in web services and databases.

Experience
Senior Developer, Example Works, Springfield
March 2019 - Present
Built a billing service in Python that handles 40,000 invoices a month.
Reduced the response time of the search page by 35 percent.

Developer, Sample Labs, Springfield
June 2016 - February 2019
Wrote automated tests for the order system and trained two colleagues.

Education
Bachelor of Science in Computer Science, Example University, 2016

Skills
Python, PostgreSQL, Linux, Docker, Git
"""


@dataclass(frozen=True)
class Finding:
    """A check's outcome: what is, or what to do."""

    good: bool
    text: str


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


def resume_file() -> bytes:
    """The example resume as DOCX."""
    import docx

    document = docx.Document()
    for line in RESUME.splitlines():
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


async def round_trip(url: str, layout: Layout) -> Finding:
    """A resume in, its profile out, all of it erased."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "doctor.docx"
        path.write_bytes(resume_file())
        async with GatewayClient(url) as client:
            await sign_in(client, layout)
            upload = await client.upload(path)
            try:
                job = await client.submit(upload["id"], uuid.uuid4().hex)
                async with asyncio.timeout(JOB_SECONDS):
                    async for state in client.watch(job["job_id"]):
                        job = state
                if job["status"] != "completed":
                    return Finding(good=False, text=f"{job['error_message']} ({job['error_code']})")
                profile = await client.profile(job["job_id"])
            finally:
                await client.call("DELETE", f"/api/uploads/{upload['id']}")
    name = profile["personal_info"]["name"]
    engine = profile["engine"]["name"]
    if name not in RESUME:
        return Finding(good=False, text=f"the name came out as {name!r}")
    return Finding(good=True, text=f"a resume became a profile ({engine}) and was erased")


CHECKS: dict[str, Callable[[Layout], Finding]] = {
    "disk": disk,
    "memory": memory,
    "programs": programs,
    "permissions": permissions,
    "port": port,
    "sandbox": sandbox,
}


def tell(name: str, finding: Finding) -> bool:
    print(f"{'✓' if finding.good else '✗'} {name:<12} {finding.text}", flush=True)
    return finding.good


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
        try:
            found = await round_trip(url, layout)
        except (ServerError, Refused, TimeoutError, httpx.HTTPError) as error:
            found = Finding(good=False, text=f"{type(error).__name__}: {error}")
        outcome.append(tell("round trip", found))

    status = on_system(layout, "doctor", work)
    return 0 if status == 0 and outcome and all(outcome) else 1
