"""The resumes that are talked about: fetched once a version, a few of them kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from libs.profile.model import Profile
from services.chat.engines.engine import Resume
from services.chat.peers import ProfileText, ResumeText

KEPT = 32


class Source(Protocol):
    """Where profiles and texts come from, for the caller at hand."""

    async def profile(self, job_id: str, known_version: str) -> ProfileText: ...
    async def text(self, job_id: str) -> ResumeText: ...


@dataclass(slots=True)
class Known:
    """What is known of a job's resume; its text from the first answer on."""

    job_id: str
    upload_id: str
    version: str
    profile: Profile
    resume: Resume | None = None


class Resumes:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._kept: OrderedDict[str, Known] = OrderedDict()

    async def current(self, job_id: str) -> Known:
        """The job's profile as it now is. Asks each time, which is also the check that the job is
        the caller's and has completed: DomainError where it isn't or hasn't.
        """
        kept = self._kept.get(job_id)
        found = await self._source.profile(job_id, kept.version if kept else "")
        if kept is None or kept.version != found.version:
            # In a thread: a long profile takes tens of milliseconds to read.
            profile = await asyncio.to_thread(Profile.model_validate_json, found.json)
            kept = Known(job_id, found.upload_id, found.version, profile)
        self._kept[job_id] = kept
        self._kept.move_to_end(job_id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept

    async def whole(self, known: Known) -> Resume:
        """With its text."""
        if known.resume is None:
            text = await self._source.text(known.job_id)
            known.resume = Resume(known.profile, text.text, text.lines)
        return known.resume

    def forget_job(self, job_id: str) -> None:
        self._kept.pop(job_id, None)

    def forget_upload(self, upload_id: str) -> None:
        for known in [each for each in self._kept.values() if each.upload_id == upload_id]:
            self.forget_job(known.job_id)

    def forget_all(self) -> None:
        self._kept.clear()
