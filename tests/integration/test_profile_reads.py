"""A profile as it is told to others: with one version, and to its owner's calls alone."""

from __future__ import annotations

from typing import Any, cast

import pytest
from vitae.analysis.v1 import analysis_pb2 as pb
from vitae.events.v1.events_pb2 import JobCompleted

from libs.bus.topology import JOB_COMPLETED
from libs.db.database import Database, database
from libs.db.ids import new_id
from libs.db.outbox import Outbox
from services.analysis.errors import JobNotFound
from services.analysis.ledger import Claim, Ledger
from services.analysis.models import outbox
from services.analysis.repository import Job, Repository
from services.analysis.rpc import AnalysisRpc
from services.analysis.service import AnalysisService
from tests.support.database import change, value
from tests.support.interviews import a_database
from tests.support.servers import Postgres

JOB = """INSERT INTO jobs (job_id, user_id, upload_id, status, progress, started_at)
    VALUES (%s, %s, %s, 'analyzing', 70, now())"""
EVENT = "SELECT payload FROM outbox WHERE subject = %s ORDER BY id DESC LIMIT 1"


@pytest.fixture(scope="module")
def url(postgres: Postgres) -> str:
    return a_database(postgres)


async def completed(url: str, repository: Repository, database_: Database) -> Job:
    """A job that ends with an empty profile."""
    job_id, user_id = new_id(), new_id()
    await change(url, JOB, [job_id, user_id, new_id()])
    job = await repository.get(job_id, user_id)
    assert job is not None
    await Ledger(database_, Outbox(outbox, database_)).complete(Claim(job, 0), "{}", None, None)
    return job


async def test_a_completion_tells_the_version_that_the_profile_is_read_with(url: str) -> None:
    async with database(url, 2) as opened:
        repository = Repository(opened)
        job = await completed(url, repository, opened)
        found = await repository.profile(job.job_id, job.user_id)
    assert found is not None
    assert found[1] is not None
    event = JobCompleted.FromString(await value(url, EVENT, [JOB_COMPLETED]))
    assert (event.job_id, event.profile_version) == (job.job_id, found[1].version)


async def test_a_service_reads_a_profile_for_its_owner_alone(url: str) -> None:
    unused = cast("Any", None)
    async with database(url, 2) as opened:
        repository = Repository(opened)
        job = await completed(url, repository, opened)
        service = AnalysisService(
            repository, unused, unused, upload_exists=unused, announce=unused, stop=unused
        )
        rpc = AnalysisRpc(service)

        async def read(user_id: str, job_id: str) -> pb.ReadProfileResponse:
            return await rpc.ReadProfile(
                pb.ReadProfileRequest(job_id=job_id, user_id=user_id), unused
            )

        found = await read(job.user_id, job.job_id)
        assert (found.profile_json, found.upload_id) == ("{}", job.upload_id)
        for user_id, job_id in (
            *((new_id(), job.job_id), ("", job.job_id), ("x", job.job_id)),
            *((job.user_id, new_id()), (job.user_id, "x")),
        ):
            with pytest.raises(JobNotFound):
                await read(user_id, job_id)
