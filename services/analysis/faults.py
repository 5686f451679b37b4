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
    """Dies at one named point, of any job or of one ("after_llm@<job id>"). Where a file is named
    it dies once: the file remembers that it did.
    """

    def __init__(self, point: str = "", once: str = "") -> None:
        self._point, _, self._job_id = point.partition("@")
        self._once = Path(once) if once else None

    def reached(self, point: str, job_id: str) -> None:
        if point != self._point or self._job_id not in ("", job_id):
            return
        if self._once is not None:
            if self._once.exists():
                return
            self._once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
