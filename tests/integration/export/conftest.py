"""What tests of export have in common: who stands in for analysis."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.exporting import Analysis, serving_analysis
from tests.support.stack import Stack


@pytest.fixture
async def analysis(stack: Stack) -> AsyncIterator[Analysis]:
    async with serving_analysis(stack) as made:
        yield made
