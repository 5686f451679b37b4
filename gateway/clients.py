"""The services behind the gateway: a channel and a stub each."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from vitae.analysis.v1.analysis_pb2_grpc import AnalysisServiceStub
from vitae.analysis.v1.interview_pb2_grpc import InterviewServiceStub
from vitae.auth.v1.auth_pb2_grpc import AuthServiceStub
from vitae.chat.v1.chat_pb2_grpc import ChatServiceStub
from vitae.export.v1.export_pb2_grpc import ExportServiceStub
from vitae.upload.v1.upload_pb2_grpc import UploadServiceStub

from gateway.settings import GatewaySettings
from libs.rpc.channel import Peer, peer
from libs.rpc.identity import Keyring

if TYPE_CHECKING:
    from vitae.analysis.v1.analysis_pb2_grpc import AnalysisServiceAsyncStub
    from vitae.analysis.v1.interview_pb2_grpc import InterviewServiceAsyncStub
    from vitae.auth.v1.auth_pb2_grpc import AuthServiceAsyncStub
    from vitae.chat.v1.chat_pb2_grpc import ChatServiceAsyncStub
    from vitae.export.v1.export_pb2_grpc import ExportServiceAsyncStub
    from vitae.upload.v1.upload_pb2_grpc import UploadServiceAsyncStub

Stub = TypeVar("Stub")


@dataclass(frozen=True, slots=True)
class Client(Generic[Stub]):
    """`await client.peer.call(client.stub.Method, request)`"""

    peer: Peer
    stub: Stub


@dataclass(frozen=True, slots=True)
class Clients:
    auth: Client[AuthServiceAsyncStub]
    upload: Client[UploadServiceAsyncStub]
    analysis: Client[AnalysisServiceAsyncStub]
    interview: Client[InterviewServiceAsyncStub]
    export: Client[ExportServiceAsyncStub]
    chat: Client[ChatServiceAsyncStub]


@asynccontextmanager
async def clients(settings: GatewaySettings) -> AsyncGenerator[Clients]:
    """Channels to all services while entered. None needs to be up yet."""
    keyring = Keyring("gateway", settings.rpc_key, settings.rpc_keyring)
    async with AsyncExitStack() as stack:

        async def open_to(name: str, address: str) -> Peer:
            return await stack.enter_async_context(peer(name, address, keyring))

        auth = await open_to("auth", settings.auth_address)
        upload = await open_to("upload", settings.upload_address)
        analysis = await open_to("analysis", settings.analysis_address)
        export = await open_to("export", settings.export_address)
        chat = await open_to("chat", settings.chat_address)
        yield Clients(
            auth=Client(auth, AuthServiceStub(auth.channel)),
            upload=Client(upload, UploadServiceStub(upload.channel)),
            analysis=Client(analysis, AnalysisServiceStub(analysis.channel)),
            interview=Client(analysis, InterviewServiceStub(analysis.channel)),
            export=Client(export, ExportServiceStub(export.channel)),
            chat=Client(chat, ChatServiceStub(chat.channel)),
        )
