"""Points of a job at which a fault test may have the process die, as kill -9 would."""

from __future__ import annotations

import os
import signal
from pathlib import Path

AFTER_EXTRACT = "after_extract"
AFTER_EMBED = "after_embed"
AFTER_UPSERT = "after_upsert"
AFTER_LLM = "after_llm"
AFTER_COMMIT = "after_commit_before_ack"
AFTER_PUBLISH = "after_publish"


class Faults:
    """Dies at one named point, once: the file remembers that it did."""

    def __init__(self, point: str = "", once: str = "") -> None:
        self._point = point
        self._once = Path(once) if once else None

    def reached(self, point: str) -> None:
        if point != self._point:
            return
        if self._once is not None:
            if self._once.exists():
                return
            self._once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
