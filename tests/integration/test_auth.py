"""Accounts and sessions, through real gRPC with real tokens."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time

import pytest
from vitae.auth.v1 import auth_pb2 as pb

from tests.support.database import change, rows, value
from tests.support.people import PASSWORD, Person, Rpc, calling_as, somewhere
from tests.support.refusals import refused
from tests.support.stack import Stack

NO_ID = "01900000-0000-7000-8000-000000000000"


async def me(gateway: Rpc, person: Person) -> pb.User:
    return (await gateway.call("auth", "GetMe", pb.GetMeRequest(), person)).user


async def sessions(gateway: Rpc, person: Person) -> list[pb.Session]:
    request = pb.ListSessionsRequest(page_size=100)
    return list((await gateway.call("auth", "ListSessions", request, person)).sessions)


async def test_a_new_account_is_logged_in(gateway: Rpc) -> None:
    email = f"{secrets.token_hex(4)}@example.com"
    person = await gateway.register(f" {email.upper()} ", name=" Ada Example ")
    user = await me(gateway, person)
    assert (user.id, user.email, user.name) == (person.user_id, email, "Ada Example")
    assert abs(user.created_at.ToSeconds() - time.time()) < 60
    [session] = await sessions(gateway, person)
    assert session.current
    assert session.user_agent == "Tests/1.0"


async def test_login_opens_a_session_of_its_own(gateway: Rpc, ada: Person) -> None:
    again = await gateway.login(ada.email.upper())
    assert again.user_id == ada.user_id
    assert again.session_id != ada.session_id
    assert again.token != ada.token
    assert {s.id: s.current for s in await sessions(gateway, again)} == {
        ada.session_id: False,
        again.session_id: True,
    }


async def test_an_email_has_one_account(gateway: Rpc, ada: Person) -> None:
    request = pb.RegisterRequest(email=ada.email.upper(), password=PASSWORD, client=somewhere())
    await refused(gateway.call("auth", "Register", request), "EMAIL_TAKEN")


async def test_two_who_register_one_email_at_once(gateway: Rpc) -> None:
    email = f"{secrets.token_hex(4)}@example.com"
    results = await asyncio.gather(
        *(gateway.register(email) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(result, Person) for result in results) == 1


@pytest.mark.parametrize(
    ("email", "password", "name", "reason"),
    [
        ("not-an-email", PASSWORD, "", "EMAIL_INVALID"),
        ("new@example.com", "short", "", "PASSWORD_UNFIT"),
        ("new@example.com", "x" * 129, "", "PASSWORD_UNFIT"),
        ("new-one@example.com", "New-One@example.com", "", "PASSWORD_UNFIT"),
        ("new@example.com", PASSWORD, "x" * 201, "NAME_INVALID"),
        ("new@example.com", PASSWORD, "A\0da", "NAME_INVALID"),
    ],
)
async def test_what_no_account_can_be_made_of(
    gateway: Rpc, email: str, password: str, name: str, reason: str
) -> None:
    request = pb.RegisterRequest(email=email, password=password, name=name, client=somewhere())
    await refused(gateway.call("auth", "Register", request), reason)


@pytest.mark.parametrize("email", ["nobody@example.com", "not an email", "", "a\0b@example.com"])
async def test_an_unknown_email_and_a_wrong_password_get_one_answer(
    gateway: Rpc, ada: Person, email: str
) -> None:
    unknown = await refused(gateway.login(email), "INVALID_CREDENTIALS")
    wrong = await refused(gateway.login(ada.email, "wrong password"), "INVALID_CREDENTIALS")
    assert (unknown.kind, str(unknown), unknown.details) == (wrong.kind, str(wrong), wrong.details)


async def test_nothing_in_the_database_is_a_token_or_a_password(stack: Stack, ada: Person) -> None:
    url = stack.database_urls["auth"]
    hashed = await value(url, "SELECT token_hash FROM sessions WHERE user_id = %s", [ada.user_id])
    assert hashed == hashlib.sha256(ada.token.encode()).digest()
    password_hash = await value(url, "SELECT password_hash FROM users WHERE id = %s", [ada.user_id])
    assert password_hash.startswith("$argon2id$v=19$m=47104,t=1,p=1$")
    logged = stack["auth"].log()
    assert ada.token not in logged
    assert PASSWORD not in logged
    assert ada.email not in logged


async def test_an_identity_lasts_minutes_and_never_longer_than_its_session(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    request = pb.AuthenticateRequest(token=ada.token)
    answer = await gateway.call("auth", "Authenticate", request)
    assert 290 < answer.expires_at.ToSeconds() - time.time() <= 300
    await change(
        stack.database_urls["auth"],
        "UPDATE sessions SET expires_at = now() + interval '20 s' WHERE id = %s",
        [ada.session_id],
    )
    answer = await gateway.call("auth", "Authenticate", request)
    assert answer.expires_at.ToSeconds() - time.time() <= 20
    known = stack.keys.keyring("upload").verify_identity(answer.identity)
    assert (known.user_id, known.session_id) == (ada.user_id, ada.session_id)
    assert known.expires_at - time.time() <= 20


async def test_an_expired_session_is_none(stack: Stack, gateway: Rpc, ada: Person) -> None:
    await change(
        stack.database_urls["auth"],
        "UPDATE sessions SET created_at = now() - interval '2 d', expires_at = now() WHERE id = %s",
        [ada.session_id],
    )
    await refused(gateway.authenticated(ada.token), "SESSION_INVALID")
    other = await gateway.login(ada.email)
    assert [s.id for s in await sessions(gateway, other)] == [other.session_id]


async def test_use_prolongs_a_session_at_most_once_a_minute(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    url = stack.database_urls["auth"]

    async def state() -> tuple[object, object]:
        [row] = await rows(
            url, "SELECT last_seen_at, expires_at FROM sessions WHERE id = %s", [ada.session_id]
        )
        return row

    before = await state()
    await gateway.authenticated(ada.token)
    assert await state() == before
    await change(
        url,
        "UPDATE sessions SET last_seen_at = last_seen_at - interval '61 s',"
        " expires_at = expires_at - interval '61 s' WHERE id = %s",
        [ada.session_id],
    )
    await gateway.authenticated(ada.token)
    after = await state()
    assert after > before
    await gateway.authenticated(ada.token)
    assert await state() == after


async def test_logout_ends_this_session_alone(gateway: Rpc, ada: Person) -> None:
    other = await gateway.login(ada.email)
    await gateway.call("auth", "Logout", pb.LogoutRequest(), ada)
    await refused(gateway.authenticated(ada.token), "SESSION_INVALID")
    await gateway.authenticated(other.token)
    # Its identity may live a little longer; logging out again is no error.
    await gateway.call("auth", "Logout", pb.LogoutRequest(), ada)


async def test_one_session_is_revoked_by_another(gateway: Rpc, ada: Person, bob: Person) -> None:
    other = await gateway.login(ada.email)
    request = pb.RevokeSessionRequest(session_id=ada.session_id)
    await refused(gateway.call("auth", "RevokeSession", request, bob), "SESSION_NOT_FOUND")
    await gateway.authenticated(ada.token)
    await gateway.call("auth", "RevokeSession", request, other)
    await refused(gateway.authenticated(ada.token), "SESSION_INVALID")
    await refused(gateway.call("auth", "RevokeSession", request, other), "SESSION_NOT_FOUND")


@pytest.mark.parametrize("session_id", ["", "x", NO_ID, NO_ID.replace("-", "")])
async def test_a_session_that_is_none(gateway: Rpc, ada: Person, session_id: str) -> None:
    request = pb.RevokeSessionRequest(session_id=session_id)
    await refused(gateway.call("auth", "RevokeSession", request, ada), "SESSION_NOT_FOUND")


async def test_sessions_come_in_pages_newest_first(gateway: Rpc, ada: Person) -> None:
    opened = [ada.session_id, *[(await gateway.login(ada.email)).session_id for _ in range(4)]]
    seen: list[str] = []
    cursor = ""
    while True:
        request = pb.ListSessionsRequest(page_size=2, page_token=cursor)
        page = await gateway.call("auth", "ListSessions", request, ada)
        seen += [session.id for session in page.sessions]
        cursor = page.next_page_token
        if not cursor:
            break
    assert seen == opened[::-1]
    for bad in (
        pb.ListSessionsRequest(page_size=101),
        pb.ListSessionsRequest(page_size=-1),
        pb.ListSessionsRequest(page_token="x"),
    ):
        await refused(gateway.call("auth", "ListSessions", bad, ada), "INVALID_ARGUMENT")


async def test_a_new_password_ends_every_other_session_and_rotates_its_own(
    gateway: Rpc, ada: Person
) -> None:
    other = await gateway.login(ada.email)
    request = pb.ChangePasswordRequest(
        current_password=PASSWORD, new_password="a new password", client=somewhere()
    )
    answer = await gateway.call("auth", "ChangePassword", request, ada)
    for token in (ada.token, other.token):
        await refused(gateway.authenticated(token), "SESSION_INVALID")
    renewed = await gateway.authenticated(answer.token)
    assert renewed.user_id == ada.user_id
    assert [s.id for s in await sessions(gateway, renewed)] == [renewed.session_id]
    await refused(gateway.login(ada.email, PASSWORD), "INVALID_CREDENTIALS")
    await gateway.login(ada.email, "a new password")


async def test_the_password_changes_for_who_knows_it_alone(gateway: Rpc, ada: Person) -> None:
    def request(current: str, new: str) -> pb.ChangePasswordRequest:
        return pb.ChangePasswordRequest(
            current_password=current, new_password=new, client=somewhere()
        )

    for asked, reason in (
        (request("wrong password", "a new password"), "WRONG_PASSWORD"),
        (request("", "a new password"), "WRONG_PASSWORD"),
        (request(PASSWORD, "short"), "PASSWORD_UNFIT"),
        (request(PASSWORD, ada.email), "PASSWORD_UNFIT"),
    ):
        await refused(gateway.call("auth", "ChangePassword", asked, ada), reason)
    await gateway.authenticated(ada.token)
    await gateway.login(ada.email, PASSWORD)


async def test_an_old_hash_is_renewed_at_login(stack: Stack, gateway: Rpc, ada: Person) -> None:
    from argon2 import PasswordHasher

    url = stack.database_urls["auth"]
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    await change(url, "UPDATE users SET password_hash = %s WHERE id = %s", [old, ada.user_id])
    await refused(gateway.login(ada.email, "wrong password"), "INVALID_CREDENTIALS")
    await gateway.login(ada.email)
    renewed = await value(url, "SELECT password_hash FROM users WHERE id = %s", [ada.user_id])
    assert renewed.startswith("$argon2id$v=19$m=47104,t=1,p=1$")
    await gateway.login(ada.email)


async def test_deleting_the_account_needs_the_password_and_leaves_nothing(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    wrong = pb.DeleteAccountRequest(password="wrong password", client=somewhere())
    await refused(gateway.call("auth", "DeleteAccount", wrong, ada), "WRONG_PASSWORD")
    right = pb.DeleteAccountRequest(password=PASSWORD, client=somewhere())
    await gateway.call("auth", "DeleteAccount", right, ada)
    await refused(gateway.authenticated(ada.token), "SESSION_INVALID")
    await refused(gateway.call("auth", "GetMe", pb.GetMeRequest(), ada), "SESSION_INVALID")
    await refused(gateway.login(ada.email), "INVALID_CREDENTIALS")
    await refused(gateway.call("auth", "DeleteAccount", right, ada), "SESSION_INVALID")
    left = await rows(
        stack.database_urls["auth"],
        "SELECT user_id FROM sessions WHERE user_id = %s UNION SELECT id FROM users WHERE id = %s",
        [ada.user_id, ada.user_id],
    )
    assert not left
    # The email is free again, for another account.
    assert (await gateway.register(ada.email)).user_id != ada.user_id


async def test_sessions_and_accounts_survive_a_crash(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    stack["auth"].kill()
    await refused(gateway.call("auth", "GetMe", pb.GetMeRequest(), ada), "SERVICE_UNAVAILABLE")
    stack.spawn("auth")
    await gateway.reach("auth")
    assert (await me(gateway, await gateway.authenticated(ada.token))).id == ada.user_id


async def test_auth_drains_and_says_how_it_ended(stack: Stack, gateway: Rpc) -> None:
    replica = stack.add("auth", "auth-drained")
    stack.start("auth-drained")
    address = {"auth": replica.address}
    async with calling_as("gateway", stack.keys.keyring("gateway"), address) as caller:
        under_way = asyncio.create_task(caller.register())
        await asyncio.sleep(0.02)
        started = time.monotonic()
        code = await asyncio.to_thread(replica.stop)
        assert code == 0
        assert time.monotonic() - started < 10
        await asyncio.gather(under_way, return_exceptions=True)
    stack.remove("auth-drained")


async def test_a_user_keeps_the_newest_sessions(stack: Stack, ada: Person) -> None:
    replica = stack.add("auth", "auth-few-sessions", SESSIONS_PER_USER="2")
    stack.start("auth-few-sessions")
    address = {"auth": replica.address}
    async with calling_as("gateway", stack.keys.keyring("gateway"), address) as caller:
        second = await caller.login(ada.email)
        third = await caller.login(ada.email)
        await refused(caller.authenticated(ada.token), "SESSION_INVALID")
        await caller.authenticated(second.token)
        await caller.authenticated(third.token)
    stack.remove("auth-few-sessions")


async def test_sign_up_can_be_closed(stack: Stack, ada: Person) -> None:
    replica = stack.add("auth", "auth-closed", SIGN_UP="closed")
    stack.start("auth-closed")
    address = {"auth": replica.address}
    async with calling_as("gateway", stack.keys.keyring("gateway"), address) as caller:
        await refused(caller.register(), "SIGN_UP_CLOSED")
        await caller.login(ada.email)
    stack.remove("auth-closed")


async def test_which_users_still_exist(analysis: Rpc, ada: Person, bob: Person) -> None:
    ids = [ada.user_id, NO_ID, "x", "", bob.user_id]
    answer = await analysis.call("auth", "FilterUsers", pb.FilterUsersRequest(user_ids=ids))
    assert sorted(answer.existing_ids) == sorted([ada.user_id, bob.user_id])
    many = pb.FilterUsersRequest(user_ids=[NO_ID] * 1001)
    await refused(analysis.call("auth", "FilterUsers", many), "INVALID_ARGUMENT")
