"""How the parts of the chat service fit together, over resources that are open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from libs.bus.connection import Bus
from libs.bus.consumer import listen
from libs.bus.erasure import erasure_handlers, reconcile
from libs.bus.topology import listener
from libs.db.database import DATABASE_AWAY, Database
from libs.db.ids import new_id
from libs.rpc.channel import Peer
from libs.vectors.index import IndexUnavailable
from services.chat import answering, composing, events, service
from services.chat.announcing import BusAnnouncer
from services.chat.engines.engine import AnswerEngine
from services.chat.peers import Analysis, Uploads
from services.chat.repository import Messages
from services.chat.resumes import Resumes
from services.chat.settings import ChatSettings
from services.chat.upkeep import Upkeep

log = logging.getLogger(__name__)

DRAIN_SECONDS = 5.0


class StoredAnswers(composing.Pairs, service.Pairs, events.Pairs, Protocol):
    """Everything chat asks of stored answers."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What answers, and what has answered before."""

    engine: AnswerEngine
    pairs: StoredAnswers


class Assembly:
    def __init__(
        self,
        settings: ChatSettings,
        database: Database,
        bus: Bus,
        peers: tuple[Peer, Peer],
        tools: Tools,
    ) -> None:
        """`peers` are analysis and upload."""
        engine, pairs = tools.engine, tools.pairs
        self._pairs = pairs
        analysis = Analysis(peers[0])
        self._uploads = Uploads(peers[1])
        self._settings = settings
        self._bus = bus
        self._messages = Messages(database, new_id())
        announce = BusAnnouncer(bus)
        resumes = Resumes(analysis)
        means = composing.Means(engine, analysis, pairs, resumes)
        self.answering = answering.Answering(
            self._messages, means, announce, settings.model_seconds
        )
        self.service = service.ChatService(
            self._messages,
            resumes,
            self.answering,
            pairs,
            announce=announce,
            answers_at_once=settings.answers_at_once,
        )
        self._upkeep = Upkeep(self._messages, self.answering, announce)
        self._happenings = events.Happenings(analysis, pairs, resumes)

    def background(self) -> dict[str, Coroutine[Any, Any, None]]:
        """Everything that runs beside the RPC server, by name."""
        handlers = erasure_handlers(
            self._bus, "chat", user=self.service.erase_user, file=self.service.erase_file
        )
        handlers |= self._happenings.handlers()
        return {
            "events": listen(self._bus, *listener("chat", [*handlers]), handlers),
            "reconciler": reconcile(
                self._kept,
                self._uploads.existing,
                self._erase_missed,
                self._settings.reconcile_seconds,
            ),
            "index": self._repair_index(),
            "checkpoints": self._upkeep.keep(),
            "reaper": self._upkeep.reap(),
        }

    async def drain(self) -> None:
        await self.answering.drain(DRAIN_SECONDS)

    async def _erase_missed(self, upload_id: str) -> None:
        try:
            await self.service.erase_file(upload_id)
        except IndexUnavailable:  # what is left there is of no pair, and `repair` removes it
            log.warning("index away", extra={"upload_id": upload_id})

    async def _repair_index(self) -> None:
        """Makes the index say what the pairs say, for ever."""
        while True:
            try:
                await self._pairs.repair()
            except (IndexUnavailable, *DATABASE_AWAY) as error:
                log.info("index not repaired", extra={"cause": type(error).__name__})
            await asyncio.sleep(self._settings.reconcile_seconds)

    async def _kept(self, after: str, limit: int) -> Sequence[str]:
        return await self._messages.uploads(after, limit)
