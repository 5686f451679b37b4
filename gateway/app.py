"""The application: routes, state, and the layers around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from gateway import views
from gateway.auth import Cookies, Sessions
from gateway.bodies import BodyLimit
from gateway.clients import Clients
from gateway.edge import Edge
from gateway.errors import HttpError, InvalidRequest, problem
from gateway.limits import Limits
from gateway.live.chat import ChatDesk
from gateway.live.entry import serve
from gateway.live.hub import Hub
from gateway.live.snapshot import JobSnapshots, SetSnapshots
from gateway.live.socket import Desk
from gateway.metrics import Metrics
from gateway.openapi import document
from gateway.routes import analysis, auth, chat, docs, export, interview, system, uploads
from gateway.settings import GatewaySettings
from libs.bus.connection import Bus
from libs.rpc.errors import DomainError

VERSION = "1.0.0"
FIELDS_NAMED = 20


@dataclass(frozen=True, slots=True)
class Gateway:
    """The application and what the process needs of it beside serving it."""

    app: ASGIApp
    hub: Hub
    metrics: Metrics


def application() -> FastAPI:
    """The routes and how they fail; no state yet."""
    app = FastAPI(
        title="Vitae",
        version=VERSION,
        docs_url=None,  # ours works without a network
        redoc_url=None,
        openapi_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    _handle_errors(app)
    for module in (analysis, export, interview, chat, uploads, auth, system, docs):
        # Not by include_router: nested routers match every route anew, a quarter of a read's time.
        app.router.routes.extend(module.router.routes)
    return app


def gateway(settings: GatewaySettings, clients: Clients, bus: Bus) -> Gateway:
    metrics = Metrics()
    sessions = Sessions(clients, settings, metrics)
    cookies = Cookies(settings)
    hub = Hub(sessions, metrics, settings)
    app = application()
    state = app.state
    state.settings, state.clients, state.metrics = settings, clients, metrics
    state.sessions, state.cookies, state.hub = sessions, cookies, hub
    limits = state.limits = Limits(settings)
    state.readiness = system.Readiness(clients, bus, hub)
    _describe(app, cookies)
    jobs, sets = JobSnapshots(clients), SetSnapshots(clients)
    chat_desk = ChatDesk(clients.chat, limits, hub)
    _open_socket(app, Desk(settings, sessions, cookies, hub, jobs, sets, metrics, chat_desk))
    larger = {interview.PATH: interview.BODY_LIMIT}
    bounded = BodyLimit(app, settings, uploads.UPLOAD_PATH, larger)
    return Gateway(Edge(bounded, settings, metrics), hub, metrics)


def _describe(app: FastAPI, cookies: Cookies) -> None:
    described = document(app, cookies.name)

    async def openapi() -> Response:
        return views.json_answer(described)

    app.add_api_route("/openapi.json", openapi, include_in_schema=False)


def _open_socket(app: FastAPI, desk: Desk) -> None:
    async def ws(websocket: WebSocket) -> None:
        await serve(websocket, desk)

    app.add_api_websocket_route("/ws", ws)


def _handle_errors(app: FastAPI) -> None:
    async def domain(request: Request, error: Exception) -> Response:
        assert isinstance(error, DomainError)
        return problem(error, request.url.path)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        allowed = _allowed(app, request.url.path) if error.status_code == 405 else []
        found = HttpError(error.status_code, _next_step(error, allowed))
        headers = {name.lower(): value for name, value in (error.headers or {}).items()}
        if allowed:
            headers["allow"] = ", ".join(allowed)
        return problem(found, request.url.path, headers=headers)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return problem(InvalidRequest(), request.url.path, errors=field_errors(error))

    async def gone(_request: Request, _error: Exception) -> Response:
        return Response(status_code=499)  # nobody is left to read it

    app.add_exception_handler(DomainError, domain)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(Exception, unexpected)


def _next_step(error: HTTPException, allowed: list[str]) -> str:
    """What the framework says of a path it has no route for, with where to look."""
    if error.status_code == 404 and error.detail == "Not Found":
        return "There is nothing at this path. /docs lists every call."
    if allowed:
        names = " and ".join(allowed) if len(allowed) > 1 else f"{allowed[0]} alone"
        return f"This path takes {names}. /docs lists every call."
    return str(error.detail)


def _allowed(app: FastAPI, path: str) -> list[str]:
    """The methods of a path: each is a route of its own, and a route knows no other."""
    templates: dict[str, Any] = app.openapi_schema["paths"] if app.openapi_schema else {}
    return sorted(
        method.upper()
        for template, item in templates.items()
        if compile_path(template)[0].match(path)
        for method in item
    )


async def unexpected(request: Request, _error: Exception) -> Response:
    """The answer alone; the log's line is written where the error arrives."""
    return problem(DomainError(), request.url.path)


def field_errors(error: RequestValidationError) -> list[dict[str, str]]:
    """Which fields are at fault and why: never what was sent, which may be a password."""
    return [
        {"field": _field(_place(found)), "message": _message(found)}
        for found in error.errors()[:FIELDS_NAMED]
    ]


def _place(found: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Of broken JSON the place is an offset, which is no field."""
    return ("body",) if found["type"] == "json_invalid" else found["loc"]


def _message(found: Mapping[str, Any]) -> str:
    """In words of ours where the validator's are about itself: a pattern is no help to a reader."""
    match found["type"]:
        case "json_invalid":
            return "The body is not well-formed JSON. Send one JSON object."
        case "model_attributes_type" if len(found["loc"]) == 1:
            return "Send one JSON object, with Content-Type: application/json."
        case "string_pattern_mismatch":
            return "The value has characters or a form that is not taken here; see /docs."
        case "literal_error":
            return _choice(found["ctx"]["expected"])
        case _:
            return str(found["msg"])


def _choice(values: str) -> str:
    """`values` as the validator lists them; an empty one means that nothing need be given."""
    chosen = values.removeprefix("'' or ")
    return f"Give {values}." if chosen == values else f"Give {chosen}, or leave it out."


def _field(place: tuple[str | int, ...]) -> str:
    """`body.email` as `email`. A client may name a field anything, so it is made fit to print."""
    name = ".".join(str(part) for part in place[1:]) or str(place[0])
    return name[:100].encode("utf-8", "replace").decode()
