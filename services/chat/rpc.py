"""ChatService on the wire."""

from __future__ import annotations

from collections.abc import Mapping

from vitae.chat.v1 import chat_pb2 as pb
from vitae.chat.v1 import chat_pb2_grpc

from libs.rpc.server import Access, for_user

NAME = pb.DESCRIPTOR.services_by_name["ChatService"].full_name
ACCESS: Mapping[str, Access] = {
    "ListMessages": for_user("gateway"),
}


class ChatRpc(chat_pb2_grpc.ChatServiceServicer):
    """Not built yet: what is not overridden answers UNIMPLEMENTED."""


def chat_rpc() -> ChatRpc:
    return ChatRpc()  # pyright: ignore[reportAbstractUsage] - the base answers for it
