"""Logs: one JSON object a line on stderr, with the service and the request it belongs to."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

from libs.runtime.context import request_id

# Attributes every record has; whatever else stands on one was given as `extra` and is logged.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
}


class JsonLines(logging.Formatter):
    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": self._service,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if current := request_id.get():
            line["request_id"] = current
        line.update((k, v) for k, v in vars(record).items() if k not in _STANDARD)
        if record.exc_info:
            line["exception"] = "".join(_told(record.exc_info[1]))
        return json.dumps(line, default=str, ensure_ascii=False)


def _told(error: BaseException | None) -> list[str]:
    """Where an exception came from and the first line of what it says, after those it came of.
    Further lines may quote people's words: PostgreSQL adds the offending row, pydantic the input.
    """
    if error is None:
        return []
    lines = _told(error.__cause__ or (None if error.__suppress_context__ else error.__context__))
    members: tuple[BaseException, ...] = getattr(error, "exceptions", ())  # of a group
    lines += [line for member in members for line in _told(member)]
    first = str(error).partition("\n")[0]
    return [*lines, *traceback.format_tb(error.__traceback__), f"{type(error).__name__}: {first}\n"]


def set_up(service: str, level: str) -> None:
    """Sends everything the process logs to stderr as JSON lines, Python's warnings among it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(service))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    # Libraries that log a line per request or per retry drown what we say ourselves.
    for name in (
        "httpx",
        "httpx2",
        "chromadb",
        "nats",
        "alembic",
        "uvicorn.access",
        "posthog",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)
