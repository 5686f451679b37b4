"""How long something that is away is waited for."""

from __future__ import annotations

import pytest

from services.analysis.errors import Waiting


@pytest.mark.parametrize(
    ("said", "waits", "pause"),
    [
        (None, 0, 2.0),
        (None, 3, 16.0),
        (None, 5, 60.0),
        (None, 1_000_000, 60.0),
        (7.0, 3, 7.0),
        (0.001, 0, 0.5),
        (3600.0, 0, 60.0),
    ],
)
def test_pauses_grow_and_stay_within_bounds(said: float | None, waits: int, pause: float) -> None:
    assert Waiting("the model", "code", "message", said).pause(waits) == pause
