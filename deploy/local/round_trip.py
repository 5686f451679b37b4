"""A resume's whole way through the running system, as its owner goes it: a profile, its exports,
interview questions, an answer of the chat; then all of it is erased.
"""

from __future__ import annotations

import asyncio
import io
import sys
import tempfile
import uuid
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from websockets.exceptions import WebSocketException

from deploy.local.account import sign_in
from deploy.local.client import FINAL, POLL_SECONDS, GatewayClient, Refused
from deploy.local.finding import Finding, tell
from deploy.local.server import ServerError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from deploy.local.layout import Layout

JOB_SECONDS = 300
ERASE_SECONDS = 60
# What the system has of a job, each in a service of its own.
KEPT = (
    "/api/analysis/profile?job_id={job_id}",
    "/api/analysis/export?job_id={job_id}&format=json",
    "/api/chat/messages?job_id={job_id}",
)
QUESTIONS = 3
# A model on this machine may read for minutes before its first word.
MODEL_SECONDS = 180
WAIT_SECONDS = 30  # of one call; the gateway grants no more
# How each format's file begins; a table of values begins with the mark of its encoding.
EXPORTS = {"json": b"{", "csv": b"\xef\xbb\xbf", "pdf": b"%PDF-", "docx": b"PK"}
ASKED = "Which skills are on this resume?"
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


def resume_file() -> bytes:
    """The example resume as DOCX."""
    import docx

    document = docx.Document()
    for line in RESUME.splitlines():
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


async def round_trip(url: str, layout: Layout) -> bool:
    """Goes the way and prints a line for each part of it; whether all was good."""
    async with GatewayClient(url) as client:
        return await _RoundTrip(client, layout).go()


class _RoundTrip:
    def __init__(self, client: GatewayClient, layout: Layout) -> None:
        self._client = client
        self._layout = layout
        self._upload_id = ""
        self._job_id = ""

    async def go(self) -> bool:
        erased = True
        try:
            good = await self._step("round trip", "analysis", self._profile)
            if good:  # what follows needs the profile; none of it needs the rest
                good &= await self._step("exports", "export", self._exports)
                good &= await self._step("questions", "analysis", self._questions)
                good &= await self._step("chat", "chat", self._answer)
        finally:
            if self._upload_id:
                erased = await self._step("erasure", "upload", self._erased)
        return good and erased

    async def _step(self, name: str, service: str, step: Callable[[], Awaitable[Finding]]) -> bool:
        """Take a step and print its line. A bad one tells where its service's reasons stand."""
        if sys.stdout.isatty():  # a model may take minutes
            print(f"… {name}", end="\r", flush=True)
        try:
            found = await step()
        except (ServerError, Refused) as error:
            found = Finding(good=False, text=str(error))
        except TimeoutError:
            found = Finding(good=False, text="no answer in time")
        except (OSError, httpx.HTTPError, WebSocketException) as error:
            found = Finding(good=False, text=f"{type(error).__name__}: {error}")
        if not found.good:
            reasons = self._layout.log(service)
            found = Finding(good=False, text=f"{found.text.rstrip('.')}; the reasons: {reasons}")
        return tell(name, found)

    async def _profile(self) -> Finding:
        """A resume in, its profile out."""
        await sign_in(self._client, self._layout)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "doctor.docx"
            path.write_bytes(resume_file())
            self._upload_id = (await self._client.upload(path))["id"]
        job = await self._client.submit(self._upload_id, uuid.uuid4().hex)
        self._job_id = job["job_id"]
        async with asyncio.timeout(JOB_SECONDS):
            async for state in self._client.watch(self._job_id):
                job = state
        if job["status"] != "completed":
            return Finding(good=False, text=f"{job['error_message']} ({job['error_code']})")
        profile = await self._client.profile(self._job_id)
        name = profile["personal_info"]["name"]
        if not name or name not in RESUME:
            return Finding(good=False, text=f"the name came out as {name!r}")
        return Finding(good=True, text=f"a resume became a profile ({profile['engine']['name']})")

    async def _exports(self) -> Finding:
        for file_format, beginning in EXPORTS.items():
            content = await self._client.export(self._job_id, file_format)
            if not content.startswith(beginning):
                text = f"what came as {file_format.upper()} is none: {content[:20]!r}"
                return Finding(good=False, text=text)
        return Finding(good=True, text=f"the profile came as {', '.join(EXPORTS).upper()}")

    async def _questions(self) -> Finding:
        made = await self._client.interview_questions(self._job_id, QUESTIONS, WAIT_SECONDS)
        async with asyncio.timeout(MODEL_SECONDS):
            while made["status"] not in FINAL:
                await asyncio.sleep(POLL_SECONDS)
                made = await self._client.question_set(self._job_id, made["set_id"])
        if made["status"] != "completed":
            return Finding(good=False, text=f"{made['error_message']} ({made['error_code']})")
        # A model's may be fewer than were asked for: those that could be proven.
        kept = f"{len(made['questions'])} of {QUESTIONS}"
        return Finding(good=True, text=f"{kept} interview questions, each with its answer")

    async def _answer(self) -> Finding:
        said = await self._client.ask(self._job_id, ASKED, MODEL_SECONDS)
        state, places = said["metadata"]["status"], len(said["metadata"]["citations"])
        if state != "complete" or not places:
            return Finding(good=False, text=f"the answer is {state}: {said['content']!r}")
        text = f"a question was answered from {places} places in it"
        return Finding(good=True, text=text)

    async def _erased(self) -> Finding:
        """Services erase their parts one after another."""
        await self._client.call("DELETE", f"/api/uploads/{self._upload_id}")
        async with asyncio.timeout(ERASE_SECONDS):
            for kept in KEPT if self._job_id else ():
                while await self._has(kept.format(job_id=self._job_id)):
                    await asyncio.sleep(POLL_SECONDS)
        return Finding(good=True, text="nothing of it is left")

    async def _has(self, path: str) -> bool:
        try:
            await self._client.answer("GET", path)
        except Refused as refused:
            if refused.status != HTTPStatus.NOT_FOUND:
                raise
            return False
        return True
