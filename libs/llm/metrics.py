"""What the models cost and how they fail, for /metrics."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram

from libs.llm.errors import ModelError

REQUESTS = Counter("llm_requests", "Requests sent to a model server.", ("kind", "model", "outcome"))
SECONDS = Histogram(
    "llm_request_seconds",
    "Time from sending a request to its whole answer, or to its failure.",
    ("kind", "model"),
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 180),
)
FIRST_SECONDS = Histogram(
    "llm_first_piece_seconds",
    "Time from sending a request to the first piece of its streamed answer.",
    ("kind", "model"),
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 180),
)
TOKENS = Counter(
    "llm_tokens",
    "Tokens, as the server counted them, or estimated where it does not say.",
    ("kind", "model", "direction", "estimated"),
)
BREAKER_OPEN = Gauge(
    "llm_breaker_open", "1 while requests to a model server are held back.", ("kind",)
)


@contextmanager
def request(kind: str, model: str) -> Generator[None]:
    """Counts one request by its outcome (`ok`, an error code, `cancelled`) and times it."""
    outcome, started = "cancelled", time.monotonic()
    try:
        yield
        outcome = "ok"
    except ModelError as error:
        outcome = error.code
        raise
    finally:
        REQUESTS.labels(kind, model, outcome).inc()
        SECONDS.labels(kind, model).observe(time.monotonic() - started)


def first_piece(kind: str, model: str, started: float) -> None:
    """The first piece of an answer asked for at `started` (monotonic clock) has come."""
    FIRST_SECONDS.labels(kind, model).observe(time.monotonic() - started)


def tokens(kind: str, model: str, *, prompt: int, completion: int, estimated: bool) -> None:
    """Adds the tokens of one answer."""
    for direction, count in (("prompt", prompt), ("completion", completion)):
        TOKENS.labels(kind, model, direction, str(estimated).lower()).inc(count)
