"""Who may open /ws, and how: over real connections."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from websockets.exceptions import InvalidStatus

from tests.unit.gateway.chatting import receive, until_closed
from tests.unit.gateway.conftest import Running, Start, eventually

CONNECTED = {"type": "system", "content": "Connected"}


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
    unknown = "nobody" in str(first)  # a token, but none of ours
    assert said[0]["content"].startswith("Sign in again" if unknown else "The first message")


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
