"""/ws as a client sees it, over real connections."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import orjson
import pytest
from vitae.analysis.v1 import analysis_pb2 as pb
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from libs.rpc.errors import Kind
from tests.support.servers import WithUrl
from tests.unit.gateway.calls import error, now
from tests.unit.gateway.conftest import Person, Running, Start, eventually

CONNECTED = {"type": "system", "content": "Connected"}


async def receive(socket: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(5):
        found: dict[str, Any] = orjson.loads(await socket.recv())
        return found


async def until_closed(socket: ClientConnection) -> tuple[int, list[dict[str, Any]]]:
    """The close code, and what was said before."""
    said: list[dict[str, Any]] = []
    with suppress(ConnectionClosed):
        while True:
            said.append(await receive(socket))
    assert socket.close_code is not None
    return socket.close_code, said


async def jobs(socket: ClientConnection, count: int) -> list[dict[str, Any]]:
    found = [await receive(socket) for _ in range(count)]
    assert {frame["type"] for frame in found} <= {"job"}
    return [frame["job"] for frame in found]


# --- signing in ---------------------------------------------------------------------------------


async def test_the_first_frame_signs_in(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        await socket.send('{"type":"auth","token":"again"}')
        assert (await receive(socket))["code"] == "already_authenticated"


@pytest.mark.parametrize(
    "first",
    [
        '{"type":"auth","token":"token-of-nobody-at-all"}',
        '{"type":"auth"}',
        '{"type":"auth","token":7}',
        '{"type":"message","content":"hello"}',
        "nonsense",
        "[]",
        b"\x00\x01",
    ],
)
async def test_any_other_first_frame_ends_it(running: Running, first: str | bytes) -> None:
    async with running.socket() as socket:
        await socket.send(first)
        code, said = await until_closed(socket)
    assert code == 4401
    assert [frame["code"] for frame in said] == ["not_authenticated"]


async def test_silence_ends_it(start: Start) -> None:
    async with start(socket_auth_seconds=0.1) as running, running.socket() as socket:
        code, said = await until_closed(socket)
        assert (code, said[0]["code"]) == (4401, "auth_timeout")


async def test_the_cookie_signs_in_from_our_own_page(running: Running) -> None:
    ana = running.someone()
    origin = f"http://localhost:{running.settings.http_port}"
    headers = {"Cookie": f"__Host-vitae={ana.token}"}
    async with running.socket(origin=origin, additional_headers=headers) as socket:
        assert await receive(socket) == CONNECTED


async def test_the_cookie_from_another_page_is_refused(running: Running) -> None:
    ana = running.someone()
    headers = {"Cookie": f"__Host-vitae={ana.token}"}
    for origin in ("https://evil.example", "null", "http://localhost:1"):
        with pytest.raises(InvalidStatus) as refused:
            await running.socket(origin=origin, additional_headers=headers)
        assert refused.value.response.status_code == 403
        body = orjson.loads(refused.value.response.body or b"")
        assert body["code"] == "origin_not_allowed"


async def test_a_name_that_is_not_ours_is_refused(running: Running) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await running.socket(additional_headers={"Host": "evil.example"})
    assert refused.value.response.status_code == 421


async def test_a_user_has_so_many_sockets(start: Start) -> None:
    async with start(sockets_per_user=2) as running:
        ana, bob = running.someone(), running.someone("bob@example.org")
        async with ana.socket() as first, ana.socket(), bob.socket():
            async with running.socket() as third:
                await third.send(orjson.dumps({"type": "auth", "token": ana.token}).decode())
                code, said = await until_closed(third)
            assert (code, said[0]["code"]) == (4429, "too_many_sockets")
            await first.close()
            await eventually(lambda: running.measured("vitae_sockets") == 2)
            async with ana.socket():
                pass


async def test_strangers_have_so_many_sockets(start: Start) -> None:
    async with start(sockets_unknown=2) as running, running.socket(), running.socket():
        with pytest.raises(InvalidStatus) as refused:
            await running.socket()
        assert refused.value.response.status_code == 503


async def test_an_address_has_so_many_sockets_of_strangers(start: Start) -> None:
    limits = {"sockets_unknown_per_address": 1, "trusted_proxies": "127.0.0.1"}

    def whence(address: str) -> dict[str, Any]:
        return {"additional_headers": {"X-Forwarded-For": address}}

    async with start(**limits) as running, running.socket(**whence("2001:db8::1")):
        with pytest.raises(InvalidStatus) as refused:
            await running.socket(**whence("2001:db8::2"))  # one client has the whole /64
        assert refused.value.response.status_code == 503
        async with running.socket(**whence("2001:db8:0:1::1")), running.socket(**whence("::")):
            pass


# --- what it tells ------------------------------------------------------------------------------


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


# --- what it is told ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        "nonsense",
        "7",
        '{"type":"message","client_id":"\\ud800"}',
        '{"type":"fly"}',
        "{}",
        b"\xff",
        '{"client_id":' + '"' + "x" * 300 + '"}',
    ],
)
async def test_messages_of_no_known_kind_are_answered(
    running: Running, message: str | bytes
) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        await socket.send(message)
        frame = await receive(socket)
        assert (frame["type"], frame["code"]) == ("error", "bad_message")
        assert set(frame) == {"type", "code", "content"}


async def test_a_message_has_a_limit_in_one_frame_or_many(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        await socket.send("x" * 65_000)
        assert (await receive(socket))["code"] == "bad_message"
        await socket.send("x" * 65_537)
        assert (await until_closed(socket))[0] == 1009
    async with ana.socket() as socket:
        await socket.send("x" * 8192 for _ in range(9))
        assert (await until_closed(socket))[0] == 1009


async def test_there_is_no_compression(running: Running) -> None:
    async with running.socket(compression="deflate") as socket:
        assert socket.response is not None
        assert "sec-websocket-extensions" not in socket.response.headers


# --- how it ends --------------------------------------------------------------------------------


async def test_revocation_closes_the_sessions_sockets_and_no_other(running: Running) -> None:
    first, second = running.someone(), running.someone()
    async with first.socket() as ended, second.socket() as kept:
        await running.revoke(first.user_id, first.session_id)
        code, said = await until_closed(ended)
        assert (code, said[-1]["code"]) == (4401, "not_authenticated")
        await kept.send("{}")
        assert (await receive(kept))["type"] == "error"
        await running.revoke(first.user_id)
        assert (await until_closed(kept))[0] == 4401


async def test_logout_closes_at_once(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        assert (await ana.call("POST", "/api/auth/logout")).status_code == 204
        assert (await until_closed(socket))[0] == 4401


async def test_a_new_password_closes_every_session_at_once(running: Running) -> None:
    ana, elsewhere = running.someone(), running.someone()
    body = {"current_password": "pass word", "new_password": "other word"}
    async with ana.socket() as own, elsewhere.socket() as other:
        assert (await ana.call("POST", "/api/auth/password", json=body)).status_code == 200
        for socket in (own, other):
            assert (await until_closed(socket))[0] == 4401


async def test_a_session_that_ended_unannounced_is_noticed(start: Start) -> None:
    async with start(socket_check_seconds=0.1, session_cache_seconds=0.05) as running:
        ana = running.someone()
        async with ana.socket() as socket:
            running.backend.auth.sessions.clear()
            assert (await until_closed(socket))[0] == 4401


async def test_a_session_survives_auth_being_away(start: Start) -> None:
    async with start(socket_check_seconds=0.1, session_cache_seconds=0.05) as running:
        ana = running.someone()
        calls = running.backend.auth.calls
        async with ana.socket() as socket:
            calls.fail["Authenticate"] = error(Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE")
            failed = calls.count("Authenticate")
            await eventually(lambda: calls.count("Authenticate") >= failed + 3)
            await socket.send("{}")
            assert (await receive(socket))["type"] == "error"


async def test_who_does_not_read_is_disconnected_and_costs_little(start: Start) -> None:
    async with start(socket_send_seconds=0.3) as running:
        ana = running.someone()
        async with ana.socket(max_queue=1) as socket:
            socket.transport.pause_reading()
            big = pb.Job(job_id="j", error_message="x" * 100_000, created_at=now())

            def gone() -> bool:
                return running.measured("vitae_sockets") == 0

            async with asyncio.timeout(10):
                while not gone():
                    big.progress += 1 if big.progress < 100 else 0
                    big.job_id = f"j{big.progress}"
                    await running.announce(ana.user_id, big)
                    await asyncio.sleep(0.01)
            socket.transport.abort()


async def test_a_silent_peer_is_given_up(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """It no longer answers pings: its machine is gone, or its network."""
    monkeypatch.setattr("gateway.server.PING_SECONDS", 0.2)
    monkeypatch.setattr("gateway.server.PONG_SECONDS", 0.2)
    async with start() as running:
        ana, bob = running.someone(), running.someone("bob@example.org")
        async with ana.socket() as silent, bob.socket() as lively:
            silent.transport.pause_reading()
            await eventually(lambda: running.measured("vitae_sockets") == 1)
            await lively.send("{}")
            assert (await receive(lively))["type"] == "error"
            silent.transport.abort()


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
