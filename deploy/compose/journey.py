"""What a person does with the system, through its one door: the main job, and many at once while a
replica dies.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from deploy.compose.engine import Deadline, Failed, expect
from deploy.compose.resumes import name_of, resume_pdf
from deploy.local.client import FINAL, GatewayClient, Json

PAUSE_SECONDS = 0.2
QUESTIONS = 10
# How each format's file begins; a table of values begins with the mark of its encoding.
EXPORTS = {"json": b"{", "csv": b"\xef\xbb\xbf", "pdf": b"%PDF-", "docx": b"PK"}
LONG = 14  # posts: about four pages, seconds of work


class Person:
    """A registered user of the system."""

    def __init__(self, client: GatewayClient, deadline: Deadline) -> None:
        self.client = client
        self._deadline = deadline
        self.email = f"{secrets.token_hex(6)}@example.com"
        self.password = secrets.token_urlsafe(18)

    async def register(self) -> None:
        body = {"email": self.email, "password": self.password, "name": "Compose Test"}
        self.client.token = (await self.client.call("POST", "/api/auth/register", json=body))[
            "token"
        ]

    async def upload(self, number: int, posts: int) -> str:
        """Id of the upload of that person's resume."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"resume-{number}.pdf"
            await asyncio.to_thread(path.write_bytes, resume_pdf(number, posts))
            return str((await self.client.upload(path))["id"])

    async def main_job(self) -> str:
        """From a file to a proven profile; the job's id."""
        upload_id = await self.upload(0, posts=2)
        job = await self.client.submit(upload_id, key=secrets.token_hex(8))
        async with asyncio.timeout(self._deadline.left(120)):
            async for state in self.client.watch(job["job_id"]):
                job = state
        expect(job["status"] == "completed", f"the main job ended {job['status']}: {job}")
        await self.check_profile(job["job_id"], 0)
        return str(job["job_id"])

    async def what_follows(self, job_id: str) -> str:
        """A profile is exported, prepared for and asked about; how long each took."""
        began = time.monotonic()
        for file_format, beginning in EXPORTS.items():
            content = await self.client.export(job_id, file_format)
            expect(content.startswith(beginning), f"{file_format} begins {content[:8]!r}")
        exported = time.monotonic()
        asked = await self.client.interview_questions(job_id, QUESTIONS, seconds=30)
        expect(len(asked["questions"]) == QUESTIONS, f"questions: {asked['status']}")
        prepared = time.monotonic()
        reply = await self.client.ask(job_id, "What is the name on this resume?")
        expect(name_of(0) in reply["content"], f"chat said {reply}")
        expect(reply["metadata"]["status"] == "complete", f"the answer is {reply['metadata']}")
        answered = time.monotonic()
        return (
            f"{len(EXPORTS)} exports {exported - began:.1f} s, "
            f"{QUESTIONS} questions {prepared - exported:.1f} s, "
            f"an answer {answered - prepared:.1f} s"
        )

    async def check_profile(self, job_id: str, number: int) -> None:
        """The profile is that person's, and its evidence quotes."""
        profile = await self.client.profile(job_id)
        info = profile["personal_info"]
        expect(profile["job_id"] == job_id, "a profile of another job")
        expect(info["name"] == name_of(number), f"{job_id} is not of {name_of(number)}")
        expect(
            profile["experience"] and profile["skills"], "a profile without experience or skills"
        )
        quotes = [e["quote"] for skill in profile["skills"] for e in skill["evidence"]]
        expect(any(quotes), "no skill is quoted")

    async def submit_many(self, numbers: Iterable[int]) -> dict[str, int]:
        """Jobs of long resumes: job id → number of the person."""
        uploads = {await self.upload(number, LONG): number for number in numbers}
        jobs = {upload_id: self.client.submit(upload_id, key=upload_id) for upload_id in uploads}
        answers = await asyncio.gather(*jobs.values())
        return {answer["job_id"]: uploads[answer["upload_id"]] for answer in answers}

    async def states(self, job_ids: Iterable[str]) -> list[Json]:
        wanted = set(job_ids)
        page = await self.client.call("GET", "/api/analysis/jobs", params={"limit": 100})
        return [job for job in page["items"] if job["job_id"] in wanted]

    async def until_working(self, job_ids: Iterable[str], count: int) -> None:
        """Returns while at least so many of the jobs are in consumers' hands, or none is left."""
        ids = list(job_ids)
        async with asyncio.timeout(self._deadline.left(60)):
            while True:
                statuses = [job["status"] for job in await self.states(ids)]
                working = [status for status in statuses if status not in {"queued", *FINAL}]
                if len(working) >= count or set(statuses) <= FINAL:
                    return
                await asyncio.sleep(PAUSE_SECONDS)

    async def until_done(self, job_ids: Iterable[str], seconds: float) -> list[Json]:
        """The last states of the jobs."""
        ids = list(job_ids)
        try:
            async with asyncio.timeout(self._deadline.left(seconds)):
                while True:
                    states = await self.states(ids)
                    if len(states) == len(ids) and all(j["status"] in FINAL for j in states):
                        return states
                    await asyncio.sleep(PAUSE_SECONDS * 5)
        except TimeoutError:
            states = await self.states(ids)
            left = [f"{j['job_id']} {j['status']}" for j in states if j["status"] not in FINAL]
            raise Failed(f"not done after {seconds:.0f} s: {', '.join(left)}") from None
