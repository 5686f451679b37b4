"""Chunks cover the text, keep their place, and are cut where a reader would cut."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.chunking import chunk
from services.analysis.reading.document import Document, Line


def document_of(paragraphs: list[list[str]], pages: list[int] | None = None) -> Document:
    """A document of paragraphs of lines; `pages[i]` is the page of paragraph i."""
    lines: list[Line] = []
    offset = 0
    for number, paragraph in enumerate(paragraphs):
        for text in paragraph:
            end = offset + len(text)
            page = pages[number] if pages else None
            lines.append(Line(text, offset, end, page, number))
            offset = end + 1
    text = "\n".join(line.text for line in lines)
    return Document("pdf" if pages else "docx", text, tuple(lines))


words = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\n\r"), max_size=60
)
documents = st.lists(st.lists(words, min_size=1, max_size=5), max_size=12).map(document_of)
accents = st.text(st.sampled_from("e\u0301\u200d \n"), max_size=400)
sizes = st.tuples(st.integers(1, 120), st.integers(0, 119)).filter(lambda s: s[1] < s[0])


@given(documents, sizes)
@settings(max_examples=300, deadline=None)
def test_covers_the_text_within_its_limits(document: Document, limits: tuple[int, int]) -> None:
    size, overlap = limits
    chunks = chunk(document, size, overlap)
    if not document.text.strip():
        assert chunks == []
        return
    assert chunks[0].start == 0
    assert chunks[-1].end == len(document.text)
    for number, part in enumerate(chunks):
        assert part.ordinal == number
        assert part.text == document.text[part.start : part.end]
        assert 0 < len(part.text) <= size
    for before, after in pairwise(chunks):
        assert before.start < after.start <= before.end < after.end
        assert before.end - after.start <= overlap
    assert chunk(document, size, overlap) == chunks


@given(st.text(max_size=3000) | accents, sizes)
@settings(max_examples=200, deadline=None)
def test_takes_any_text(text: str, limits: tuple[int, int]) -> None:
    size, overlap = limits
    chunks = chunk(Document("doc", text, ()), size, overlap)
    rebuilt = ""
    for before, after in pairwise(chunks):
        assert before.end - after.start <= overlap
    for part in chunks:
        assert part.start <= len(rebuilt)
        rebuilt = rebuilt[: part.start] + part.text
    assert rebuilt == (text if text.strip() else "")


def test_prefers_paragraph_then_line_then_sentence_then_word() -> None:
    first, second, third = "a" * 60, "b" * 30, "c" * 60
    by_paragraph = chunk(document_of([[first], [second, third]]), 100, 0)
    assert [part.text.strip() for part in by_paragraph] == [first, f"{second}\n{third}"]

    by_line = chunk(document_of([[first, second, third]]), 100, 0)
    assert [part.text.strip() for part in by_line] == [f"{first}\n{second}", third]

    sentence = "Closed the month in 3 days. Trained four clerks on the ledger. Audited two sites."
    by_sentence = chunk(document_of([[sentence]]), 70, 0)
    assert by_sentence[0].text == "Closed the month in 3 days. Trained four clerks on the ledger. "

    by_word = chunk(document_of([["alpha beta gamma delta epsilon"]]), 20, 0)
    assert by_word[0].text == "alpha beta gamma "

    assert [len(part.text) for part in chunk(document_of([["x" * 25]]), 10, 0)] == [10, 10, 5]


def test_overlap_begins_at_a_line() -> None:
    lines = [f"line {number} of the resume, forty characters" for number in range(30)]
    chunks = chunk(document_of([lines]), 400, 100)
    starts = {line.start for line in document_of([lines]).lines}
    assert len(chunks) > 3
    assert all(part.start in starts for part in chunks)
    assert all(a.end > b.start for a, b in pairwise(chunks))


def test_a_hard_cut_keeps_an_accent_with_its_letter() -> None:
    text = "e\u0301" * 40  # decomposed é, forty times, no place to cut
    chunks = chunk(document_of([[text]]), 15, 3)
    assert len(chunks) > 3
    assert all(not part.text.startswith("\u0301") for part in chunks)


def test_pages_are_those_of_the_first_and_last_character() -> None:
    document = document_of([["p" * 30], ["q" * 30], ["r" * 30]], pages=[1, 2, 3])
    chunks = chunk(document, 70, 0)
    assert [(part.page, part.page_end) for part in chunks] == [(1, 2), (3, 3)]
    plain = chunk(document_of([["no pages here"]]))
    assert (plain[0].page, plain[0].page_end) == (None, None)


def test_refuses_an_overlap_that_would_never_end() -> None:
    document = document_of([["text"]])
    for size, overlap in ((10, 10), (10, 11), (0, 0), (5, -1)):
        with pytest.raises(ValueError, match="overlap"):
            chunk(document, size, overlap)


def test_time_grows_with_the_text_not_its_square() -> None:
    def seconds(length: int) -> float:
        document = document_of([["x" * length]])  # nothing to cut at: the slowest case
        runs: list[float] = []
        for _ in range(3):
            begin = time.perf_counter()
            chunk(document)
            runs.append(time.perf_counter() - begin)
        return min(runs)

    seconds(100_000)
    assert seconds(800_000) < 40 * max(seconds(100_000), 1e-4)  # 8 times; 64 if quadratic
