"""Words for comparison, in every script."""

from __future__ import annotations

import pytest

from services.analysis.reading.words import folded_words, run_on


@pytest.mark.parametrize(
    ("text", "count"),
    [("सुनील शर्मा", 2), ("தமிழ் செல்வன்", 2), ("สมชาย ใจดี", 2), ("C++, C# and Node.js", 4)],
)
def test_a_mark_is_part_of_its_word(text: str, count: int) -> None:
    assert len(folded_words(text)) == count


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Cut waits by", "a fifth"], "Cut waits by a fifth"),
        (["将处理时间缩短了百分之四", "十。"], "将处理时间缩短了百分之四十。"),
        (["出荷ミスを三割減", "らしました。"], "出荷ミスを三割減らしました。"),
        (["使用 Python 与", "SQL 建模"], "使用 Python 与 SQL 建模"),
        (["배송 오류를", "줄였습니다."], "배송 오류를 줄였습니다."),
    ],
)
def test_a_paragraph_is_set_on_one_line_as_its_script_is_written(
    lines: list[str], text: str
) -> None:
    assert run_on(lines) == text
