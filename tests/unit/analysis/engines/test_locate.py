"""Places are true, spellings are forgiven, and nothing is found that is not there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engines.locate import Locator
from tests.unit.analysis.engines.documents import RESUME


def place(text: str, value: str) -> str | None:
    found = Locator(text).find(value)
    if found is None:
        return None
    assert text[found.piece.start : found.piece.end] == found.piece.text
    return found.piece.text


@pytest.mark.parametrize(
    ("value", "stands"),
    [
        ("Zoë Example", "Zoë Example"),
        ("zoe example", "Zoë Example"),
        ("Zoe\u0308 Example", "Zoë Example"),
        ("Mar 2019 - Present", "Mar 2019 – Present"),
        ("Harbour  Systems,\nSenior Engineer", "Harbour Systems, Senior Engineer"),
        ("“Cut the build from 40 to 6 minutes with Bazel.”", None),
        ("- Cut the build from 40 to 6 minutes with Bazel.", None),
        ("rewrote the bookkeeping of the harbour", "rewrote the book-\nkeeping of the harbour"),
        ("R&D planning", "R&D planning"),
        ("C++", "C++"),
        ("Go", "Go"),
    ],
)
def test_forgives_how_a_value_is_copied(value: str, stands: str | None) -> None:
    found = place(RESUME, value)
    assert found == (stands or "Cut the build from 40 to 6 minutes with Bazel")


@pytest.mark.parametrize(
    "value",
    [
        "Zoë Exemple",
        "Java",
        "Script",
        "C",
        "R",
        "go",
        "GO",
        "Led a team of 6 people",
        "40 to 6 minutes with Gradle",
        "ample",
        "",
        " ",
        "—",
        "• ",
        "x" * 10_000,
    ],
)
def test_finds_nothing_that_is_not_there(value: str) -> None:
    assert place(RESUME, value) is None


def test_one_letter_words_stand_alone() -> None:
    assert place("Languages: C, R; D", "C") == "C"
    assert place("R is used daily", "R") == "R"
    for text in ("C++", "R&D", "Objective-C", "C#", "vitamin c"):
        assert place(text, text[-1].upper()) is None or text.endswith(text[-1].upper())
    assert place("C++ and C", "C") == "C"
    assert Locator("C++ and C").find_all("C")[0].piece.start == 8


@pytest.mark.parametrize(
    ("text", "value", "spelled"),
    [
        ("J A N E  D O E", "Jane Doe", "Jane Doe"),
        ("develop-\nment of tools", "development of tools", "development of tools"),
        ("full-\nstack developer", "full-stack developer", "full-stack developer"),
        ("JANE DOE", "Jane Doe", "JANE DOE"),
        ("Jane\nDoe", "Jane Doe", "Jane Doe"),
        ("o\ufb03ce", "office", "o\ufb03ce"),
        ("devel\u00adopment", "development", "devel\u00adopment"),
    ],
)
def test_keeps_the_spelling_of_the_text_but_for_words_set_apart(
    text: str, value: str, spelled: str
) -> None:
    found = Locator(text).find(value)
    assert found is not None
    assert found.value == spelled
    assert found.piece.text == text[found.piece.start : found.piece.end]


def test_combining_marks_stay_with_their_letter() -> None:
    text = "Jose\u0301 Nu\u0301n\u0303ez, engineer"
    assert place(text, "José Núñez") == "Jose\u0301 Nu\u0301n\u0303ez"
    assert place(text, "Jose Nunez") == "Jose\u0301 Nu\u0301n\u0303ez"
    assert place(text, "Jos") is None


def test_finds_every_place_in_order() -> None:
    places = [found.piece.start for found in Locator(RESUME).find_all("Harbour Systems")]
    assert places == [RESUME.index("Harbour"), RESUME.rindex("Harbour Systems")]


@pytest.mark.parametrize(
    ("term", "absent"),
    [("patent", True), ("Baz", False), ("bazel", False), ("azel", True), ("R", True), ("", False)],
)
def test_absent_means_no_word_begins_with_it(term: str, *, absent: bool) -> None:
    assert Locator(RESUME).absent(term) is absent


words = st.text(st.characters(codec="utf-8"), max_size=80)


@given(words, st.data())
@settings(max_examples=400, deadline=None)
def test_every_place_is_in_the_text_and_says_the_same_letters(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    value = data.draw(st.one_of(words, st.just(text[start : start + 20])))
    locator = Locator(text)
    for found in locator.find_all(value):
        piece = found.piece
        assert 0 <= piece.start < piece.end <= len(text)
        assert piece.text == text[piece.start : piece.end]


@given(st.lists(st.sampled_from(["Led", "teams", "C++", "R&D", "é", "co-op", "5"]), min_size=1))
@settings(max_examples=200, deadline=None)
def test_whole_lines_are_always_found(parts: list[str]) -> None:
    line = " ".join(parts)
    text = f"Start\n{line}\nEnd"
    found = Locator(text).find(line)
    assert found is not None
    assert found.piece.text == line
