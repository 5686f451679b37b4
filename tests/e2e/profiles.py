"""Profiles of jobs that were really run, and profiles that another run would have written."""

from __future__ import annotations

from vitae.events.v1.events_pb2 import JobCompleted

from libs.profile.model import Profile
from services.analysis.repository import profile_version
from tests.e2e.conftest import Person
from tests.support.bus import tell
from tests.support.database import change, rows
from tests.support.probes import eventually
from tests.support.resumes import resume_docx
from tests.support.stack import Stack


async def analysed(person: Person, content: bytes | None = None) -> str:
    """A completed job of theirs."""
    content = resume_docx(5) if content is None else content
    return await _completed(person, await person.upload(content))


async def analysed_pdf(person: Person, content: bytes) -> str:
    """As `analysed`, of a file that has pages."""
    files = {"file": ("resume.pdf", content, "application/pdf")}
    answer = await person.call("POST", "/api/upload", files=files)
    assert answer.status_code == 201, answer.text
    return await _completed(person, answer.json()["id"])


async def _completed(person: Person, upload_id: str) -> str:
    job_id = await person.submit(upload_id)
    job = await person.ended(job_id)
    assert job["status"] == "completed", job
    return job_id


async def rewrite(system: Stack, job_id: str, profile: Profile) -> None:
    """As another run of the job would have written it."""
    statement = "UPDATE user_profile SET profile = %s, created_at = now() WHERE job_id = %s"
    ids = await rows(
        system.database_urls["analysis"], "SELECT upload_id FROM jobs WHERE job_id = %s", [job_id]
    )
    text = profile.model_copy(update={"job_id": job_id, "upload_id": str(ids[0][0])})
    url = system.database_urls["analysis"]
    assert await change(url, statement, [text.model_dump_json(), job_id])


async def announce(system: Stack, job_id: str) -> None:
    """As analysis does at the end of a run: the job has the profile it now has."""
    url = system.database_urls["analysis"]
    statement = "SELECT user_id::text, created_at FROM user_profile WHERE job_id = %s"
    ((user_id, created_at),) = await rows(url, statement, [job_id])
    version = profile_version(created_at)
    event = JobCompleted(job_id=job_id, user_id=user_id, profile_version=version)
    await tell(system.nats, event)


async def replace(system: Stack, job_id: str, profile: Profile) -> None:
    """Returns once every service goes by this profile."""
    await rewrite(system, job_id, profile)
    await announce(system, job_id)
    await taken_in(system, job_id)


async def taken_in(system: Stack, job_id: str) -> None:
    """Returns once export holds the profile that analysis does."""
    statement = "SELECT profile FROM {} WHERE job_id = %s"

    async def same() -> bool:
        theirs = await rows(
            system.database_urls["analysis"], statement.format("user_profile"), [job_id]
        )
        ours = await rows(system.database_urls["export"], statement.format("profiles"), [job_id])
        return theirs == ours

    await eventually(same)
