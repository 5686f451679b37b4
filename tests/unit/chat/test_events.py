"""What chat does when something has happened elsewhere, however often and late it is told."""

from __future__ import annotations

from typing import Any

from vitae.events.v1.events_pb2 import JobCompleted

from services.chat.events import Happenings
from services.chat.resumes import Resumes
from tests.unit.chat.memory import JOB, UPLOAD, USER, Analysis


class Dropping:
    """Versions of the pairs that are kept of one job."""

    def __init__(self, *versions: str) -> None:
        self.versions = set(versions)

    async def drop_outdated(self, job_id: str, profile_version: str) -> None:
        assert job_id == JOB
        self.versions &= {profile_version}


def completed(version: str) -> bytes:
    event = JobCompleted(job_id=JOB, upload_id=UPLOAD, user_id=USER, profile_version=version)
    return event.SerializeToString()


def happenings(pairs: Any) -> Happenings:
    analysis: Any = Analysis()
    return Happenings(analysis, pairs, Resumes(analysis))


async def test_a_completion_told_late_and_again_takes_no_pair_of_its_version() -> None:
    pairs = Dropping("1", "2")
    events = happenings(pairs)
    for _ in range(2):
        await events.job_completed(completed("2"))
    assert pairs.versions == {"2"}


async def test_a_completion_that_names_no_version_takes_nothing() -> None:
    pairs = Dropping("1", "2")
    await happenings(pairs).job_completed(completed(""))
    assert pairs.versions == {"1", "2"}
