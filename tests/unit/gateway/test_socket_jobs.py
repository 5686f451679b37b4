"""What /ws tells of jobs, over real connections."""

from __future__ import annotations

from typing import Any

from vitae.analysis.v1 import analysis_pb2 as pb
from websockets.asyncio.client import ClientConnection

from libs.rpc.errors import Kind
from tests.support.servers import WithUrl
from tests.unit.gateway.calls import error, now
from tests.unit.gateway.chatting import receive
from tests.unit.gateway.conftest import Person, Running, Start, eventually


async def jobs(socket: ClientConnection, count: int) -> list[dict[str, Any]]:
    found = [await receive(socket) for _ in range(count)]
    assert {frame["type"] for frame in found} <= {"job"}
    return [frame["job"] for frame in found]


async def test_unfinished_jobs_are_told_on_connecting(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    analysis = running.backend.analysis
    open_jobs = {analysis.add(ana.user_id).job_id for _ in range(3)}
    analysis.add(ana.user_id, status=pb.JOB_STATUS_COMPLETED)
    analysis.add(bob.user_id)
    async with ana.socket() as socket:
        assert {job["job_id"] for job in await jobs(socket, 3)} == open_jobs
        await socket.send("{}")
        assert (await receive(socket))["type"] == "error"  # nothing else was queued before


async def test_a_long_list_comes_whole(running: Running) -> None:
    ana = running.someone()
    for _ in range(250):
        running.backend.analysis.add(ana.user_id)
    async with ana.socket() as socket:
        told = await jobs(socket, 250)
    assert len({job["job_id"] for job in told}) == 250


async def test_changes_reach_every_socket_of_the_user_and_no_other(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    job = running.backend.analysis.add(ana.user_id)
    async with ana.socket() as one, ana.socket() as two, bob.socket() as other:
        for socket in (one, two):
            assert (await jobs(socket, 1))[0]["status"] == "queued"
        job.status, job.progress = pb.JOB_STATUS_ANALYZING, 70
        await running.announce(ana.user_id, job)
        for socket in (one, two):
            assert (await jobs(socket, 1))[0]["progress"] == 70
        await other.send("{}")
        assert (await receive(other))["type"] == "error"


async def test_the_whole_way_of_a_job_arrives_in_order(running: Running) -> None:
    ana = running.someone()
    job = running.backend.analysis.add(ana.user_id)
    way = [
        (pb.JOB_STATUS_EXTRACTING_TEXT, 10),
        (pb.JOB_STATUS_CHUNKING, 30),
        (pb.JOB_STATUS_GENERATING_EMBEDDINGS, 50),
        (pb.JOB_STATUS_ANALYZING, 70),
        (pb.JOB_STATUS_COMPLETED, 100),
    ]
    async with ana.socket() as socket:
        await jobs(socket, 1)
        seen: list[int] = []
        for status, progress in way:
            job.status, job.progress, job.attempts = status, progress, 1
            await running.announce(ana.user_id, job)
            seen.append((await jobs(socket, 1))[0]["progress"])
        assert seen == [10, 30, 50, 70, 100]


async def test_a_state_that_was_overtaken_is_not_told(running: Running) -> None:
    ana = running.someone()
    job = running.backend.analysis.add(ana.user_id, progress=70, attempts=1)
    async with ana.socket() as socket:
        assert (await jobs(socket, 1))[0]["progress"] == 70
        late = pb.Job()
        late.CopyFrom(job)
        late.progress = 30
        await running.announce(ana.user_id, late)
        job.status, job.progress = pb.JOB_STATUS_COMPLETED, 100
        await running.announce(ana.user_id, job)
        assert (await jobs(socket, 1))[0]["progress"] == 100


async def test_a_burst_reaches_a_reader_that_keeps_up(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        wanted: list[str] = []
        for _ in range(300):
            job = pb.Job(job_id=f"job-{len(wanted)}", status=pb.JOB_STATUS_QUEUED, created_at=now())
            wanted.append(job.job_id)
            await running.announce(ana.user_id, job)
        assert [job["job_id"] for job in await jobs(socket, 300)] == wanted


async def test_an_event_nobody_can_read_harms_nobody(running: Running) -> None:
    ana = running.someone()
    job = running.backend.analysis.add(ana.user_id)
    async with ana.socket() as socket:
        await jobs(socket, 1)
        nonsense = f"progress.{ana.user_id}.x"
        await running.buses["analysis"].announce(nonsense, b"\xff\xff\xff")
        await running.buses["auth"].announce("sessions.revoked", b"\xff\xff\xff")
        job.progress = 10
        await running.announce(ana.user_id, job)
        assert (await jobs(socket, 1))[0]["progress"] == 10


async def test_jobs_are_told_once_analysis_is_back(running: Running) -> None:
    ana = running.someone()
    running.backend.analysis.add(ana.user_id)
    calls = running.backend.analysis.calls
    calls.fail["ListJobs"] = error(Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE")
    async with ana.socket() as socket:
        await eventually(lambda: calls.count("ListJobs") >= 3)
        calls.fail.clear()
        assert (await jobs(socket, 1))[0]["status"] == "queued"


async def test_nothing_was_missed_when_the_bus_comes_back(start: Start, own_nats: WithUrl) -> None:
    async with start(nats=own_nats) as running:
        await _outage(running, own_nats, running.someone())


async def _outage(running: Running, nats: WithUrl, ana: Person) -> None:
    analysis = running.backend.analysis
    moved, ended = analysis.add(ana.user_id), analysis.add(ana.user_id)
    old = analysis.add(ana.user_id, status=pb.JOB_STATUS_COMPLETED)
    async with ana.socket() as socket:
        await jobs(socket, 2)
        nats.kill()
        moved.status, moved.progress = pb.JOB_STATUS_CHUNKING, 30
        ended.status, ended.progress = pb.JOB_STATUS_COMPLETED, 100
        new = analysis.add(ana.user_id, status=pb.JOB_STATUS_FAILED, progress=10)
        new.completed_at.CopyFrom(now())
        assert (await running.http.get("/readyz")).status_code in (200, 503)
        nats.start()  # from this thread: the server's life is tied to it
        told = {job["job_id"]: job["status"] for job in await jobs(socket, 3)}
        assert told == {
            moved.job_id: "chunking",
            ended.job_id: "completed",
            new.job_id: "failed",
        }
        assert old.job_id not in told
        moved.progress = 50
        await running.announce(ana.user_id, moved)
        assert (await jobs(socket, 1))[0]["progress"] == 50
