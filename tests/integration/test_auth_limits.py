"""Sign-in limits: counted in the database, per account and address, and forgotten in time."""

from __future__ import annotations

import asyncio
import secrets
import statistics
import time
from collections.abc import Awaitable

from vitae.auth.v1 import auth_pb2 as pb

from libs.rpc.errors import DomainError
from tests.support.database import change, rows
from tests.support.people import PASSWORD, Person, Rpc, calling_as, somewhere
from tests.support.probes import eventually
from tests.support.refusals import refused
from tests.support.stack import Stack

WRONG = "wrong password"
MOST_DIFFERENCE = 0.005  # seconds


async def outcome(call: Awaitable[object]) -> str:
    try:
        await call
    except DomainError as error:
        return error.reason
    return "ok"


async def age(stack: Stack, client: pb.Client, seconds: int) -> None:
    """As if so much time had passed for the tries from there."""
    await change(
        stack.database_urls["auth"],
        "UPDATE attempts SET attempted_at = attempted_at - make_interval(secs => %s)"
        " WHERE address = %s",
        [seconds, client.address],
    )


async def test_five_wrong_passwords_then_not_even_the_right_one_for_a_while(
    stack: Stack, gateway: Rpc, ada: Person, bob: Person
) -> None:
    here = somewhere()
    for _ in range(5):
        await refused(gateway.login(ada.email, WRONG, here), "INVALID_CREDENTIALS")
    error = await refused(gateway.login(ada.email, PASSWORD, here), "TOO_MANY_TRIES")
    assert 890 <= int(error.details["retry_after"]) <= 900
    # Neither somebody else from there, nor she from elsewhere, is kept out.
    await gateway.login(bob.email, PASSWORD, here)
    await gateway.login(ada.email, PASSWORD, somewhere())
    # And nobody for good.
    await age(stack, here, 901)
    await gateway.login(ada.email, PASSWORD, here)


