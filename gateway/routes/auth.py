"""Accounts and sessions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response
from vitae.auth.v1 import auth_pb2 as pb

from gateway import views
from gateway.auth import CurrentUser, csrf_token
from gateway.errors import OriginNotAllowed
from gateway.models import (
    Credentials,
    Me,
    NewToken,
    PasswordChange,
    PasswordProof,
    Registration,
    SessionPage,
    SignedInAnswer,
)
from gateway.routes.documented import problems

router = APIRouter(prefix="/api/auth", tags=["auth"])

Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[
    str,
    Query(
        pattern=r"^([0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})?$",
        description="The `next_cursor` of the page before; empty for the first.",
    ),
]

_PASSWORD_ASKED = ("WRONG_PASSWORD", "INVALID_REQUEST", "TOO_MANY_TRIES", "SIGN_IN_BUSY")


def client_of(request: Request) -> pb.Client:
    """Where the request came from, as far as trusted proxies tell."""
    return pb.Client(
        address=request.client.host if request.client else "",
        user_agent=request.headers.get("user-agent", "")[:256],
    )


def _welcome(request: Request, token: str, user: pb.User, status: int) -> Response:
    body = {"token": token, "user": views.user(user), "csrf_token": csrf_token(token)}
    response = views.json_answer(body, status)
    request.app.state.cookies.set(response, token)
    return response


def _only_our_pages(request: Request) -> None:
    if not request.app.state.cookies.from_our_page(request):
        raise OriginNotAllowed


@router.post(
    "/register",
    operation_id="register",
    summary="Create an account and sign in",
    status_code=201,
    response_model=SignedInAnswer,
    responses=problems(
        "EMAIL_TAKEN",
        "SIGN_UP_CLOSED",
        "ORIGIN_NOT_ALLOWED",
        "INVALID_REQUEST",
        "TOO_MANY_TRIES",
        "SIGN_IN_BUSY",
        signed_in=False,
        body=True,
    ),
)
async def register(request: Request, body: Registration) -> Response:
    _only_our_pages(request)
    auth = request.app.state.clients.auth
    message = pb.RegisterRequest(
        email=body.email, password=body.password, name=body.name, client=client_of(request)
    )
    answer = await auth.peer.call(auth.stub.Register, message)
    return _welcome(request, answer.token, answer.user, 201)


@router.post(
    "/login",
    operation_id="login",
    summary="Sign in",
    response_model=SignedInAnswer,
    responses=problems(
        "INVALID_CREDENTIALS",
        "ORIGIN_NOT_ALLOWED",
        "INVALID_REQUEST",
        "TOO_MANY_TRIES",
        "SIGN_IN_BUSY",
        signed_in=False,
        body=True,
    ),
)
async def login(request: Request, body: Credentials) -> Response:
    """One answer, in one time, for an unknown email and a wrong password."""
    _only_our_pages(request)
    auth = request.app.state.clients.auth
    message = pb.LoginRequest(email=body.email, password=body.password, client=client_of(request))
    answer = await auth.peer.call(auth.stub.Login, message)
    return _welcome(request, answer.token, answer.user, 200)


@router.post(
    "/logout",
    operation_id="logout",
    summary="End this session",
    status_code=204,
    response_class=Response,
    responses=problems(),
)
async def logout(request: Request, who: CurrentUser) -> Response:
    auth = request.app.state.clients.auth
    await auth.peer.call(auth.stub.Logout, pb.LogoutRequest(), idempotent=True)
    _ended(request, who.session.user_id, who.session.session_id)
    return _cleared(request)


@router.get(
    "/me", operation_id="getMe", summary="Who is signed in", response_model=Me, responses=problems()
)
async def me(request: Request, who: CurrentUser) -> Response:
    auth = request.app.state.clients.auth
    answer = await auth.peer.call(auth.stub.GetMe, pb.GetMeRequest(), idempotent=True)
    return views.json_answer(
        {
            "user": views.user(answer.user),
            "session_id": who.session.session_id,
            "csrf_token": csrf_token(who.token) if who.by_cookie else None,
        }
    )


@router.get(
    "/sessions",
    operation_id="listSessions",
    summary="Where you are signed in",
    response_model=SessionPage,
    responses=problems("INVALID_REQUEST"),
)
async def sessions(
    request: Request, who: CurrentUser, limit: Limit = 20, cursor: Cursor = ""
) -> Response:
    auth = request.app.state.clients.auth
    message = pb.ListSessionsRequest(page_size=limit, page_token=cursor)
    answer = await auth.peer.call(auth.stub.ListSessions, message, idempotent=True)
    items = [views.session(found) for found in answer.sessions]
    return views.json_answer(views.page(items, answer.next_page_token))


@router.delete(
    "/sessions/{session_id}",
    operation_id="revokeSession",
    summary="End one of your sessions",
    status_code=204,
    response_class=Response,
    responses=problems("SESSION_NOT_FOUND", "INVALID_REQUEST"),
)
async def revoke(request: Request, who: CurrentUser, session_id: str) -> Response:
    auth = request.app.state.clients.auth
    await auth.peer.call(auth.stub.RevokeSession, pb.RevokeSessionRequest(session_id=session_id))
    _ended(request, who.session.user_id, session_id)
    if session_id == who.session.session_id:
        return _cleared(request)
    return Response(status_code=204)


@router.post(
    "/password",
    operation_id="changePassword",
    summary="Set a new password",
    response_model=NewToken,
    responses=problems(*_PASSWORD_ASKED, "PASSWORD_UNFIT", body=True),
)
async def password(request: Request, who: CurrentUser, body: PasswordChange) -> Response:
    """Ends every other session and gives this one a new token."""
    auth = request.app.state.clients.auth
    message = pb.ChangePasswordRequest(
        current_password=body.current_password,
        new_password=body.new_password,
        client=client_of(request),
    )
    answer = await auth.peer.call(auth.stub.ChangePassword, message)
    _ended(request, who.session.user_id)
    token = answer.token
    response = views.json_answer({"token": token, "csrf_token": csrf_token(token)})
    if who.by_cookie:
        request.app.state.cookies.set(response, token)
    return response


@router.delete(
    "/account",
    operation_id="deleteAccount",
    summary="Erase the account and everything in it",
    status_code=204,
    response_class=Response,
    responses=problems(*_PASSWORD_ASKED, body=True),
)
async def delete_account(request: Request, who: CurrentUser, body: PasswordProof) -> Response:
    """Takes effect at once for you, and within a minute in every service."""
    auth = request.app.state.clients.auth
    message = pb.DeleteAccountRequest(password=body.password, client=client_of(request))
    await auth.peer.call(auth.stub.DeleteAccount, message)
    _ended(request, who.session.user_id)
    return _cleared(request)


def _ended(request: Request, user_id: str, *session_ids: str) -> None:
    """This process needn't wait for the announcement."""
    request.app.state.sessions.revoked(user_id, session_ids)
    request.app.state.hub.revoked(user_id, session_ids)


def _cleared(request: Request) -> Response:
    response = Response(status_code=204)
    request.app.state.cookies.clear(response)
    return response
