"""Who calls: by header, by cookie, for how long."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from gateway.auth import csrf_token
from tests.unit.gateway.conftest import Running, Start, eventually

ACCOUNT = {"email": "ana@example.org", "password": "pass word"}
ORIGIN = {"Origin": "http://localhost"}


async def register(running: Running) -> httpx.Response:
    answer = await running.http.post("/api/auth/register", json=ACCOUNT)
    assert answer.status_code == 201
    running.http.cookies.clear()  # a Secure cookie is not for this client's plain HTTP
    return answer


def cookie(answer: httpx.Response) -> str:
    return answer.headers["set-cookie"].partition(";")[0]


async def test_signing_up_gives_a_token_a_cookie_and_a_csrf_token(running: Running) -> None:
    answer = await register(running)
    body = answer.json()
    assert set(body) == {"token", "user", "csrf_token"}
    assert set(body["user"]) == {"id", "email", "name", "created_at"}
    assert body["user"]["created_at"].endswith("Z")
    set_cookie = answer.headers["set-cookie"]
    assert set_cookie.startswith(f"__Host-vitae={body['token']}; ")
    attributes = {part.strip().lower() for part in set_cookie.split(";")[1:]}
    assert {"httponly", "secure", "samesite=strict", "path=/"} <= attributes
    assert not any(part.startswith("domain") for part in attributes)
    assert body["csrf_token"] == csrf_token(body["token"]) != body["token"]


async def test_on_a_plain_network_the_cookie_does_without_secure(start: Start) -> None:
    async with start(public_url="http://vitae.lan") as running:
        set_cookie = (await register(running)).headers["set-cookie"]
        assert set_cookie.startswith("vitae=")
        assert "secure" not in set_cookie.lower()


async def test_no_token_a_wrong_one_and_nonsense_are_401(running: Running) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer token-of-nobody-at-all"},
        {"Authorization": "Bearer ' OR 1=1 --"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": "Bearer " + "x" * 5000},
        {"Cookie": "__Host-vitae=token-of-nobody-at-all"},
    ):
        answer = await running.http.get("/api/auth/me", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_reading_by_cookie_needs_no_more(running: Running) -> None:
    registered = await register(running)
    answer = await running.http.get("/api/auth/me", headers={"Cookie": cookie(registered)})
    assert answer.status_code == 200
    assert answer.json()["csrf_token"] == registered.json()["csrf_token"]


async def test_changing_by_cookie_needs_the_csrf_token_and_our_origin(running: Running) -> None:
    registered = await register(running)
    token = registered.json()["csrf_token"]
    base = {"Cookie": cookie(registered)}
    ours = f"http://localhost:{running.settings.http_port}"
    cases: list[tuple[dict[str, str], int, str]] = [
        ({}, 403, "csrf_failed"),
        ({"X-CSRF-Token": "0" * 64}, 403, "csrf_failed"),
        ({"X-CSRF-Token": "ü"}, 403, "csrf_failed"),
        ({"X-CSRF-Token": token, "Origin": "https://evil.example"}, 403, "origin_not_allowed"),
        ({"X-CSRF-Token": token, "Origin": "null"}, 403, "origin_not_allowed"),
        ({"X-CSRF-Token": token, "Origin": "http://localhost:1"}, 403, "origin_not_allowed"),
        ({"X-CSRF-Token": token, "Origin": "http://[broken"}, 403, "origin_not_allowed"),
    ]
    for headers, status, code in cases:
        sent = {name: value.encode("latin-1") for name, value in {**base, **headers}.items()}
        answer = await running.http.post("/api/auth/logout", headers=sent)  # type: ignore[arg-type]
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert running.backend.auth.calls.count("Logout") == 0
    headers = {**base, "X-CSRF-Token": token, "Origin": ours}
    answer = await running.http.post("/api/auth/logout", headers=headers)
    assert answer.status_code == 204
    assert 'vitae=""' in answer.headers["set-cookie"]
    answer = await running.http.get("/api/auth/me", headers=base)
    assert answer.status_code == 401


async def test_another_sites_page_can_not_sign_a_browser_in(running: Running) -> None:
    for path in ("/api/auth/register", "/api/auth/login"):
        answer = await running.http.post(
            path, json=ACCOUNT, headers={"Origin": "https://evil.example"}
        )
        assert answer.json()["code"] == "origin_not_allowed"
    assert not running.backend.auth.users


async def test_a_header_wins_over_a_cookie_and_needs_no_csrf_token(running: Running) -> None:
    registered = await register(running)
    bob = running.someone("bob@example.org")
    headers = {"Cookie": cookie(registered)}
    answer = await bob.call("GET", "/api/auth/me", headers=headers)
    assert answer.json()["user"]["email"] == "bob@example.org"
    assert answer.json()["csrf_token"] is None
    assert (await bob.call("POST", "/api/auth/logout", headers=headers)).status_code == 204


async def test_identities_are_cached(running: Running) -> None:
    ana = running.someone()
    for _ in range(5):
        assert (await ana.call("GET", "/api/uploads")).status_code == 200
    assert running.backend.auth.calls.count("Authenticate") == 1


async def test_identities_are_not_cached_for_long(start: Start) -> None:
    async with start(session_cache_seconds=0.05) as running:
        ana = running.someone()
        async with asyncio.timeout(5):
            while running.backend.auth.calls.count("Authenticate") < 2:
                await ana.call("GET", "/api/uploads")


async def test_many_at_once_ask_once(running: Running) -> None:
    ana = running.someone()
    running.backend.auth.hold = asyncio.Event()
    calls = [asyncio.create_task(ana.call("GET", "/api/uploads")) for _ in range(20)]
    await eventually(lambda: running.backend.auth.calls.count("Authenticate") == 1)
    running.backend.auth.hold.set()
    answers = await asyncio.gather(*calls)
    assert {answer.status_code for answer in answers} == {200}
    assert running.backend.auth.calls.count("Authenticate") == 1


async def test_one_who_gives_up_does_not_fail_the_others(running: Running) -> None:
    ana = running.someone()
    running.backend.auth.hold = asyncio.Event()
    first = asyncio.create_task(ana.call("GET", "/api/uploads"))
    await eventually(lambda: running.backend.auth.calls.count("Authenticate") == 1)
    second = asyncio.create_task(ana.call("GET", "/api/uploads"))
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    running.backend.auth.hold.set()
    assert (await second).status_code == 200


async def test_a_revoked_session_is_forgotten_at_once(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    for person in (ana, bob):
        assert (await person.call("GET", "/api/uploads")).status_code == 200
    running.backend.auth.sessions.clear()
    assert (await ana.call("GET", "/api/uploads")).status_code == 200  # nobody has said so yet
    await running.revoke(ana.user_id, ana.session_id)

    async def refused() -> bool:
        return (await ana.call("GET", "/api/uploads")).status_code == 401

    async with asyncio.timeout(5):
        while not await refused():
            pass
    assert (await bob.call("GET", "/api/uploads")).status_code == 200


async def test_a_revocation_that_overtakes_the_answer_is_not_lost(running: Running) -> None:
    ana, elsewhere = running.someone(), running.someone()
    auth = running.backend.auth
    async with elsewhere.socket() as socket:
        asked = auth.calls.count("Authenticate")
        auth.hold = asyncio.Event()
        asking = asyncio.create_task(ana.call("GET", "/api/uploads"))
        await eventually(lambda: auth.calls.count("Authenticate") > asked)
        auth.sessions.clear()  # auth has read the session, and now it ends
        await running.revoke(ana.user_id)
        await asyncio.wait_for(socket.wait_closed(), 5)  # the gateway has heard of it
    auth.hold.set()
    assert (await asking).status_code == 401


async def test_logout_here_needs_no_announcement(running: Running) -> None:
    ana = running.someone()
    assert (await ana.call("GET", "/api/auth/me")).status_code == 200
    assert (await ana.call("POST", "/api/auth/logout")).status_code == 204
    assert (await ana.call("GET", "/api/auth/me")).status_code == 401


async def test_a_new_password_ends_every_other_session_here_too(running: Running) -> None:
    first = running.someone()
    second = running.someone()
    for person in (first, second):
        assert (await person.call("GET", "/api/auth/me")).status_code == 200
    body = {"current_password": "pass word", "new_password": "other word"}
    answer = await first.call("POST", "/api/auth/password", json=body)
    assert answer.status_code == 200
    assert set(answer.json()) == {"token", "csrf_token"}
    assert "set-cookie" not in answer.headers
    assert (await second.call("GET", "/api/auth/me")).status_code == 401
    headers = {"Authorization": f"Bearer {answer.json()['token']}"}
    assert (await running.http.get("/api/auth/me", headers=headers)).status_code == 200


async def test_sessions_are_listed_and_ended(running: Running) -> None:
    first, second = running.someone(), running.someone()
    listed = (await first.call("GET", "/api/auth/sessions")).json()
    assert {item["id"]: item["current"] for item in listed["items"]} == {
        first.session_id: True,
        second.session_id: False,
    }
    assert listed["next_cursor"] is None
    path = f"/api/auth/sessions/{second.session_id}"
    assert (await first.call("DELETE", path)).status_code == 204
    assert (await second.call("GET", "/api/auth/me")).status_code == 401
    assert (await first.call("DELETE", path)).status_code == 404


async def test_deleting_the_account_needs_the_password(running: Running) -> None:
    ana = running.someone()
    answer = await ana.call("DELETE", "/api/auth/account", json={"password": "wrong"})
    assert answer.json()["code"] == "wrong_password"
    answer = await ana.call("DELETE", "/api/auth/account", json={"password": "pass word"})
    assert answer.status_code == 204
    assert (await ana.call("GET", "/api/auth/me")).status_code == 401


@pytest.mark.parametrize("size", [3])
async def test_the_cache_is_bounded(start: Start, size: int) -> None:
    async with start(session_cache_size=size) as running:
        for number in range(10):
            person = running.someone(f"p{number}@example.org")
            await person.call("GET", "/api/uploads")
        assert running.measured("vitae_sessions_cached") == size


@pytest.mark.parametrize(
    ("trusted", "forwarded", "seen"),
    [
        ("", "203.0.113.7", "127.0.0.1"),
        ("10.0.0.0/8", "203.0.113.7", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # what a client made up
        ("127.0.0.0/8,10.0.0.0/8", "203.0.113.7, 10.1.2.3", "203.0.113.7"),
    ],
)
async def test_an_address_is_believed_of_trusted_proxies_alone(
    start: Start, trusted: str, forwarded: str, seen: str
) -> None:
    """Sign-in limits count by it."""
    async with start(trusted_proxies=trusted) as running:
        headers = {"X-Forwarded-For": forwarded}
        await running.http.post("/api/auth/login", json=ACCOUNT, headers=headers)
        assert running.backend.auth.addresses == [seen]
