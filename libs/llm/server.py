"""One model server: the connection, its breaker, and one way to send a request and take the answer.

The SDK builds requests and names errors; the deadline, the retries and the bound on the size of
an answer are ours, because the SDK's timeout is per read (a byte a second never trips it) and
its retries multiply it.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from typing import Any, TypeVar, cast

import httpx2
from openai import AsyncOpenAI, AsyncStream, OpenAIError
from pydantic_core import from_json

from libs.llm import metrics
from libs.llm.breaker import Breaker
from libs.llm.config import ModelServerConfig
from libs.llm.errors import ModelAnswerInvalid, ModelError, ModelTimeout, ModelUnavailable
from libs.llm.failures import from_error_object, from_sdk
from libs.llm.streaming import StreamEvent, read_stream

E = TypeVar("E", bound=StreamEvent)

log = logging.getLogger(__name__)

_PATHS = {"chat": "/chat/completions", "embeddings": "/embeddings"}
_TOO_LARGE = "The model's answer is larger than any answer to this request can be."


class ModelServer:
    """Shared by every model behind one base URL. Create it in the running event loop."""

    def __init__(self, config: ModelServerConfig) -> None:
        self.config = config
        self.breaker = Breaker(failures=config.breaker_failures, pause_s=config.breaker_pause)
        self._http = httpx2.AsyncClient(
            timeout=httpx2.Timeout(None, connect=config.connect_timeout),
            follow_redirects=False,
            # Asked for plain, and refused otherwise: a bound on packed bytes bounds nothing.
            headers={"Accept-Encoding": "identity"},
            event_hooks={
                "request": [] if config.api_key else [_without_authorization],
                "response": [self._bound],
            },
        )
        self._client = AsyncOpenAI(
            base_url=config.base_url,
            api_key=config.api_key or "none",  # the SDK insists on one
            max_retries=0,
            http_client=self._http,
        )

    async def aclose(self) -> None:
        """Closes the connections. Requests under way fail."""
        await self._client.close()

    def deadline(self, within: float | None = None) -> float:
        """The instant (event loop clock) a task that starts now must end by."""
        limit = asyncio.get_running_loop().time() + self.config.timeout
        return limit if within is None else min(limit, within)

    async def post(
        self,
        kind: str,
        body: Mapping[str, Any],
        deadline: float,
        *,
        headers: Mapping[str, str] | None = None,
        final: frozenset[int] = frozenset(),
    ) -> dict[str, Any]:
        """Sends a question, `chat` or `embeddings`, until an answer comes, at most `config.tries`
        times and not past `deadline`.

        Returns the JSON object of a 200. `final` are statuses not worth a second try. Raises
        ModelError; a wait that is too long to sit out here is left to the caller (`retry_after`).
        """
        clock = asyncio.get_running_loop().time
        for attempt in range(self.config.tries):
            if clock() >= deadline:
                raise ModelTimeout  # says nothing of the server: it was not asked
            try:
                with self.breaker.guard(), metrics.request(kind, body["model"]):
                    return await self._once(_PATHS[kind], body, headers or {}, deadline)
            except ModelUnavailable as failure:
                wait = self._wait(kind, failure, attempt, deadline, final)
            finally:
                metrics.BREAKER_OPEN.labels(kind).set(self.breaker.state != "closed")
            await asyncio.sleep(wait)
        raise ModelUnavailable

    async def stream(
        self,
        kind: str,
        body: Mapping[str, Any],
        deadline: float,
        read: Callable[[dict[str, Any]], E],
        *,
        stall_seconds: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> AsyncGenerator[E]:
        """Sends a question and yields the events of its answer, as `read` reads them, as they come.

        Tried as often as `post` tries, but never again once an event told something. Between two
        that do at most `stall_seconds` pass (default: the server's); before the first, only the
        deadline counts. A server that does not stream gives one event; a 200 without any is not
        asked again. Raises ModelError.
        """
        stall = self.config.stall if stall_seconds is None else stall_seconds
        clock = asyncio.get_running_loop().time
        for attempt in range(self.config.tries):
            if clock() >= deadline:
                raise ModelTimeout
            told, started = False, time.monotonic()
            try:
                with self.breaker.guard() as answered, metrics.request(kind, body["model"]):
                    response = await self._open(_PATHS[kind], body, headers or {}, deadline)
                    async with aclosing(read_stream(response, read, deadline, stall)) as events:
                        async for event in events:
                            if event.tells and not told:
                                told = True
                                answered()
                                metrics.first_piece(kind, body["model"], started)
                            yield event
                    return
            except ModelUnavailable as failure:
                if told:
                    log.warning("model answer broke off: %s", kind)
                    raise
                wait = self._wait(kind, failure, attempt, deadline, frozenset({200}))
            finally:
                metrics.BREAKER_OPEN.labels(kind).set(self.breaker.state != "closed")
            await asyncio.sleep(wait)
        raise ModelUnavailable

    def _wait(
        self,
        kind: str,
        failure: ModelUnavailable,
        attempt: int,
        deadline: float,
        final: frozenset[int] = frozenset(),
    ) -> float:
        """Seconds to wait before the next try; raises `failure` where none is worth it."""
        log.warning("model request failed: %s status=%s", kind, failure.status)
        wait = failure.retry_after
        if wait is None:
            wait = self.config.first_wait * 2**attempt * random.uniform(0.75, 1.25)  # noqa: S311
        ends = asyncio.get_running_loop().time() + wait
        too_long = wait > self.config.longest_wait or ends >= deadline
        last = attempt + 1 == self.config.tries or failure.status in final
        if last or too_long or self.breaker.retry_after() > 0:
            raise failure
        return wait

    async def _open(
        self, path: str, body: Mapping[str, Any], headers: Mapping[str, str], deadline: float
    ) -> httpx2.Response:
        """The response to a question, its body still to come."""
        try:
            async with asyncio.timeout_at(deadline):
                response: object = await self._client.post(
                    path,
                    body=body,
                    cast_to=httpx2.Response,
                    options={"headers": headers},
                    stream=True,
                    stream_cls=AsyncStream[Any],
                )
                # Asked for the response itself, the client never makes a stream of its own.
                return cast("httpx2.Response", response)
        except TimeoutError:
            raise ModelTimeout from None
        except OpenAIError as error:
            raise from_sdk(error) from None
        except httpx2.HTTPError:
            raise ModelUnavailable from None  # while the body of an error was read

    async def _once(
        self, path: str, body: Mapping[str, Any], headers: Mapping[str, str], deadline: float
    ) -> dict[str, Any]:
        try:
            async with asyncio.timeout_at(deadline):
                # Past the package's own models of questions and answers, which cost a millisecond a
                # call: answers are read by ours.
                answer = await self._client.post(
                    path, body=body, cast_to=httpx2.Response, options={"headers": headers}
                )
        except TimeoutError:
            raise ModelTimeout from None
        except OpenAIError as error:
            # Not chained: a server may repeat the request, and so the resume, in its message.
            raise from_sdk(error) from None
        return _json_object(answer.content)

    async def _bound(self, response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise ModelAnswerInvalid(
                "The model server packs its answers though asked not to. Turn compression off "
                "in the proxy before it, then try again."
            )
        if isinstance(response.stream, httpx2.AsyncByteStream):
            streamed = response.headers.get("content-type", "").startswith("text/event-stream")
            limit = self.config.max_stream_bytes if streamed else self.config.max_answer_bytes
            response.stream = _Bounded(response.stream, limit)


async def _without_authorization(request: httpx2.Request) -> None:
    request.headers.pop("Authorization", None)


class _Bounded(httpx2.AsyncByteStream):
    """A body that fails instead of growing past `limit` bytes."""

    def __init__(self, stream: httpx2.AsyncByteStream, limit: int) -> None:
        self._stream = stream
        self._left = limit

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            self._left -= len(piece)
            if self._left < 0:
                raise ModelAnswerInvalid(_TOO_LARGE)
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


def _json_object(content: bytes) -> dict[str, Any]:
    """The body of a 200, which may be a proxy's page or an error in disguise."""
    try:
        body = from_json(content)
    except ValueError:
        raise ModelUnavailable(status=200) from None
    if not isinstance(body, dict):
        raise ModelUnavailable(status=200)
    fields = cast("dict[str, Any]", body)
    if error := fields.get("error"):
        failure: ModelError = from_error_object(error)
        raise failure
    return fields
