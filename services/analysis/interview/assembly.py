"""How the parts that make interview questions fit together."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from libs.bus.connection import Bus
from libs.db.database import Database
from libs.db.outbox import Outbox
from services.analysis.interview.endings import Endings
from services.analysis.interview.engine import QuestionEngine
from services.analysis.interview.ledger import Ledger
from services.analysis.interview.progress import announcer
from services.analysis.interview.repository import QuestionSets
from services.analysis.interview.service import InterviewService
from services.analysis.interview.workers import Limits, Workers


class Interview:
    """The use cases, and the workers behind them. `endings` is closed as the process stops."""

    def __init__(
        self, database: Database, bus: Bus, outbox: Outbox, engine: QuestionEngine, limits: Limits
    ) -> None:
        announce = announcer(bus)
        self.endings = Endings()
        self._workers = Workers(Ledger(database, outbox), engine, self.endings, announce, limits)
        self.service = InterviewService(
            QuestionSets(database), self.endings, wake=self._workers.wake, announce=announce
        )

    def background(self, workers: int) -> dict[str, Coroutine[Any, Any, None]]:
        """The workers, by name."""
        return {f"questions {number}": self._workers.work() for number in range(workers)}
