"""Marks and text, however they are cut."""

from __future__ import annotations

import pytest

from services.chat.engines.markers import LONGEST, Mark, Markers


def parts(text: str, step: int) -> tuple[str, list[tuple[str, ...]]]:
    """The text without marks, and their names."""
    markers = Markers()
    told: list[str] = []
    names: list[tuple[str, ...]] = []
    pieces = [text[at : at + step] for at in range(0, len(text), step)]
    found = [part for piece in pieces for part in markers.feed(piece)] + list(markers.end())
    for part in found:
        if isinstance(part, Mark):
            names.append(part.names)
        else:
            told.append(part)
    return "".join(told), names


@pytest.mark.parametrize("step", [1, 2, 3, 5, 200])
@pytest.mark.parametrize(
    ("text", "told", "names"),
    [
        ("a [[12]] b", "a  b", [("12",)]),
        ("a [[F3]][[f4]]", "a ", [("F3",), ("F4",)]),
        ("[[Fact 3]] [[line 7]] [[L8]]", "  ", [("F3",), ("7",), ("8",)]),
        ("[[1, 3; 5]]", "", [("1", "3", "5")]),
        ("[[3-5]] [[5–6]]", " ", [("3", "4", "5"), ("5", "6")]),
        ("[[9-2]]", "", [("9", "2")]),
        ("[7]", "", [("7",)]),
        ("[[7] x", " x", [("7",)]),
        ("[add your number] [x] [] [[", "[add your number] [x] [] [[", []),
        ("ends in [[12", "ends in [[12", []),
        ("list[i] = a[[b]]", "list[i] = a[[b]]", []),
        ("[\n12]", "[\n12]", []),
    ],
)
def test_marks_are_taken_out(text: str, told: str, names: list[tuple[str, ...]], step: int) -> None:
    assert parts(text, step) == (told, names)


def test_a_bracket_holds_nothing_back_for_long() -> None:
    markers = Markers()
    assert "".join(map(str, markers.feed("[" + "a" * LONGEST))).startswith("[aaa")


def test_a_range_without_end_names_a_few() -> None:
    (mark,) = [part for part in Markers().feed("[[1-99999]]") if isinstance(part, Mark)]
    assert len(mark.names) <= 12
