"""The resumes that are talked about: fetched once a version, and kept while there is room."""

from __future__ import annotations

import asyncio
import sys
import time
from array import array
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from libs.profile.model import Profile
from libs.rpc.errors import DomainError, Kind
from services.chat.engines.engine import Line, Resume
from services.chat.peers import ProfileText, ResumeText

MOST_BYTES = 8 * 1024 * 1024  # of all; one is kept however large it is
PROFILE_BYTES = 12  # in memory, for each character of its JSON: measured
KEPT_SECONDS = 600.0  # after it was last asked about


class Source(Protocol):
    """Where profiles and texts come from, for the caller at hand."""

    async def profile(self, job_id: str, known_version: str) -> ProfileText: ...
    async def text(self, job_id: str) -> ResumeText: ...


class Text:
    """A resume's text, with its lines in 16 bytes each: as objects they take more than the text."""

    __slots__ = ("_lines", "_text")

    def __init__(self, text: str, lines: Iterable[Line]) -> None:
        self._text = text
        self._lines = array("I")
        for line in lines:
            self._lines.extend((line.start, line.end, line.page or 0, line.paragraph))

    @property
    def size(self) -> int:
        """Bytes."""
        return sys.getsizeof(self._text) + sys.getsizeof(self._lines)

    def with_profile(self, profile: Profile) -> Resume:
        numbers = iter(self._lines)
        lines = tuple(
            Line(start, end, page or None, paragraph)
            for start, end, page, paragraph in zip(numbers, numbers, numbers, numbers, strict=True)
        )
        return Resume(profile, self._text, lines)


@dataclass(slots=True)
class Known:
    """What is known of a job's resume; its text from the first answer on."""

    job_id: str
    upload_id: str
    version: str
    profile: Profile
    profile_size: int  # bytes, about
    text: Text | None = None
    asked_at: float = field(default_factory=time.monotonic)

    @property
    def size(self) -> int:
        return self.profile_size + (self.text.size if self.text else 0)


class Resumes:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._kept: OrderedDict[str, Known] = OrderedDict()  # the one asked about last comes last
        self._forgetting: asyncio.TimerHandle | None = None

    async def current(self, job_id: str) -> Known:
        """The job's profile as it now is. Asks each time, which is also the check that the job is
        the caller's and has completed: DomainError where it isn't or hasn't.
        """
        kept = self._kept.get(job_id)
        try:
            found = await self._source.profile(job_id, kept.version if kept else "")
        except DomainError as error:
            if error.kind is not Kind.UNAVAILABLE:  # erased, it may be
                self.forget_job(job_id)
            raise
        if kept is None or kept.version != found.version:
            # In a thread: a long profile takes tens of milliseconds to read.
            profile = await asyncio.to_thread(Profile.model_validate_json, found.json)
            size = PROFILE_BYTES * len(found.json)
            kept = Known(job_id, found.upload_id, found.version, profile, size)
        kept.asked_at = time.monotonic()
        self._kept[job_id] = kept
        self._kept.move_to_end(job_id)
        self._make_room()
        if self._forgetting is None:
            self._forget_later()
        return kept

    async def whole(self, known: Known) -> Resume:
        """With its text."""
        text = known.text
        if text is None:
            found = await self._source.text(known.job_id)
            text = known.text = await asyncio.to_thread(Text, found.text, found.lines)
            self._make_room()
        return await asyncio.to_thread(text.with_profile, known.profile)

    def forget_job(self, job_id: str) -> None:
        self._kept.pop(job_id, None)

    def forget_upload(self, upload_id: str) -> None:
        for known in [each for each in self._kept.values() if each.upload_id == upload_id]:
            self.forget_job(known.job_id)

    def forget_all(self) -> None:
        self._kept.clear()

    def _make_room(self) -> None:
        size = sum(known.size for known in self._kept.values())
        while size > MOST_BYTES and len(self._kept) > 1:
            size -= self._kept.popitem(last=False)[1].size

    def _forget_later(self) -> None:
        loop = asyncio.get_running_loop()
        self._forgetting = loop.call_later(KEPT_SECONDS, self._forget_old)

    def _forget_old(self) -> None:
        """Forgets what nobody has asked about for long."""
        self._forgetting = None
        before = time.monotonic() - KEPT_SECONDS
        for known in [each for each in self._kept.values() if each.asked_at <= before]:
            self.forget_job(known.job_id)
        if self._kept:
            self._forget_later()
