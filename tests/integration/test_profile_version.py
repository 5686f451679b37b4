"""The version of a profile is one and the same, whoever tells it."""

from __future__ import annotations

import pytest
from vitae.events.v1.events_pb2 import JobCompleted

from libs.bus.topology import JOB_COMPLETED
from libs.db.database import database
from libs.db.ids import new_id
from libs.db.outbox import Outbox
from services.analysis.ledger import Claim, Ledger
from services.analysis.models import outbox
from services.analysis.repository import Repository
from tests.support.database import change, value
from tests.support.interviews import a_database
from tests.support.servers import Postgres

JOB = """INSERT INTO jobs (job_id, user_id, upload_id, status, progress, started_at)
    VALUES (%s, %s, %s, 'analyzing', 70, now())"""
EVENT = "SELECT payload FROM outbox WHERE subject = %s ORDER BY id DESC LIMIT 1"


@pytest.fixture(scope="module")
def url(postgres: Postgres) -> str:
    return a_database(postgres)


async def test_a_completion_tells_the_version_that_the_profile_is_read_with(url: str) -> None:
    job_id, user_id, upload_id = new_id(), new_id(), new_id()
    await change(url, JOB, [job_id, user_id, upload_id])
    async with database(url, 2) as opened:
        repository = Repository(opened)
        job = await repository.get(job_id, user_id)
        assert job is not None
        ledger = Ledger(opened, Outbox(outbox, opened))
        await ledger.complete(Claim(job, 0), "{}", None, None)
        found = await repository.profile(job_id, user_id)
    assert found is not None
    assert found[1] is not None
    event = JobCompleted.FromString(await value(url, EVENT, [JOB_COMPLETED]))
    assert (event.job_id, event.profile_version) == (job_id, found[1].version)
