"""Calls the services as the gateway does, for people who have registered."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from vitae.analysis.v1 import analysis_pb2_grpc, interview_pb2_grpc, passage_pb2_grpc
from vitae.auth.v1 import auth_pb2 as auth_pb
from vitae.auth.v1 import auth_pb2_grpc
from vitae.chat.v1 import chat_pb2_grpc
from vitae.export.v1 import export_pb2_grpc
from vitae.upload.v1 import upload_pb2 as upload_pb
from vitae.upload.v1 import upload_pb2_grpc

from libs.rpc.channel import Peer, peer
from libs.rpc.identity import Keyring
from libs.runtime.context import Caller, act_for
from tests.support.probes import eventually

PASSWORD = "correct horse battery"
SECONDS = 30.0
STUBS: dict[str, Any] = {
    "auth": auth_pb2_grpc.AuthServiceStub,
    "upload": upload_pb2_grpc.UploadServiceStub,
    "analysis": analysis_pb2_grpc.AnalysisServiceStub,
    "passages": passage_pb2_grpc.PassageServiceStub,
    "interview": interview_pb2_grpc.InterviewServiceStub,
    "export": export_pb2_grpc.ExportServiceStub,
    "chat": chat_pb2_grpc.ChatServiceStub,
}
# The process that serves it, where that has another name.
PROCESS_OF = {"passages": "analysis", "interview": "analysis"}


@dataclass(frozen=True)
class Person:
    """Somebody who has logged in."""

    email: str
    token: str
    user_id: str
    session_id: str
    identity: str
    password: str = PASSWORD


def somewhere() -> auth_pb.Client:
    """An address nobody else in the tests calls from: limits of one test don't reach another."""
    parts = ".".join(str(secrets.randbelow(254) + 1) for _ in range(3))
    return auth_pb.Client(address=f"10.{parts}", user_agent="Tests/1.0")


class Rpc:
    """A process that calls services with its own key."""

    def __init__(self, name: str, peers: dict[str, Peer]) -> None:
        self._name = name
        self._peers = peers
        self._stubs = {service: STUBS[service](peer.channel) for service, peer in peers.items()}

    async def call(
        self, service: str, method: str, request: Any, person: Person | None = None
    ) -> Any:
        """A unary call."""
        self._act_for(person)
        stub = getattr(self._stubs[service], method)
        return await self._peers[service].call(stub, request, seconds=SECONDS)

    async def stream(
        self, service: str, method: str, request: Any, person: Person | None = None
    ) -> list[Any]:
        """Every answer of a server stream."""
        return [answer async for answer in self.answers(service, method, request, person)]

    async def upload(
        self, person: Person | None, requests: AsyncIterable[upload_pb.UploadFileRequest]
    ) -> upload_pb.Upload:
        self._act_for(person)
        stub = self._stubs["upload"].UploadFile
        answer = await self._peers["upload"].send(stub, requests, seconds=SECONDS)
        return answer.upload

    def answers(
        self, service: str, method: str, request: Any, person: Person | None = None
    ) -> AsyncIterator[Any]:
        """The answers of a server stream, one by one."""
        self._act_for(person)
        stub = getattr(self._stubs[service], method)
        return self._peers[service].stream(stub, request, seconds=SECONDS)

    async def reach(self, service: str) -> None:
        """Waits until a service that was restarted is reached again: a channel tries anew only
        now and then.
        """
        await eventually(self._peers[service].healthy)

    def _act_for(self, person: Person | None) -> None:
        if person is None:
            act_for(Caller(self._name))
        else:
            act_for(Caller(self._name, person.user_id, person.session_id, person.identity))

    async def register(self, email: str = "", password: str = PASSWORD, name: str = "") -> Person:
        email = email or f"{secrets.token_hex(8)}@example.com"
        request = auth_pb.RegisterRequest(
            email=email, password=password, name=name, client=somewhere()
        )
        answer = await self.call("auth", "Register", request)
        return await self.authenticated(answer.token, email, password)

    async def login(
        self,
        email: str,
        password: str = PASSWORD,
        client: auth_pb.Client | None = None,
    ) -> Person:
        request = auth_pb.LoginRequest(email=email, password=password, client=client or somewhere())
        answer = await self.call("auth", "Login", request)
        return await self.authenticated(answer.token, email, password)

    async def authenticated(self, token: str, email: str = "", password: str = PASSWORD) -> Person:
        request = auth_pb.AuthenticateRequest(token=token)
        known = await self.call("auth", "Authenticate", request)
        return Person(email, token, known.user_id, known.session_id, known.identity, password)


@asynccontextmanager
async def calling_as(name: str, keyring: Keyring, addresses: dict[str, str]) -> AsyncGenerator[Rpc]:
    """Calls the services at these addresses as the process `name` while entered."""
    async with AsyncExitStack() as stack:
        peers = {
            service: await stack.enter_async_context(
                peer(PROCESS_OF.get(service, service), address, keyring)
            )
            for service, address in addresses.items()
        }
        yield Rpc(name, peers)


async def parts_of(
    content: bytes,
    filename: str = "resume.pdf",
    mime_type: str = "",
    linkedin_url: str = "",
    late_linkedin_url: str = "",
) -> AsyncIterator[upload_pb.UploadFileRequest]:
    """A file as the gateway sends it."""
    header = upload_pb.UploadHeader(
        filename=filename, mime_type=mime_type, linkedin_url=linkedin_url
    )
    yield upload_pb.UploadFileRequest(header=header)
    size = 64 * 1024
    for start in range(0, len(content), size):
        yield upload_pb.UploadFileRequest(piece=content[start : start + size])
    yield upload_pb.UploadFileRequest(
        trailer=upload_pb.UploadTrailer(linkedin_url=late_linkedin_url)
    )
