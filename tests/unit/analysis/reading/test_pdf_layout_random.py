"""Every layout, in every order a file may hold it, at many sizes and distances."""

from __future__ import annotations

import pytest

from services.analysis.reading.read import read
from tests.support.layouts import KINDS, ORDERS, set_page

SEEDS = range(12)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("kind", KINDS)
def test_lines_come_in_reading_order(kind: str, order: str) -> None:
    wrong: list[int] = []
    for seed in SEEDS:
        page = set_page(seed, kind, order)
        lines = [line.text for line in read(page.pdf, "pdf").lines]
        assert sorted(word for line in lines for word in line.split()) == sorted(
            word for line in page.right[0] for word in line.split()
        )
        if lines not in page.right:
            wrong.append(seed)
    assert not wrong
