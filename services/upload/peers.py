"""What upload asks of auth."""

from __future__ import annotations

from collections.abc import Sequence

from vitae.auth.v1 import auth_pb2, auth_pb2_grpc

from libs.rpc.channel import Peer


class Auth:
    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._stub = auth_pb2_grpc.AuthServiceStub(peer.channel)

    async def existing(self, user_ids: Sequence[str]) -> Sequence[str]:
        """Which of these users still have an account."""
        request = auth_pb2.FilterUsersRequest(user_ids=user_ids)
        answer = await self._peer.call(self._stub.FilterUsers, request, idempotent=True)
        return answer.existing_ids
