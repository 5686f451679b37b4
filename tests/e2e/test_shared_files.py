"""Every file of the shared folders through the running system: each resume becomes a profile, and
each file made to hurt ends with a code that a person can act upon.

Runs where the folders are: `VITAE_SHARED`, or `../shared` beside the repository.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.analysis.errors import DocumentError, FileIsScan
from tests.e2e.conftest import FINISHED, Person
from tests.support.files import DOCX_TYPE
from tests.support.probes import eventually
from tests.support.sheets import shared

TYPES = {".pdf": "application/pdf", ".docx": DOCX_TYPE, ".doc": "application/msword"}
RESUMES = sorted(each for each in shared("resumes", "docs").glob("*") if each.suffix in TYPES)
HOSTILE = sorted(each for each in shared("hostile").rglob("*") if each.suffix in TYPES)
REFUSALS = {(400, "file_empty"), (415, "unsupported_file_type")}
# What names the file's trouble; `internal_error`, `job_crashed` or `file_unreadable` would not.
CODES = {kind.code for kind in DocumentError.__subclasses__()}
ALL_ENDED_SECONDS = 240.0  # for a hundred files, five at a time; about 20 s on two idle cores

pytestmark = pytest.mark.timeout(300)
needs_resumes = pytest.mark.skipif(
    not RESUMES, reason="the shared folder of resumes is not on this machine"
)
needs_hostile = pytest.mark.skipif(
    not HOSTILE, reason="the shared folder of hostile files is not on this machine"
)


async def submitted(person: Person, paths: list[Path]) -> tuple[dict[str, Path], set[Path]]:
    """The files by their jobs, and those that were refused at the door."""
    jobs: dict[str, Path] = {}
    refused: set[Path] = set()
    for path in paths:
        sent = {"file": (path.name, path.read_bytes(), TYPES[path.suffix])}
        answer = await person.call("POST", "/api/upload", files=sent)
        if answer.status_code == 201:
            jobs[await person.submit(answer.json()["id"])] = path
        else:
            assert (answer.status_code, answer.json()["code"]) in REFUSALS, path
            refused.add(path)
    return jobs, refused


async def listed(person: Person) -> dict[str, dict[str, Any]]:
    """All of a person's jobs by their ids."""
    found: dict[str, dict[str, Any]] = {}
    cursor: str | None = ""
    while cursor is not None:
        query = {"limit": 100, "cursor": cursor}
        page = (await person.call("GET", "/api/analysis/jobs", params=query)).json()
        found |= {job["job_id"]: job for job in page["items"]}
        cursor = page["next_cursor"]
    return found


async def all_ended(person: Person) -> dict[str, dict[str, Any]]:
    async def look() -> dict[str, dict[str, Any]] | None:
        found = await listed(person)
        return found if all(job["status"] in FINISHED for job in found.values()) else None

    found = await eventually(look, within=ALL_ENDED_SECONDS, every=0.5)
    assert found is not None
    return found


async def profile_of(person: Person, job_id: str) -> dict[str, Any]:
    answer = await person.call("GET", "/api/analysis/profile", params={"job_id": job_id})
    assert answer.status_code == 200, answer.text
    profile: dict[str, Any] = answer.json()
    return profile


@needs_resumes
async def test_every_resume_becomes_a_profile_and_the_scan_says_that_it_is_one(ana: Person) -> None:
    files, refused = await submitted(ana, RESUMES)
    jobs = await all_ended(ana)
    assert not refused
    assert jobs.keys() == files.keys()
    ends = {files[job_id].name: job["error_code"] or job["status"] for job_id, job in jobs.items()}
    scans = {path.name for path in RESUMES if path.stem.startswith("scan")}
    assert scans
    assert ends == {
        path.name: FileIsScan.code if path.name in scans else "completed" for path in RESUMES
    }
    for job_id, path in files.items():
        if path.name not in scans:
            profile = await profile_of(ana, job_id)
            assert profile["personal_info"]["name"], path
            assert profile["engine"]["name"] == "builtin"


@needs_hostile
async def test_every_hostile_file_ends_with_a_code_that_says_what_is_wrong(bob: Person) -> None:
    files, refused = await submitted(bob, HOSTILE)
    jobs = await all_ended(bob)
    assert jobs.keys() == files.keys()
    assert len(jobs) + len(refused) == len(HOSTILE)
    for job_id, job in jobs.items():
        path = files[job_id]
        if job["status"] == "completed":
            assert (await profile_of(bob, job_id))["job_id"] == job_id
        else:
            assert (job["status"], job["error_code"] in CODES) == ("failed", True), (path, job)
            assert job["error_message"], path
    # Whoever sends one of these finds the system as it was.
    assert (await bob.ended(await bob.submit(await bob.upload())))["status"] == "completed"
