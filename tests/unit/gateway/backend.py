"""The services behind the gateway, in memory: real gRPC servers of the real contracts."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from grpc_health.v1 import health_pb2
from vitae.analysis.v1 import analysis_pb2, analysis_pb2_grpc, interview_pb2, interview_pb2_grpc
from vitae.auth.v1 import auth_pb2, auth_pb2_grpc
from vitae.chat.v1 import chat_pb2, chat_pb2_grpc
from vitae.export.v1 import export_pb2, export_pb2_grpc
from vitae.upload.v1 import upload_pb2, upload_pb2_grpc

from libs.rpc.server import Mount, for_service, for_user, serving
from tests.support.keys import RpcKeys
from tests.support.ports import reserve_port
from tests.unit.gateway.stand_in_analysis import Analysis, Interview
from tests.unit.gateway.stand_in_auth import Auth
from tests.unit.gateway.stand_in_chat import Chat
from tests.unit.gateway.stand_in_export import Export
from tests.unit.gateway.stand_in_upload import Upload


def _access(service: Any, alone: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        method.name: for_service("gateway") if method.name in alone else for_user("gateway")
        for method in service.methods
    }


@dataclass
class Backend:
    """The services, with what tests look into."""

    auth: Auth
    upload: Upload
    analysis: Analysis
    interview: Interview
    chat: Chat
    export: Export
    addresses: dict[str, str]


@asynccontextmanager
async def backend(keys: RpcKeys) -> AsyncGenerator[Backend]:
    auth, upload, analysis = Auth(keys.keyring("auth")), Upload(), Analysis()
    interview, chat, export = Interview(), Chat(), Export()
    alone = ("Register", "Login", "Authenticate")
    mounts = {
        "auth": [
            Mount(
                auth_pb2_grpc.add_AuthServiceServicer_to_server,
                auth,
                "vitae.auth.v1.AuthService",
                _access(auth_pb2.DESCRIPTOR.services_by_name["AuthService"], alone),
            )
        ],
        "upload": [
            Mount(
                upload_pb2_grpc.add_UploadServiceServicer_to_server,
                upload,
                "vitae.upload.v1.UploadService",
                _access(upload_pb2.DESCRIPTOR.services_by_name["UploadService"]),
            )
        ],
        "analysis": [
            Mount(
                analysis_pb2_grpc.add_AnalysisServiceServicer_to_server,
                analysis,
                "vitae.analysis.v1.AnalysisService",
                _access(analysis_pb2.DESCRIPTOR.services_by_name["AnalysisService"]),
            ),
            Mount(
                interview_pb2_grpc.add_InterviewServiceServicer_to_server,
                interview,
                "vitae.analysis.v1.InterviewService",
                _access(interview_pb2.DESCRIPTOR.services_by_name["InterviewService"]),
            ),
        ],
        "chat": [
            Mount(
                chat_pb2_grpc.add_ChatServiceServicer_to_server,
                chat,
                "vitae.chat.v1.ChatService",
                _access(chat_pb2.DESCRIPTOR.services_by_name["ChatService"]),
            )
        ],
        "export": [
            Mount(
                export_pb2_grpc.add_ExportServiceServicer_to_server,
                export,
                "vitae.export.v1.ExportService",
                _access(export_pb2.DESCRIPTOR.services_by_name["ExportService"]),
            )
        ],
    }
    addresses: dict[str, str] = {}
    async with AsyncExitStack() as stack:
        for name, served in mounts.items():
            addresses[name] = f"127.0.0.1:{reserve_port()}"
            status = await stack.enter_async_context(
                serving(addresses[name], served, keys.keyring(name))
            )
            await status.set("queue", health_pb2.HealthCheckResponse.SERVING)
        yield Backend(auth, upload, analysis, interview, chat, export, addresses)
