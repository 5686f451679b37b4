"""A row of the table of intents."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply

Composer = Callable[[Query], Reply | None]
ANYTHING = re.compile("")


@dataclass(frozen=True, slots=True)
class Intent:
    """A composer, and the words of a question that call for it, unless others are there.

    Where the composer answers None, it is the next row's turn.
    """

    name: str
    cues: re.Pattern[str]
    compose: Composer
    unless: re.Pattern[str] | None = None
