"""Who ends a session tells every gateway at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from nats.aio.subscription import Subscription
from vitae.auth.v1 import auth_pb2 as pb
from vitae.events.v1.events_pb2 import SessionsRevoked

from libs.bus.topology import SESSIONS_REVOKED
from tests.support.bus import bus_of
from tests.support.people import PASSWORD, Person, Rpc, somewhere
from tests.support.stack import Stack


@asynccontextmanager
async def hearing(stack: Stack) -> AsyncGenerator[Subscription]:
    """A gateway's own ear on the bus."""
    async with bus_of(stack.nats, "gateway") as bus:
        subscription = await bus.subscribe(SESSIONS_REVOKED)
        await bus.flush()
        yield subscription


async def next_of(subscription: Subscription, user_id: str) -> list[str]:
    """The ids of the next announcement about that user; empty means all."""
    async with asyncio.timeout(10):
        while True:
            message = await subscription.next_msg(timeout=10)
            event = SessionsRevoked.FromString(message.data)
            if event.user_id == user_id:
                return sorted(event.session_ids)


async def test_every_end_of_a_session_is_announced(stack: Stack, gateway: Rpc, ada: Person) -> None:
    async with hearing(stack) as announced:
        other = await gateway.login(ada.email)
        await gateway.call("auth", "Logout", pb.LogoutRequest(), other)
        assert await next_of(announced, ada.user_id) == [other.session_id]

        other = await gateway.login(ada.email)
        revoke = pb.RevokeSessionRequest(session_id=other.session_id)
        await gateway.call("auth", "RevokeSession", revoke, ada)
        assert await next_of(announced, ada.user_id) == [other.session_id]

        other = await gateway.login(ada.email)
        password = pb.ChangePasswordRequest(
            current_password=PASSWORD, new_password="a new password", client=somewhere()
        )
        changed = await gateway.call("auth", "ChangePassword", password, ada)
        ended = sorted([ada.session_id, other.session_id])
        assert await next_of(announced, ada.user_id) == ended

        renewed = await gateway.authenticated(changed.token)
        delete = pb.DeleteAccountRequest(password="a new password", client=somewhere())
        await gateway.call("auth", "DeleteAccount", delete, renewed)
        assert await next_of(announced, ada.user_id) == []
