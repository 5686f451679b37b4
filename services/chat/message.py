"""Messages as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from services.chat.engines.engine import Citation
from services.chat.errors import Interruption


@dataclass(frozen=True, slots=True)
class Message:
    """A question or an answer as its row stands."""

    message_id: str
    user_id: str
    job_id: str
    upload_id: str
    role: str
    content: str
    created_at: datetime
    status: str
    seq: int
    client_id: str | None
    reply_to: str | None
    from_qa: bool
    engine: str
    citations: tuple[Citation, ...]
    error_code: str | None
    error_message: str | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Message:
        """From a row that begins with COLUMNS."""
        values = list(row[: len(_FIELDS)])
        values[_CITATIONS] = tuple(Citation(**found) for found in values[_CITATIONS] or ())
        return cls(*values)


_FIELDS = [each.name for each in fields(Message)]
_CITATIONS = _FIELDS.index("citations")
COLUMNS = ", ".join(_FIELDS)


@dataclass(frozen=True, slots=True)
class New:
    """A question to be kept, and the name its answer will have."""

    question_id: str
    reply_id: str
    user_id: str
    job_id: str
    upload_id: str
    content: str
    client_id: str


@dataclass(frozen=True, slots=True)
class Told:
    """How far an answer was told: piece n ends at `ends[n - 1]` of `content`."""

    message_id: str
    content: str
    ends: tuple[int, ...]

    def after(self, seq: int) -> str:
        """All pieces after piece `seq`, joined."""
        if seq <= 0:
            return self.content
        return self.content[self.ends[seq - 1] :] if seq <= len(self.ends) else ""


@dataclass(frozen=True, slots=True)
class End:
    """How an answer ended: complete, or interrupted for a reason."""

    engine: str
    citations: tuple[Citation, ...] = ()
    from_qa: bool = False
    interruption: Interruption | None = None
