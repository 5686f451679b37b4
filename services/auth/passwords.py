"""Password hashing: Argon2id in threads of low priority, few at once, with a short queue."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.auth.errors import SignInBusy

T = TypeVar("T")

MEMORY_KIB = 46 * 1024
NICENESS = 10
RETRY_AFTER_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    matches: bool
    outdated: bool = False  # it matches, and was made with other parameters than today's


def _yield_to_others() -> None:
    # On Linux a thread has a priority of its own: a storm of logins must not slow every read.
    if sys.platform == "linux":
        with suppress(OSError):  # forbidden in some sandboxes, and then not worth failing for
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


class Passwords:
    """Makes and checks hashes. SignInBusy where too many wait already."""

    def __init__(self, executor: ThreadPoolExecutor, queue: int, at_once: int) -> None:
        self._hasher = PasswordHasher(time_cost=1, memory_cost=MEMORY_KIB, parallelism=1)
        self._executor = executor
        self._most = queue + at_once
        self._under_way = 0
        # Checked where there is no account, so that an unknown email takes as long as a known one.
        self._nobody = self._hasher.hash(secrets.token_urlsafe(16))

    async def hash(self, password: str) -> str:
        return await self._in_turn(lambda: self._hasher.hash(password))

    async def verify(self, password: str, hashed: str | None) -> Verdict:
        """`hashed` is None where there is no account: never a match, in the same time."""
        verdict = await self._in_turn(lambda: self._verify(password, hashed or self._nobody))
        return verdict if hashed else Verdict(matches=False)

    def _verify(self, password: str, hashed: str) -> Verdict:
        try:
            self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return Verdict(matches=False)
        return Verdict(matches=True, outdated=self._hasher.check_needs_rehash(hashed))

    async def _in_turn(self, work: Callable[[], T]) -> T:
        if self._under_way >= self._most:
            raise SignInBusy(retry_after=str(RETRY_AFTER_SECONDS))
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, work)
        finally:
            self._under_way -= 1


@asynccontextmanager
async def passwords(at_once: int, queue: int) -> AsyncGenerator[Passwords]:
    """Hashes `at_once` passwords in parallel while entered; `queue` more may wait."""
    executor = ThreadPoolExecutor(at_once, "argon2", initializer=_yield_to_others)
    try:
        yield await asyncio.to_thread(Passwords, executor, queue, at_once)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
