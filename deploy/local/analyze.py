"""`analyze`: one resume from file to profile, on a system of its own where none is running."""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from rich.console import Console as Terminal
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from deploy.local.account import sign_in
from deploy.local.client import GatewayClient, Refused
from deploy.local.disk import disk_error
from deploy.local.occasion import on_system
from deploy.local.profile_view import clean, show
from deploy.local.server import write_private
from libs.profile.model import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from deploy.local.client import Json
    from deploy.local.layout import Layout

USAGE = "Which file? make analyze RESUME=path/to/resume.pdf   (PDF, DOC or DOCX)"
STAGES = {
    "queued": "Waiting for its turn",
    "extracting_text": "Reading the file",
    "chunking": "Cutting the text into passages",
    "generating_embeddings": "Embedding the passages",
    "analyzing": "Analysing",
    "completed": "Done",
    "failed": "Failed",
    "cancelled": "Cancelled",
}
CANCEL_SECONDS = 3.0


class NoProfile(Exception):
    """There is no profile; the text says why, for a person."""


def check_file(name: str) -> Path:
    """The file to read. NoProfile where there is none."""
    if not name.strip():
        raise NoProfile(USAGE)
    path = Path(name).expanduser()
    try:
        if path.is_dir():
            raise NoProfile(f"{path} is a folder: name the resume's file in it")
        if not path.is_file():
            raise NoProfile(f"There is no file {path}")
        with path.open("rb"):
            return path
    except OSError as error:
        raise NoProfile(f"Can't read {path}: {error.strerror}") from error


def analyze(layout: Layout, name: str) -> int:
    """Read a resume and print its profile; the exit status."""
    try:
        path = check_file(name)
        return on_system(layout, "analyze", lambda url: read(url, layout, path))
    except (NoProfile, Refused) as error:
        print(clean(error), file=sys.stderr)
        return 1
    except httpx.HTTPError as error:
        print(f"The gateway does not answer: {error or type(error).__name__}", file=sys.stderr)
        return 1
    except TimeoutError:
        print(f"The system took too long; its logs are in {layout.logs}", file=sys.stderr)
        return 1
    except OSError as error:
        print(disk_error(error, layout.root), file=sys.stderr)
        return 1


async def read(url: str, layout: Layout, path: Path) -> None:
    """Upload, follow, print. NoProfile or Refused where there is no profile in the end."""
    terminal = Terminal()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=terminal, transient=True, redirect_stdout=False) as progress:
        bar = progress.add_task("Signing in", total=100)

        def at(text: str, percent: float = 0) -> None:
            progress.update(bar, description=text, completed=percent)
            if not terminal.is_terminal:
                print(f"{percent:3.0f} % {text}", flush=True)

        def waiting(seconds: float, reason: str) -> None:
            at(f"Waiting {seconds:.0f} s: {clean(reason)}")

        async with GatewayClient(url, waiting) as client:
            await sign_in(client, layout)
            at(f"Uploading {clean(path.name)}")
            upload = await upload_file(client, path)
            profile = await follow(client, str(upload["id"]), at)
    show(Profile.model_validate(profile), terminal)
    target = layout.profiles / f"{profile['job_id']}.json"
    write_private(target, json.dumps(profile, ensure_ascii=False, indent=2) + "\n")
    terminal.print(f"\nJSON: {target}", highlight=False, soft_wrap=True)


async def upload_file(client: GatewayClient, path: Path) -> Json:
    """The local account's oldest files make room for a new one: their profiles are kept as JSON."""
    while True:
        try:
            return await client.upload(path)
        except OSError as error:
            if error.filename != str(path):
                raise
            # Removed, or its disk went away, since it was checked.
            raise NoProfile(f"Can't read {path}: {error.strerror}") from error
        except Refused as refused:
            if refused.code.lower() != "quota_exceeded" or not await make_room(client):
                raise


async def make_room(client: GatewayClient) -> bool:
    """Delete the oldest upload; False where there is none."""
    cursor, oldest = "", ""
    while True:
        page = await client.call("GET", "/api/uploads", params={"limit": 100, "cursor": cursor})
        oldest = page["items"][-1]["id"] if page["items"] else oldest
        cursor = page["next_cursor"]
        if not cursor:
            break
    if oldest:
        await client.call("DELETE", f"/api/uploads/{oldest}")
    return bool(oldest)


async def follow(client: GatewayClient, upload_id: str, at: Callable[[str, float], None]) -> Json:
    """Submit the job, tell its stages, and return its profile."""
    job = await client.submit(upload_id, uuid.uuid4().hex)
    job_id, told = str(job["job_id"]), ""
    try:
        async for state in client.watch(job_id):
            job = state
            if job["status"] != told:
                told = job["status"]
                at(describe(job), float(job["progress"]))
    except asyncio.CancelledError:
        with suppress(Exception):
            async with asyncio.timeout(CANCEL_SECONDS):
                await client.call("POST", f"/api/analysis/jobs/{job_id}/cancel")
        raise
    if job["status"] != "completed":
        code = job.get("error_code") or job["status"]
        raise NoProfile(f"{job.get('error_message') or STAGES[job['status']]} ({code})")
    return await client.profile(job_id)


def describe(job: Json) -> str:
    text = STAGES.get(job["status"], str(job["status"]))
    position = job.get("queue_position")
    return f"{text} (number {position})" if job["status"] == "queued" and position else text
