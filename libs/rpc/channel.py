"""Calling another service: credentials, a deadline on every call, retries where they are safe."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

import grpc
from grpc._cython import cygrpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from libs.rpc.errors import Unavailable
from libs.rpc.identity import Keyring
from libs.rpc.wire import from_error
from libs.runtime.context import caller_or_none, request_id

Req = TypeVar("Req")
Res = TypeVar("Res")

DEFAULT_SECONDS = 10.0
MARGIN_SECONDS = 0.1  # kept back of a caller's deadline, to answer within it
RETRY_PAUSES = (0.05, 0.2)

_WRITE_FAILED: type[Exception] = cast("Any", cygrpc).InternalError

# When the request at hand must be answered, by time.monotonic().
deadline: ContextVar[float] = ContextVar("deadline")

_OPTIONS = [
    # gRPC's own default waits up to two minutes before it looks for a restarted peer again.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 1000),
    ("grpc.enable_retries", 0),
    ("grpc.enable_http_proxy", 0),  # a proxy is for the world outside: for a model's server
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.max_receive_message_length", 16 * 1024 * 1024),  # the text of the longest resume
]


class Peer:
    """A channel to one service, with this process's credentials on every call."""

    def __init__(self, name: str, channel: grpc.aio.Channel, keyring: Keyring) -> None:
        self.channel = channel
        self._name = name
        self._keyring = keyring

    async def call(
        self,
        method: grpc.aio.UnaryUnaryMultiCallable[Req, Res],
        request: Req,
        *,
        seconds: float = DEFAULT_SECONDS,
        idempotent: bool = False,
    ) -> Res:
        """One answer for one request. DomainError as the peer reported it; Unavailable where it
        can't be reached in time. Only an idempotent call is tried again.
        """
        end = min(time.monotonic() + seconds, deadline.get(float("inf")) - MARGIN_SECONDS)
        for pause in (*RETRY_PAUSES, None) if idempotent else (None,):
            try:
                left = end - time.monotonic()
                if left <= 0:
                    raise Unavailable
                return await method(request, timeout=left, metadata=self._metadata())
            except grpc.aio.AioRpcError as error:
                if error.code() is not grpc.StatusCode.UNAVAILABLE or pause is None:
                    raise from_error(error) from None
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    async def stream(
        self,
        method: grpc.aio.UnaryStreamMultiCallable[Req, Res],
        request: Req,
        *,
        seconds: float,
    ) -> AsyncIterator[Res]:
        """Many answers for one request."""
        call = method(request, timeout=seconds, metadata=self._metadata())
        try:
            async for response in call:
                yield response
        except grpc.aio.AioRpcError as error:
            raise from_error(error) from None
        finally:
            call.cancel()

    async def send(
        self,
        method: grpc.aio.StreamUnaryMultiCallable[Req, Res],
        requests: AsyncIterable[Req],
        *,
        seconds: float,
    ) -> Res:
        """One answer for many requests. An exception raised by `requests` comes through as it is.
        The peer may answer before it has everything: the rest is then neither read nor sent.
        """
        call = method(timeout=seconds, metadata=self._metadata())
        pump = asyncio.create_task(_pump(call, requests))
        answer = asyncio.ensure_future(_answer(call))
        try:
            await asyncio.wait((pump, answer), return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                await pump
            return await answer
        finally:
            for task in (pump, answer):
                task.cancel()
            call.cancel()
            await asyncio.gather(pump, answer, return_exceptions=True)

    async def healthy(self, seconds: float = 2.0, part: str = "") -> bool:
        """Whether the peer answers that it serves, or that `part` of it does."""
        stub: Any = health_pb2_grpc.HealthStub(self.channel)
        try:
            request = health_pb2.HealthCheckRequest(service=part)
            answer = await stub.Check(request, timeout=seconds)
        except grpc.aio.AioRpcError:
            return False
        return answer.status == health_pb2.HealthCheckResponse.SERVING

    def _metadata(self) -> tuple[tuple[str, str], ...]:
        metadata = [("authorization", f"Bearer {self._keyring.service_token(self._name)}")]
        if current := request_id.get():
            metadata.append(("x-request-id", current))
        who = caller_or_none()
        if who and who.identity:
            metadata.append(("x-identity", who.identity))
        return tuple(metadata)


async def _pump(call: grpc.aio.StreamUnaryCall[Req, Res], requests: AsyncIterable[Req]) -> None:
    """Sends until all is sent or the call has ended: then its answer says why.

    Below `call.write`, which replaces the peer's status by one of its own where a write fails
    because the peer has answered (grpc/grpc issue 36066).
    """
    wire: Any = call
    try:
        await call.wait_for_connection()
        async for request in requests:
            message: Any = request
            await wire._cython_call.send_serialized_message(message.SerializeToString())  # noqa: SLF001
        await call.done_writing()
    except (grpc.aio.AioRpcError, asyncio.InvalidStateError, _WRITE_FAILED):
        pass


async def _answer(call: grpc.aio.StreamUnaryCall[Req, Res]) -> Res:
    try:
        return await call
    except grpc.aio.AioRpcError as error:
        raise from_error(error) from None


@asynccontextmanager
async def peer(name: str, address: str, keyring: Keyring) -> AsyncGenerator[Peer]:
    """The service `name` while entered. Connects on the first call, so start order does not
    matter.
    """
    async with grpc.aio.insecure_channel(address, options=_OPTIONS) as channel:
        yield Peer(name, channel, keyring)
