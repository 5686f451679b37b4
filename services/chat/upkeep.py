"""What keeps rows true while answers are given: checkpoints, heartbeats, and an end for answers
whose giver is gone.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import NoReturn

from libs.db.database import DATABASE_AWAY
from services.chat.answering import Announcer, Answering
from services.chat.errors import RESTARTED
from services.chat.live import Live
from services.chat.repository import Messages

log = logging.getLogger(__name__)

CHECKPOINT_SECONDS = 0.5
HEARTBEAT_SECONDS = 4.0
SILENT_SECONDS = 15.0
REAP_SECONDS = 3.0
# After an outage of the database every giver gets the time to be heard again.
OUTAGE_SECONDS = 2 * HEARTBEAT_SECONDS


class Upkeep:
    def __init__(self, messages: Messages, answering: Answering, announce: Announcer) -> None:
        self._messages = messages
        self._answering = answering
        self._announce = announce
        self._beaten = 0.0

    async def keep(self) -> NoReturn:
        """Writes down what was told of each answer, for ever."""
        while True:
            await asyncio.sleep(CHECKPOINT_SECONDS)
            try:
                for live in self._answering.everything():
                    await self._checkpoint(live)
                if time.monotonic() - self._beaten > HEARTBEAT_SECONDS:
                    await self._beat()
            except DATABASE_AWAY as error:
                log.warning("checkpoints wait", extra={"cause": type(error).__name__})

    async def _checkpoint(self, live: Live) -> None:
        told = live.told()
        if len(told.ends) == live.kept or live.ending:
            return
        if not await self._messages.checkpoint(told) and not live.ending:
            live.let_go()
        live.kept = len(told.ends)

    async def _beat(self) -> None:
        self._beaten = time.monotonic()
        lives = [live for live in self._answering.everything() if not live.over]
        ours = await self._messages.beat([live.message_id for live in lives])
        for live in lives:
            if live.message_id not in ours and not live.ending:
                live.let_go()

    async def reap(self) -> NoReturn:
        """Ends, as interrupted, answers that nobody has been heard to give, for ever."""
        while True:
            try:
                alive = [live.message_id for live in self._answering.everything()]
                for message in await self._messages.reap(SILENT_SECONDS, alive, RESTARTED):
                    log.warning("answer interrupted", extra={"message_id": message.message_id})
                    await self._announce.message(message)
            except DATABASE_AWAY as error:
                log.warning("reaper waits", extra={"cause": type(error).__name__})
                await asyncio.sleep(OUTAGE_SECONDS)
            await asyncio.sleep(REAP_SECONDS)
