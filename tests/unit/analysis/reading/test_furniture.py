"""What repeats at the edge of pages: running heads and feet, but no line of a list."""

from __future__ import annotations

from services.analysis.reading.document import Line
from services.analysis.reading.furniture import find_furniture


def page(number: int, head: str, *, bullet: bool) -> list[Line]:
    """A page of a line at its head, the rest of the same paragraph, and three others."""
    texts = [head, "for the managers of all depots", *(f"Lines {one * number}" for one in "abc")]
    paragraphs = [0, 0, 1, 2, 3]
    return [
        Line(text, 0, len(text), number, 10 * number + paragraph, y0=y, bullet=bullet and not y)
        for y, (text, paragraph) in enumerate(zip(texts, paragraphs, strict=True))
    ]


def pages(*, bullet: bool) -> list[Line]:
    return [
        line
        for n in (1, 2, 3)
        for line in page(n, f"Cut waits in ward {n} by 1{n}%", bullet=bullet)
    ]


def test_lines_that_differ_by_a_count_are_running_heads() -> None:
    assert find_furniture(pages(bullet=False)) >= {0, 5, 10}


def test_a_foot_that_begins_like_an_item_is_a_foot() -> None:
    lines = [
        Line(text, 0, len(text), n, 10 * n + y, y0=y, bullet=True)
        for n in (1, 2, 3)
        for y, text in enumerate((f"Led project {'xyz'[n - 1]}", "a@example.com - 555 0100"))
    ]
    assert find_furniture(lines) == {3, 5}


def test_a_foot_without_a_place_is_no_part_of_the_list_above() -> None:
    lines = [
        Line(text, 0, len(text), n, n, bullet=not at)
        for n in (1, 2, 3)
        for at, text in enumerate((f"Led project {'xyz'[n - 1]}", "Ana Marlowe, resume"))
    ]
    assert find_furniture(lines) == {3, 5}


def test_a_list_goes_on_over_pages() -> None:
    assert find_furniture(pages(bullet=True)) == frozenset()
