"""How often a person may do what costs much."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from gateway.errors import RateLimited
from gateway.settings import GatewaySettings

CHAT_MOVES_PER_MINUTE = 120
# Frames of one socket that were refused unheard, before their sender is.
REFUSALS_PER_MINUTE = 120
# Where a person has come to what all sockets at once may: so many of its own are no socket's end.
SPARED_REFUSALS_PER_MINUTE = 12


@dataclass(frozen=True, slots=True)
class Policy:
    """At most `item.amount` of one kind of call in a minute, for each user."""

    name: str
    item: RateLimitItem

    @property
    def header(self) -> str:
        """As the header RateLimit-Policy says it."""
        return f'"{self.name}";q={self.item.amount};w={self.item.get_expiry()}'


class Limits:
    """Counts in this process's memory: each gateway counts what it serves."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.uploads = Policy("uploads", RateLimitItemPerMinute(settings.uploads_per_minute))
        self.jobs = Policy("jobs", RateLimitItemPerMinute(settings.jobs_per_minute))
        self.chat = Policy("messages", RateLimitItemPerMinute(settings.chat_per_minute))
        moves = RateLimitItemPerMinute(CHAT_MOVES_PER_MINUTE)
        self.chat_moves = Policy("cancels and resumes", moves)
        refusals = RateLimitItemPerMinute(settings.sockets_per_user * REFUSALS_PER_MINUTE)
        self.refusals = Policy("refused messages", refusals)
        self.exports = Policy("exports", RateLimitItemPerMinute(settings.exports_per_minute))
        self.retries = Policy("retries", RateLimitItemPerMinute(settings.retries_per_minute))
        per_minute = RateLimitItemPerMinute(settings.questions_per_minute)
        self.questions = Policy("question sets", per_minute)

    async def take(self, policy: Policy, user_id: str) -> None:
        """Counts one call. RateLimited, with when to come back, where it is one too many."""
        if await self._counter.hit(policy.item, policy.name, user_id):
            return
        window = await self._counter.get_window_stats(policy.item, policy.name, user_id)
        wait = max(1, math.ceil(window.reset_time - time.time()))
        raise RateLimited(
            f"At most {policy.item.amount} {policy.name} a minute. Try again in {wait} s.",
            retry_after=str(wait),
            policy=policy.header,
            remaining=str(window.remaining),
        )
