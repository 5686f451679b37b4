"""Who calls: a session token, by header or cookie, traded at auth for a signed identity."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import time
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from vitae.auth.v1 import auth_pb2 as pb

from gateway.clients import Clients
from gateway.errors import CsrfFailed, NotAuthenticated, OriginNotAllowed
from gateway.metrics import Metrics
from gateway.settings import GatewaySettings
from libs.runtime.context import Caller, act_for

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_TOKEN = re.compile(r"[A-Za-z0-9_\-.~+/=]{16,512}")
_ATTEMPTS = 3
CSRF_HEADER = "x-csrf-token"


@dataclass(frozen=True, slots=True)
class Session:
    """Whom a token stands for."""

    user_id: str
    session_id: str
    identity: str
    expires_at: float  # of the identity, seconds since the epoch

    def act(self) -> None:
        """Makes this person the caller of whatever the current task calls from here on."""
        act_for(Caller("gateway", self.user_id, self.session_id, self.identity))


class Sessions:
    """Trades tokens for identities. An answer is kept for seconds, under the token's hash, and
    dropped at once where auth announces that the session has ended.
    """

    def __init__(self, clients: Clients, settings: GatewaySettings, metrics: Metrics) -> None:
        self._auth = clients.auth
        self._seconds = settings.session_cache_seconds
        self._size = settings.session_cache_size
        self._kept: OrderedDict[bytes, tuple[Session, float]] = OrderedDict()
        self._asked: dict[bytes, asyncio.Task[Session]] = {}
        metrics.sessions.set_function(lambda: len(self._kept))
        self._ended = 0  # grows with every announcement: an answer from before one proves nothing

    async def of(self, token: str) -> Session:
        """The session of `token`. DomainError as auth reports it where there is none."""
        if not _TOKEN.fullmatch(token):
            raise NotAuthenticated
        key = hashlib.sha256(token.encode()).digest()
        kept = self._kept.get(key)
        if kept and kept[1] > time.monotonic():
            return kept[0]
        task = self._asked.get(key)
        if task is None:
            task = self._asked[key] = asyncio.create_task(self._ask(key, token))
            task.add_done_callback(lambda done: self._asked_done(key, done))
        return await asyncio.shield(task)

    def revoked(self, user_id: str, session_ids: Collection[str]) -> None:
        """Forgets these sessions of the user; all of them where none is named."""
        self._ended += 1
        gone = [
            key
            for key, (session, _) in self._kept.items()
            if session.user_id == user_id and (not session_ids or session.session_id in session_ids)
        ]
        for key in gone:
            del self._kept[key]

    def forget_all(self) -> None:
        """For when announcements may have been missed."""
        self._ended += 1
        self._kept.clear()

    async def _ask(self, key: bytes, token: str) -> Session:
        for _ in range(_ATTEMPTS):
            before = self._ended
            answer = await self._auth.peer.call(
                self._auth.stub.Authenticate, pb.AuthenticateRequest(token=token), idempotent=True
            )
            session = Session(
                answer.user_id,
                answer.session_id,
                answer.identity,
                answer.expires_at.ToMicroseconds() / 1e6,
            )
            if self._ended == before:
                self._keep(key, session)
                break
        return session  # pyright: ignore[reportPossiblyUnboundVariable] - there is one attempt

    def _keep(self, key: bytes, session: Session) -> None:
        self._kept[key] = (session, time.monotonic() + self._seconds)
        self._kept.move_to_end(key)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def _asked_done(self, key: bytes, done: asyncio.Task[Session]) -> None:
        self._asked.pop(key, None)
        if not done.cancelled():
            done.exception()  # whoever asked has been told; nobody may be left


def csrf_token(token: str) -> str:
    """What a page sends beside the cookie: derived from the session, so nothing is stored."""
    return hashlib.sha256(f"csrf:{token}".encode()).hexdigest()


class Cookies:
    """The session's cookie, for the public address."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._secure = settings.secure
        self._origins = settings.origins
        self.name = "__Host-vitae" if settings.secure else "vitae"

    def token(self, connection: HTTPConnection) -> str:
        """The session token the browser sent; empty where it sent none."""
        return connection.cookies.get(self.name, "")

    def set(self, response: Response, token: str) -> None:
        response.set_cookie(
            self.name, token, path="/", secure=self._secure, httponly=True, samesite="strict"
        )

    def clear(self, response: Response) -> None:
        response.delete_cookie(
            self.name, path="/", secure=self._secure, httponly=True, samesite="strict"
        )

    def from_our_page(self, connection: HTTPConnection) -> bool:
        """Whether the browser says that a page of ours asks. No browser, no Origin: yes."""
        origin = connection.headers.get("origin")
        return origin is None or _normal(origin) in self._origins

    def check_csrf(self, request: Request, token: str) -> None:
        """Refuses what a page of another site could have a browser send."""
        if request.method in _SAFE:
            return
        if not self.from_our_page(request):
            raise OriginNotAllowed
        sent = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(sent.encode("latin-1"), csrf_token(token).encode()):
            raise CsrfFailed


def _normal(origin: str) -> str:
    try:
        parts = urlsplit(origin.lower())
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def presented_token(request: Request, cookies: Cookies) -> tuple[str, bool]:
    """The token a request carries, and whether by cookie. The header wins."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and value.strip():
        return value.strip(), False
    return cookies.token(request), True


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person of a request, and the token they came with."""

    session: Session
    token: str
    by_cookie: bool


async def signed_in(request: Request) -> SignedIn:
    """A dependency: the caller, authenticated and set as the caller of every RPC that follows."""
    state = request.app.state
    token, by_cookie = presented_token(request, state.cookies)
    if not token:
        raise NotAuthenticated
    if by_cookie:
        state.cookies.check_csrf(request, token)
    session: Session = await state.sessions.of(token)
    session.act()
    return SignedIn(session, token, by_cookie)


CurrentUser = Annotated[SignedIn, Depends(signed_in)]
