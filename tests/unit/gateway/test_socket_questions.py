"""What a socket tells of sets of interview questions, over real connections."""

from __future__ import annotations

from typing import Any

from vitae.analysis.v1 import interview_pb2 as pb
from vitae.events.v1.events_pb2 import QuestionSetChanged

from libs.bus.topology import interview_subject
from tests.support.servers import WithUrl
from tests.unit.gateway.calls import now
from tests.unit.gateway.chatting import receive
from tests.unit.gateway.conftest import Person, Running, Start


async def sets(socket: Any, count: int) -> list[dict[str, Any]]:
    frames = [await receive(socket) for _ in range(count)]
    assert {frame["type"] for frame in frames} <= {"questions"}
    return [frame["set"] for frame in frames]


async def announce(running: Running, user_id: str, found: pb.QuestionSet) -> None:
    payload = QuestionSetChanged(question_set=found).SerializeToString()
    await running.buses["analysis"].announce(interview_subject(user_id), payload)


async def test_every_socket_hears_of_every_change(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    interview = running.backend.interview
    found = interview.add(ana.user_id)
    interview.end(interview.add(ana.user_id))
    async with ana.socket() as one, ana.socket() as two, bob.socket() as other:
        for socket in (one, two):
            told = (await sets(socket, 1))[0]
            assert (told["set_id"], told["status"]) == (found.set_id, "queued")
        found.status = pb.QUESTION_SET_STATUS_GENERATING
        await announce(running, ana.user_id, found)
        interview.end(found)
        await announce(running, ana.user_id, found)
        for socket in (one, two):
            told = await sets(socket, 2)
            assert [each["status"] for each in told] == ["generating", "completed"]
            assert not any("questions" in each for each in told)
        await other.send("{}")
        assert (await receive(other))["type"] == "error"


async def test_a_set_goes_to_and_fro_until_it_ends(running: Running) -> None:
    ana = running.someone()
    found = running.backend.interview.add(ana.user_id)
    async with ana.socket() as socket:
        await sets(socket, 1)
        to_and_fro = (pb.QUESTION_SET_STATUS_GENERATING, pb.QUESTION_SET_STATUS_QUEUED)
        seen: list[str] = []
        for status in (*to_and_fro, *to_and_fro, pb.QUESTION_SET_STATUS_FAILED):
            found.status = status
            await announce(running, ana.user_id, found)
            seen.append((await sets(socket, 1))[0]["status"])
        assert seen == [*("generating", "queued") * 2, "failed"]
        overtaken = pb.QuestionSet()
        overtaken.CopyFrom(found)
        overtaken.status = pb.QUESTION_SET_STATUS_GENERATING
        await announce(running, ana.user_id, overtaken)
        other = running.backend.interview.add(ana.user_id)
        await announce(running, ana.user_id, other)
        assert (await sets(socket, 1))[0]["set_id"] == other.set_id


async def test_an_event_nobody_can_read_harms_nobody(running: Running) -> None:
    ana = running.someone()
    found = running.backend.interview.add(ana.user_id)
    async with ana.socket() as socket:
        await sets(socket, 1)
        await running.buses["analysis"].announce(interview_subject(ana.user_id), b"\xff\xff")
        await announce(running, ana.user_id, found)
        assert (await sets(socket, 1))[0]["set_id"] == found.set_id


async def test_nothing_was_missed_when_the_bus_comes_back(start: Start, own_nats: WithUrl) -> None:
    async with start(nats=own_nats) as running:
        await _outage(running, own_nats, running.someone())


async def _outage(running: Running, nats: WithUrl, ana: Person) -> None:
    interview = running.backend.interview
    moved, ended, gone = (interview.add(ana.user_id) for _ in range(3))
    old = interview.add(ana.user_id, status=pb.QUESTION_SET_STATUS_COMPLETED)
    async with ana.socket() as socket:
        await sets(socket, 3)
        nats.kill()
        moved.status = pb.QUESTION_SET_STATUS_GENERATING
        interview.end(ended)
        del interview.sets[gone.set_id]
        new = interview.add(ana.user_id, status=pb.QUESTION_SET_STATUS_FAILED)
        new.completed_at.CopyFrom(now())
        nats.start()  # from this thread: the server's life is tied to it
        told = {each["set_id"]: each["status"] for each in await sets(socket, 3)}
        assert told == {
            moved.set_id: "generating",
            ended.set_id: "completed",
            new.set_id: "failed",
        }
        assert old.set_id not in told