async def test_refused_tries_do_not_prolong_the_wait(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    here = somewhere()
    for _ in range(5):
        await outcome(gateway.login(ada.email, WRONG, here))
    await age(stack, here, 600)
    first = await refused(gateway.login(ada.email, WRONG, here), "TOO_MANY_TRIES")
    second = await refused(gateway.login(ada.email, WRONG, here), "TOO_MANY_TRIES")
    assert int(second.details["retry_after"]) <= int(first.details["retry_after"]) <= 300


async def test_the_right_password_forgives_what_was_mistyped(gateway: Rpc, ada: Person) -> None:
    here = somewhere()
    for _ in range(3):
        for _ in range(4):
            await refused(gateway.login(ada.email, WRONG, here), "INVALID_CREDENTIALS")
        await gateway.login(ada.email, PASSWORD, here)


async def test_an_unknown_email_is_limited_just_the_same(gateway: Rpc) -> None:
    here = somewhere()
    email = f"{secrets.token_hex(4)}@example.com"
    seen = [await outcome(gateway.login(email, WRONG, here)) for _ in range(6)]
    assert seen == ["INVALID_CREDENTIALS"] * 5 + ["TOO_MANY_TRIES"]


async def test_many_tries_at_once_do_not_slip_through(gateway: Rpc, ada: Person) -> None:
    here = somewhere()
    tries = [gateway.login(ada.email, WRONG, here) for _ in range(15)]
    seen = await asyncio.gather(*(outcome(each) for each in tries))
    assert seen.count("INVALID_CREDENTIALS") == 5
    assert seen.count("TOO_MANY_TRIES") == 10


async def test_the_limit_survives_a_restart(stack: Stack, gateway: Rpc, ada: Person) -> None:
    here = somewhere()
    for _ in range(5):
        await outcome(gateway.login(ada.email, WRONG, here))
    stack.restart("auth")
    await gateway.reach("auth")
    await refused(gateway.login(ada.email, PASSWORD, here), "TOO_MANY_TRIES")


async def test_twenty_tries_a_minute_from_one_address(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    here = somewhere()
    for number in range(20):
        email = f"{number}-{secrets.token_hex(4)}@example.com"
        await refused(gateway.login(email, WRONG, here), "INVALID_CREDENTIALS")
    error = await refused(gateway.login(ada.email, PASSWORD, here), "TOO_MANY_TRIES")
    assert 1 <= int(error.details["retry_after"]) <= 60
    await age(stack, here, 61)
    await gateway.login(ada.email, PASSWORD, here)


async def test_an_ipv6_network_is_one_address(gateway: Rpc, ada: Person) -> None:
    network = f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}"
    for number in range(5):
        here = pb.Client(address=f"{network}::{number + 1}")
        await outcome(gateway.login(ada.email, WRONG, here))
    here = pb.Client(address=f"{network}:ffff::1")
    await refused(gateway.login(ada.email, PASSWORD, here), "TOO_MANY_TRIES")


async def test_signing_up_is_limited_per_address(gateway: Rpc, ada: Person) -> None:
    """So that nobody reads off in bulk who has an account."""
    here = somewhere()
    request = pb.RegisterRequest(email=ada.email, password=PASSWORD, client=here)
    tries = [gateway.call("auth", "Register", request) for _ in range(21)]
    seen = [await outcome(each) for each in tries]
    assert seen == ["EMAIL_TAKEN"] * 20 + ["TOO_MANY_TRIES"]
    # Logging in from there is another matter.
    await gateway.login(ada.email, PASSWORD, here)


async def test_guessing_by_way_of_other_calls_counts_as_well(gateway: Rpc, ada: Person) -> None:
    here = somewhere()
    change_it = pb.ChangePasswordRequest(
        current_password=WRONG, new_password="a new password", client=here
    )
    for _ in range(5):
        await refused(gateway.call("auth", "ChangePassword", change_it, ada), "WRONG_PASSWORD")
    delete = pb.DeleteAccountRequest(password=PASSWORD, client=here)
    await refused(gateway.call("auth", "DeleteAccount", delete, ada), "TOO_MANY_TRIES")


async def test_old_tries_and_expired_sessions_are_pruned(stack: Stack, ada: Person) -> None:
    url = stack.database_urls["auth"]
    here = somewhere()
    stack.add("auth", "auth-pruning", PRUNE_SECONDS="0.2")
    stack.start("auth-pruning")
    address = {"auth": stack.address("auth-pruning")}
    async with calling_as("gateway", stack.keys.keyring("gateway"), address) as caller:
        await outcome(caller.login(ada.email, WRONG, here))
        await age(stack, here, 901)
        session = (await caller.login(ada.email)).session_id
        await change(
            url,
            "UPDATE sessions SET created_at = now() - interval '2 d',"
            " expires_at = now() - interval '1 s' WHERE id = %s",
            [session],
        )

        async def gone() -> bool:
            return not await rows(
                url,
                "SELECT id FROM attempts WHERE address = %s"
                " UNION SELECT id FROM sessions WHERE id = %s",
                [here.address, session],
            )

        await eventually(gone)
        await caller.authenticated(ada.token)
    stack.remove("auth-pruning")


async def test_a_storm_of_logins_is_answered_busy_and_not_queued_for_ever(
    stack: Stack, ada: Person
) -> None:
    stack.add("auth", "auth-busy", PASSWORD_HASH_QUEUE="1", PASSWORD_HASHES_AT_ONCE="1")
    stack.start("auth-busy")
    address = {"auth": stack.address("auth-busy")}
    async with calling_as("gateway", stack.keys.keyring("gateway"), address) as caller:
        tries = [caller.login(ada.email, PASSWORD, somewhere()) for _ in range(12)]
        results = await asyncio.gather(*tries, return_exceptions=True)
        busy = [each for each in results if isinstance(each, DomainError)]
        assert {each.reason for each in busy} == {"SIGN_IN_BUSY"}
        assert all(int(each.details["retry_after"]) > 0 for each in busy)
        assert any(isinstance(each, Person) for each in results)
        # A try that was never judged counts against nobody.
        await caller.login(ada.email)
    stack.remove("auth-busy")


async def test_an_unknown_email_takes_as_long_as_a_known_one(stack: Stack, ada: Person) -> None:
    """By the median of pairs. On a busy machine that takes many of them; an answer that gave
    itself away, by not hashing, would be off by tens of milliseconds in every one.
    """
    stack.add("auth", "auth-timed", SIGN_IN_PER_MINUTE="100000")
    stack.start("auth-timed")
    address = {"auth": stack.address("auth-timed")}
    differences: list[float] = []
    async with calling_as("gateway", stack.keys.keyring("gateway"), address) as caller:

        async def seconds(email: str) -> float:
            started = time.perf_counter()
            await refused(caller.login(email, WRONG), "INVALID_CREDENTIALS")
            return time.perf_counter() - started

        while len(differences) < 30 or (
            abs(statistics.median(differences)) > MOST_DIFFERENCE and len(differences) < 300
        ):
            known, unknown = ada.email, f"{secrets.token_hex(8)}@example.com"
            if len(differences) % 2:
                difference = await seconds(known) - await seconds(unknown)
            else:
                difference = -(await seconds(unknown) - await seconds(known))
            differences.append(difference)
    assert abs(statistics.median(differences)) <= MOST_DIFFERENCE
    stack.remove("auth-timed")
