"""Awaiting a refusal."""

from __future__ import annotations

from collections.abc import Awaitable

import pytest

from libs.rpc.errors import DomainError


async def refused(call: Awaitable[object], reason: str) -> DomainError:
    """The error of a call that must be refused for this reason."""
    with pytest.raises(DomainError) as caught:
        await call
    assert caught.value.reason == reason
    return caught.value
