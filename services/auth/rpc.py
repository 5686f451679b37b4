"""AuthService on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp
from vitae.auth.v1 import auth_pb2 as pb
from vitae.auth.v1 import auth_pb2_grpc

from libs.rpc.server import Access, for_service, for_user
from libs.runtime.context import caller
from services.auth.models import Session, User
from services.auth.service import AuthService, Client

NAME = pb.DESCRIPTOR.services_by_name["AuthService"].full_name
REGISTER = auth_pb2_grpc.add_AuthServiceServicer_to_server
ACCESS: Mapping[str, Access] = {
    "Register": for_service("gateway"),
    "Login": for_service("gateway"),
    "Authenticate": for_service("gateway"),
    "Logout": for_user("gateway"),
    "GetMe": for_user("gateway"),
    "ListSessions": for_user("gateway"),
    "RevokeSession": for_user("gateway"),
    "ChangePassword": for_user("gateway"),
    "DeleteAccount": for_user("gateway"),
    "FilterUsers": for_service("upload", "analysis", "export", "chat"),
}


def _moment(value: datetime | float) -> Timestamp:
    stamp = Timestamp()
    if isinstance(value, datetime):
        stamp.FromDatetime(value)
    else:
        stamp.FromNanoseconds(int(value * 1e9))
    return stamp


def _user(user: User) -> pb.User:
    return pb.User(
        id=user.id,
        email=user.email,
        name=user.name,
        created_at=_moment(user.created_at),
    )


def _session(session: Session) -> pb.Session:
    return pb.Session(
        id=session.id,
        created_at=_moment(session.created_at),
        last_seen_at=_moment(session.last_seen_at),
        expires_at=_moment(session.expires_at),
        user_agent=session.user_agent,
        current=session.id == caller().session_id,
    )


def _client(client: pb.Client) -> Client:
    return Client(client.address, client.user_agent)


class AuthRpc(auth_pb2_grpc.AuthServiceServicer):
    def __init__(self, service: AuthService) -> None:
        self._service = service

    async def Register(self, request: pb.RegisterRequest, context: Any) -> pb.RegisterResponse:
        token, user = await self._service.register(
            request.email, request.password, request.name, _client(request.client)
        )
        return pb.RegisterResponse(token=token, user=_user(user))

    async def Login(self, request: pb.LoginRequest, context: Any) -> pb.LoginResponse:
        token, user = await self._service.login(
            request.email, request.password, _client(request.client)
        )
        return pb.LoginResponse(token=token, user=_user(user))

    async def Authenticate(
        self, request: pb.AuthenticateRequest, context: Any
    ) -> pb.AuthenticateResponse:
        identity = await self._service.authenticate(request.token)
        return pb.AuthenticateResponse(
            identity=identity.token,
            expires_at=_moment(identity.expires_at),
            user_id=identity.user_id,
            session_id=identity.session_id,
        )

    async def Logout(self, request: pb.LogoutRequest, context: Any) -> pb.LogoutResponse:
        await self._service.logout()
        return pb.LogoutResponse()

    async def GetMe(self, request: pb.GetMeRequest, context: Any) -> pb.GetMeResponse:
        return pb.GetMeResponse(user=_user(await self._service.me()))

    async def ListSessions(
        self, request: pb.ListSessionsRequest, context: Any
    ) -> pb.ListSessionsResponse:
        page = await self._service.sessions(request.page_size, request.page_token)
        return pb.ListSessionsResponse(
            sessions=map(_session, page.items), next_page_token=page.next_cursor
        )

    async def RevokeSession(
        self, request: pb.RevokeSessionRequest, context: Any
    ) -> pb.RevokeSessionResponse:
        await self._service.revoke_session(request.session_id)
        return pb.RevokeSessionResponse()

    async def ChangePassword(
        self, request: pb.ChangePasswordRequest, context: Any
    ) -> pb.ChangePasswordResponse:
        token = await self._service.change_password(
            request.current_password, request.new_password, _client(request.client)
        )
        return pb.ChangePasswordResponse(token=token)

    async def DeleteAccount(
        self, request: pb.DeleteAccountRequest, context: Any
    ) -> pb.DeleteAccountResponse:
        await self._service.delete_account(request.password, _client(request.client))
        return pb.DeleteAccountResponse()

    async def FilterUsers(
        self, request: pb.FilterUsersRequest, context: Any
    ) -> pb.FilterUsersResponse:
        existing = await self._service.existing_users(request.user_ids)
        return pb.FilterUsersResponse(existing_ids=existing)
