"""ChatService over gRPC: proto ↔ domain. No rules, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

from vitae.chat.v1 import chat_pb2 as pb
from vitae.chat.v1 import chat_pb2_grpc

from libs.rpc.server import Access, Mount, for_user
from libs.runtime.context import caller
from services.chat.message import Message
from services.chat.service import ChatService

NAME = pb.DESCRIPTOR.services_by_name["ChatService"].full_name
ACCESS: Mapping[str, Access] = {
    "SendMessage": for_user("gateway"),
    "CancelMessage": for_user("gateway"),
    "ResumeMessage": for_user("gateway"),
    "ListMessages": for_user("gateway"),
}


def to_proto(message: Message) -> pb.ChatMessage:
    """A message for the wire."""
    return pb.ChatMessage(
        message_id=message.message_id,
        job_id=message.job_id,
        role=pb.Role.Value(f"ROLE_{message.role.upper()}"),
        content=message.content,
        # The library takes a datetime.
        created_at=cast("Any", message.created_at),
        status=pb.MessageStatus.Value(f"MESSAGE_STATUS_{message.status.upper()}"),
        seq=message.seq,
        from_qa=message.from_qa,
        engine=message.engine,
        citations=[pb.Citation(**asdict(found)) for found in message.citations],
        client_id=message.client_id or "",
        reply_to=message.reply_to or "",
        error_code=message.error_code or "",
        error_message=message.error_message or "",
    )


class ChatRpc(chat_pb2_grpc.ChatServiceServicer):
    def __init__(self, service: ChatService) -> None:
        self._service = service

    async def SendMessage(
        self, request: pb.SendMessageRequest, context: Any
    ) -> pb.SendMessageResponse:
        message, reply = await self._service.send(
            caller().user_id,
            request.job_id,
            request.content,
            request.client_id,
            fresh=request.fresh,
        )
        return pb.SendMessageResponse(message=to_proto(message), reply=to_proto(reply))

    async def CancelMessage(
        self, request: pb.CancelMessageRequest, context: Any
    ) -> pb.CancelMessageResponse:
        message = await self._service.cancel(caller().user_id, request.message_id)
        return pb.CancelMessageResponse(message=to_proto(message))

    async def ResumeMessage(
        self, request: pb.ResumeMessageRequest, context: Any
    ) -> pb.ResumeMessageResponse:
        found = await self._service.resume(caller().user_id, request.message_id, request.after)
        response = pb.ResumeMessageResponse()
        if found.seq > max(request.after, 0):
            response.delta.CopyFrom(
                pb.ChatDelta(
                    message_id=request.message_id,
                    job_id=found.message.job_id,
                    seq=found.seq,
                    content=found.text,
                )
            )
        if found.ended:
            response.message.CopyFrom(to_proto(found.message))
        return response

    async def ListMessages(
        self, request: pb.ListMessagesRequest, context: Any
    ) -> pb.ListMessagesResponse:
        page = await self._service.history(
            caller().user_id, request.job_id, request.page_size, request.page_token
        )
        return pb.ListMessagesResponse(
            messages=[to_proto(message) for message in page.items],
            next_page_token=page.next_cursor,
        )


def mount(service: ChatService) -> Mount:
    register = chat_pb2_grpc.add_ChatServiceServicer_to_server
    return Mount(register, ChatRpc(service), NAME, ACCESS)
