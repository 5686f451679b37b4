# ruff: noqa: ARG002, ARG005, N802 - the signatures are gRPC's
"""Auth, in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from vitae.auth.v1 import auth_pb2, auth_pb2_grpc

from libs.db.ids import new_id
from libs.rpc.errors import Kind
from libs.rpc.identity import Keyring
from libs.runtime.context import caller
from tests.unit.gateway.calls import Calls, error, now


class Auth(auth_pb2_grpc.AuthServiceServicer):
    """Accounts in a dict; a token is `token-of-<user>-<n>`."""

    def __init__(self, ring: Keyring) -> None:
        self.calls = Calls()
        self._ring = ring
        self.users: dict[str, auth_pb2.User] = {}
        self.passwords: dict[str, str] = {}
        self.sessions: dict[str, tuple[str, str]] = {}  # token -> user id, session id
        self.hold: asyncio.Event | None = None
        self.addresses: list[str] = []

    def sign_in(self, email: str, password: str = "pass word") -> tuple[str, auth_pb2.User]:
        user = self.users.get(email)
        if user is None:
            user = auth_pb2.User(id=new_id(), email=email, name="Ana", created_at=now())
            self.users[email], self.passwords[email] = user, password
        token = f"token-of-{user.id}-{len(self.sessions)}"
        self.sessions[token] = (user.id, new_id())
        return token, user

    async def Register(self, request: Any, context: Any) -> Any:
        self.calls.note("Register")
        if request.email in self.users:
            raise error(Kind.EXISTS, "EMAIL_TAKEN")
        token, user = self.sign_in(request.email, request.password)
        return auth_pb2.RegisterResponse(token=token, user=user)

    async def Login(self, request: Any, context: Any) -> Any:
        self.calls.note("Login")
        self.addresses.append(request.client.address)
        if self.passwords.get(request.email) != request.password:
            raise error(Kind.UNAUTHENTICATED, "INVALID_CREDENTIALS")
        token, user = self.sign_in(request.email)
        return auth_pb2.LoginResponse(token=token, user=user)

    async def Authenticate(self, request: Any, context: Any) -> Any:
        self.calls.note("Authenticate")
        found = self.sessions.get(request.token)
        if self.hold is not None:
            await self.hold.wait()
        if found is None:
            raise error(Kind.UNAUTHENTICATED, "SESSION_INVALID")
        identity = self._ring.issue_identity(*found)
        return auth_pb2.AuthenticateResponse(
            identity=identity.token, expires_at=now(), user_id=found[0], session_id=found[1]
        )

    async def Logout(self, request: Any, context: Any) -> Any:
        self.calls.note("Logout")
        self._end(lambda user, session: session == caller().session_id)
        return auth_pb2.LogoutResponse()

    async def GetMe(self, request: Any, context: Any) -> Any:
        self.calls.note("GetMe")
        user = next(u for u in self.users.values() if u.id == caller().user_id)
        return auth_pb2.GetMeResponse(user=user)

    async def ListSessions(self, request: Any, context: Any) -> Any:
        self.calls.note("ListSessions")
        mine = [session for user, session in self.sessions.values() if user == caller().user_id]
        sessions = [
            auth_pb2.Session(
                id=each,
                created_at=now(),
                last_seen_at=now(),
                expires_at=now(),
                user_agent="test",
                current=each == caller().session_id,
            )
            for each in mine
        ]
        return auth_pb2.ListSessionsResponse(sessions=sessions)

    async def RevokeSession(self, request: Any, context: Any) -> Any:
        self.calls.note("RevokeSession")
        mine = {session for user, session in self.sessions.values() if user == caller().user_id}
        if request.session_id not in mine:
            raise error(Kind.NOT_FOUND, "SESSION_NOT_FOUND")
        self._end(lambda user, session: session == request.session_id)
        return auth_pb2.RevokeSessionResponse()

    async def ChangePassword(self, request: Any, context: Any) -> Any:
        self.calls.note("ChangePassword")
        email = next(u.email for u in self.users.values() if u.id == caller().user_id)
        if self.passwords[email] != request.current_password:
            raise error(Kind.FORBIDDEN, "WRONG_PASSWORD")
        self.passwords[email] = request.new_password
        self._end(lambda user, session: user == caller().user_id)
        return auth_pb2.ChangePasswordResponse(token=self.sign_in(email)[0])

    async def DeleteAccount(self, request: Any, context: Any) -> Any:
        self.calls.note("DeleteAccount")
        email = next(u.email for u in self.users.values() if u.id == caller().user_id)
        if self.passwords[email] != request.password:
            raise error(Kind.FORBIDDEN, "WRONG_PASSWORD")
        self._end(lambda user, session: user == caller().user_id)
        del self.users[email]
        return auth_pb2.DeleteAccountResponse()

    async def FilterUsers(self, request: Any, context: Any) -> Any:
        raise NotImplementedError

    def _end(self, which: Callable[[str, str], bool]) -> None:
        self.sessions = {t: found for t, found in self.sessions.items() if not which(*found)}
