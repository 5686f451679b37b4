"""What auth tells the others."""

from __future__ import annotations

from collections.abc import Sequence

from vitae.events.v1 import events_pb2

from libs.bus.connection import Bus
from libs.bus.topology import SESSIONS_REVOKED

# Who may hold a part of a user's data, and confirms that it has erased it.
KEEPERS_OF_USERS = ("upload", "analysis", "export", "chat")


def user_deleted(user_id: str) -> bytes:
    return events_pb2.UserDeleted(user_id=user_id).SerializeToString()


class Announcer:
    """Tells the gateways that sessions have ended, so that caches and sockets go at once."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def revoked(self, user_id: str, session_ids: Sequence[str] = ()) -> None:
        """No ids: every session of the user."""
        event = events_pb2.SessionsRevoked(user_id=user_id, session_ids=session_ids)
        await self._bus.announce(SESSIONS_REVOKED, event.SerializeToString())
