"""One scene for each test: a fault may leave nothing behind for the next."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fault.scene import Scene, running
from tests.fault.talk import Talk, talking
from tests.support.servers import Postgres, ServerFactory


@pytest.fixture
async def scene(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> AsyncIterator[Scene]:
    """The services a job needs, a model that answers at once, short times."""
    async with running(server_factory, tmp_path, postgres) as started:
        yield started


@pytest.fixture
async def talk(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> AsyncIterator[Talk]:
    """Every process, somebody with a completed job, and a model that talks slowly."""
    async with talking(server_factory, tmp_path, postgres) as found:
        yield found
