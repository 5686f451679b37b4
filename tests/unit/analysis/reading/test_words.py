"""Words for comparison, in every script."""

from __future__ import annotations

import pytest

from services.analysis.reading.words import folded_words


@pytest.mark.parametrize(
    ("text", "count"),
    [("सुनील शर्मा", 2), ("தமிழ் செல்வன்", 2), ("สมชาย ใจดี", 2), ("C++, C# and Node.js", 4)],
)
def test_a_mark_is_part_of_its_word(text: str, count: int) -> None:
    assert len(folded_words(text)) == count
