"""How /ws ends, over real connections."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from vitae.analysis.v1 import analysis_pb2 as pb

from gateway.server import server
from libs.rpc.errors import Kind
from tests.unit.gateway.calls import error, now
from tests.unit.gateway.chatting import receive, until_closed
from tests.unit.gateway.conftest import Running, Start, eventually

WEBSOCKET = Path(__file__).parents[3] / "docs" / "websocket.md"


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


async def test_who_takes_nothing_is_disconnected_though_its_queue_has_room(start: Start) -> None:
    async with start(socket_send_seconds=0.3, socket_queue=1000) as running:
        ana = running.someone()
        async with ana.socket(max_queue=1) as socket:
            socket.transport.pause_reading()
            for number in range(500):  # more than the network between holds
                big = pb.Job(job_id=f"j{number}", error_message="x" * 100_000, created_at=now())
                await running.announce(ana.user_id, big)
            await eventually(lambda: running.measured("vitae_sockets") == 0)
            socket.transport.abort()


async def test_a_silent_peer_is_asked_after_54_seconds_and_given_up_after_60(
    running: Running,
) -> None:
    """What the server is told; that it then does so is the next test."""
    config = server(running.gateway.app, running.settings).config
    assert config.ws_ping_interval == 54
    assert config.ws_ping_timeout == 60 - 54
    assert "pings every 54 s and gives up after 6 s more" in WEBSOCKET.read_text()


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
