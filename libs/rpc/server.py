"""The gRPC server every service runs: who may call, one place for errors, health, drain."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from libs.rpc.channel import deadline
from libs.rpc.errors import (
    DomainError,
    NotAvailable,
    NotPermitted,
    Unauthenticated,
    Unavailable,
)
from libs.rpc.identity import Keyring
from libs.rpc.wire import to_status
from libs.runtime.context import Caller, act_for, request_id

log = logging.getLogger(__name__)

HEALTH = "/grpc.health.v1.Health/"
REFLECTION = "/grpc.reflection."
GRACE_SECONDS = 5.0
Context = grpc.aio.ServicerContext[Any, Any]


@dataclass(frozen=True, slots=True)
class Access:
    """Which processes may call a method, and whether a person must stand behind the call."""

    services: frozenset[str]
    user: bool


def for_user(*services: str) -> Access:
    """Open to these processes when they act for a person."""
    return Access(frozenset(services), user=True)


def for_service(*services: str) -> Access:
    """Open to these processes by themselves."""
    return Access(frozenset(services), user=False)


class Guard(grpc.aio.ServerInterceptor):
    """The one interceptor: authenticates, authorises (what is not listed is refused), names the
    request, and turns exceptions into statuses. Nothing unexpected reaches a client.
    """

    def __init__(
        self,
        keyring: Keyring,
        access: Mapping[str, Access],
        transient: tuple[type[Exception], ...],
    ) -> None:
        self._keyring = keyring
        self._access = access
        self._transient = transient

    async def intercept_service(
        self,
        continuation: Callable[
            [grpc.HandlerCallDetails], Awaitable[grpc.RpcMethodHandler[Any, Any] | None]
        ],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        handler: Any = await continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None or method.startswith(HEALTH):
            return handler
        metadata: dict[str, Any] = dict(handler_call_details.invocation_metadata or ())
        guarded = self._stream if handler.response_streaming else self._unary
        shape = (
            "stream" if handler.request_streaming else "unary",
            "stream" if handler.response_streaming else "unary",
        )
        factory = getattr(grpc, f"{shape[0]}_{shape[1]}_rpc_method_handler")
        behaviour = getattr(handler, f"{shape[0]}_{shape[1]}")
        return factory(
            guarded(behaviour, method, metadata),
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )

    def _unary(self, behaviour: Any, method: str, metadata: Mapping[str, Any]) -> Any:
        async def call(request: Any, context: Context) -> Any:
            started = time.perf_counter()
            try:
                self._admit(method, metadata, context)
                response = await behaviour(request, context)
            except Exception as error:  # noqa: BLE001 - the edge: every failure becomes a status
                await self._abort(error, method, context)
            else:
                _log_served(method, started)
                return response

        return call

    def _stream(self, behaviour: Any, method: str, metadata: Mapping[str, Any]) -> Any:
        async def call(request: Any, context: Context) -> AsyncIterator[Any]:
            started = time.perf_counter()
            try:
                self._admit(method, metadata, context)
                async for response in behaviour(request, context):
                    yield response
                _log_served(method, started)
            except Exception as error:  # noqa: BLE001 - the edge: every failure becomes a status
                await self._abort(error, method, context)

        return call

    def _admit(self, method: str, metadata: Mapping[str, Any], context: Context) -> None:
        left = cast("float | None", context.time_remaining())  # none where no deadline was set
        if left is not None:
            deadline.set(time.monotonic() + left)
        request_id.set(str(metadata.get("x-request-id", "")) or uuid.uuid4().hex)
        token = str(metadata.get("authorization", "")).removeprefix("Bearer ")
        if not token:
            raise Unauthenticated
        service = self._keyring.verify_service(token)
        if method.startswith(REFLECTION):
            act_for(Caller(service))
            return
        access = self._access.get(method)
        if access is None or service not in access.services:
            raise NotPermitted
        if not access.user:
            act_for(Caller(service))
            return
        identity = self._keyring.verify_identity(str(metadata.get("x-identity", "")))
        act_for(Caller(service, identity.user_id, identity.session_id, identity.token))

    async def _abort(self, error: Exception, method: str, context: Context) -> None:
        if isinstance(error, grpc.aio.AbortError):
            raise error
        if isinstance(error, self._transient):
            log.warning("unavailable", extra={"method": method, "cause": type(error).__name__})
            error = Unavailable()
        elif isinstance(error, NotImplementedError):  # the generated servicer's own methods
            error = NotAvailable()
        if not isinstance(error, DomainError):
            log.error("unexpected error", extra={"method": method}, exc_info=error)
            error = DomainError()
        else:
            log.info("refused", extra={"method": method, "reason": error.reason})
        code, message, trailing = to_status(error)
        await context.abort(code, message, trailing)


def _log_served(method: str, started: float) -> None:
    """One line a call: with the request's id, it tells which services a request touched."""
    took = round((time.perf_counter() - started) * 1000, 2)
    log.info("served", extra={"method": method, "ms": took})


@dataclass(frozen=True, slots=True)
class Mount:
    """One gRPC service to serve: its registrar, its implementation, its full name, its access."""

    register: Callable[[Any, grpc.aio.Server], None]
    servicer: Any
    name: str
    access: Mapping[str, Access]


def _access(mounts: Sequence[Mount]) -> dict[str, Access]:
    """Who may call what, by the method's path."""
    return {
        f"/{mount.name}/{method}": access
        for mount in mounts
        for method, access in mount.access.items()
    }


@asynccontextmanager
async def serving(
    bind: str,
    mounts: Sequence[Mount],
    keyring: Keyring,
    *,
    reflect: bool = False,
    transient: tuple[type[Exception], ...] = (),
) -> AsyncGenerator[health.aio.HealthServicer]:
    """Serves `mounts` with the standard health service while entered. Health is SERVING until it
    is left, then NOT_SERVING first, and calls under way get GRACE_SECONDS to end.
    """
    server = grpc.aio.server(
        interceptors=[Guard(keyring, _access(mounts), transient)],
        options=[("grpc.so_reuseport", 0), ("grpc.max_concurrent_streams", 1024)],
    )
    status = health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(status, server)
    for mount in mounts:
        mount.register(mount.servicer, server)
    names = [mount.name for mount in mounts]
    if reflect:
        reflection.enable_server_reflection((*names, reflection.SERVICE_NAME), server)
    if server.add_insecure_port(bind) == 0:
        raise OSError(f"RPC_BIND {bind} is taken")
    await server.start()
    for name in ("", *names):
        await status.set(name, health_pb2.HealthCheckResponse.SERVING)
    try:
        yield status
    finally:
        await status.enter_graceful_shutdown()
        await server.stop(GRACE_SECONDS)
