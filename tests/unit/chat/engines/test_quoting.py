"""Quotes of bounded length, cut where the cited words are."""

from __future__ import annotations

import pytest

from services.chat.engines.engine import Citation
from services.chat.engines.quoting import LONGEST, clipped

OTHER = "Did this and that in many words. " * 100
WORDS = "Kept the lighthouse of Bugio with care. "


def place(text: str, start: int = 0) -> Citation:
    return Citation(1, 0, start, len(text), text[start:])


def assert_stands(cut: Citation, text: str) -> None:
    assert cut.quote == text[cut.start : cut.end]
    assert cut.quote == cut.quote.strip()
    assert 0 < len(cut.quote) <= LONGEST


def test_a_short_place_stays() -> None:
    short = place("x " * 149 + "yz")
    assert clipped(short, {"yz"}) is short


@pytest.mark.parametrize(
    "text", [WORDS + OTHER, OTHER + WORDS + OTHER, OTHER + WORDS, OTHER * 2 + WORDS]
)
@pytest.mark.parametrize("start", [0, 5])
def test_a_long_one_is_cut_around_the_words_between_words(text: str, start: int) -> None:
    cut = clipped(place(text, start), {"lighthouse", "bugio", "words"})
    assert_stands(cut, text)
    assert "lighthouse of Bugio" in cut.quote
    assert text[cut.start - 1 : cut.start] in ("", " ") or cut.start == start
    assert text[cut.end : cut.end + 1] in ("", " ")


@pytest.mark.parametrize("words", [frozenset[str](), frozenset({"nowhere"})])
def test_without_such_words_it_is_the_beginning(words: frozenset[str]) -> None:
    cut = clipped(place(OTHER, 0), words)
    assert_stands(cut, OTHER)
    assert cut.start == 0
    assert len(cut.quote) > LONGEST - 20


@pytest.mark.parametrize(
    "text", ["字" * 5_000, "x" * 5_000, "a" * 250 + " " + "b" * 4_000, "a " * 4_000]
)
@pytest.mark.parametrize("word", ["a", "字" * 5_000, "x"])
def test_text_without_words_is_cut_all_the_same(text: str, word: str) -> None:
    assert_stands(clipped(place(text), {word}), text)
