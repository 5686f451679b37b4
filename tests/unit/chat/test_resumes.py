# ruff: noqa: ARG002 - the signatures are those of what is replaced
"""The resumes that chat keeps at hand: no more than there is room for, and none that is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from libs.db.ids import new_id
from libs.rpc.errors import Kind, RemoteError, Unavailable
from services.chat.engines.engine import Line
from services.chat.peers import ProfileText, ResumeText
from services.chat.resumes import MOST_BYTES, Resumes
from tests.unit.chat.engines.resumes import profile_of, resume_of

PROFILE = profile_of().model_dump_json()


class Source:
    """Every job has a resume; `text` is that of each."""

    def __init__(self, text: str = "") -> None:
        self.given = ResumeText(text, ()) if text else None
        self.fetched: list[str] = []  # jobs whose text was asked for
        self.held: list[str] = []  # versions the caller said it had
        self.refusal: Exception | None = None

    async def profile(self, job_id: str, known_version: str) -> ProfileText:
        if self.refusal:
            raise self.refusal
        self.held.append(known_version)
        return ProfileText("" if known_version else PROFILE, "1", "upload")

    async def text(self, job_id: str) -> ResumeText:
        self.fetched.append(job_id)
        found = resume_of()
        return self.given or ResumeText(found.text, iter(found.lines))


async def ask(resumes: Resumes, job_id: str) -> None:
    await resumes.whole(await resumes.current(job_id))


async def test_a_resume_is_fetched_once_and_is_what_was_fetched() -> None:
    source = Source()
    resumes = Resumes(source)
    for _ in range(2):
        known = await resumes.current("job")
        assert await resumes.whole(known) == resume_of()
    assert (source.held, source.fetched) == (["", "1"], ["job"])


async def test_a_line_without_a_page_has_none() -> None:
    source = Source()
    line = Line(0, 5, None, 7)
    source.given = ResumeText("Hello", (line,))
    resumes = Resumes(source)
    assert (await resumes.whole(await resumes.current("job"))).lines == (line,)


async def test_large_resumes_make_room_for_each_other_the_oldest_first() -> None:
    source = Source("x" * (MOST_BYTES // 3))
    resumes = Resumes(source)
    for job_id in ("a", "b", "a", "c", "a", "b"):
        await ask(resumes, job_id)
    assert source.fetched == ["a", "b", "c", "b"]


async def test_one_is_kept_however_large_it_is() -> None:
    source = Source("x" * (MOST_BYTES + 1))
    resumes = Resumes(source)
    for job_id in ("a", "a", "b", "b"):
        await ask(resumes, job_id)
    assert source.fetched == ["a", "b"]


async def test_many_small_ones_are_kept() -> None:
    source = Source()
    resumes, jobs = Resumes(source), [new_id() for _ in range(40)]
    for job_id in [*jobs, *jobs]:
        await ask(resumes, job_id)
    assert source.fetched == jobs


@pytest.mark.parametrize(
    ("refusal", "kept"),
    [(RemoteError(Kind.NOT_FOUND, "JOB_NOT_FOUND", "Gone.", {}), False), (Unavailable(), True)],
)
async def test_what_is_refused_is_forgotten_but_not_for_an_outage(
    refusal: RemoteError, *, kept: bool
) -> None:
    source = Source()
    resumes = Resumes(source)
    await ask(resumes, "job")
    source.refusal = refusal
    with pytest.raises(type(refusal)):
        await resumes.current("job")
    source.refusal = None
    await resumes.current("job")
    assert source.held[-1] == ("1" if kept else "")


async def until(found: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not found():
            await asyncio.sleep(0.001)


async def test_a_resume_nobody_asks_about_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.chat.resumes.KEPT_SECONDS", 0.02)
    resumes = Resumes(Source())
    await ask(resumes, "job")
    await until(lambda: not resumes._kept)
    await ask(resumes, "job")  # and again
    await until(lambda: not resumes._kept)
