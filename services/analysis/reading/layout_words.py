"""Glyphs to words: where a gap is a space, and where it is only letter-spacing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from services.analysis.reading.layout_geometry import Glyph, Link, Word

_SPACE = 0.13  # a gap of so many ems, beyond the usual one, parts two words
_SPACED = 0.14  # a median gap of so many ems is letter-spacing
_SPACED_LETTERS = 4


def words_of(glyphs: list[Glyph], links: list[Link]) -> list[Word]:
    """Words in content order, those painted twice once and bold."""
    words: list[Word] = []
    painted: dict[tuple[str, int, int], Word] = {}
    for run in _runs(glyphs):
        for part in _split(run):
            word = _word(part, len(words))
            twin = _twin(word, painted)
            if twin is not None:
                twin.bold = True
                continue
            painted[(word.text, int(word.x0 // 4), int(word.base // 4))] = word
            words.append(word)
    _link(words, links)
    return words


def _twin(word: Word, painted: dict[tuple[str, int, int], Word]) -> Word | None:
    """The same word a hair beside this one: how some programs make bold text, or a shadow."""
    near = 0.15 * word.size
    for x in {int((word.x0 - near) // 4), int((word.x0 + near) // 4)}:
        for y in {int((word.base - near) // 4), int((word.base + near) // 4)}:
            twin = painted.get((word.text, x, y))
            if (
                twin is not None
                and abs(twin.x0 - word.x0) <= near
                and abs(twin.base - word.base) <= near
                and abs(twin.size - word.size) <= near
            ):
                return twin
    return None


def _runs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that follow each other along one baseline in one size."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _continues(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _continues(last: Glyph, glyph: Glyph) -> bool:
    size = last.size if last.size > glyph.size else glyph.size  # noqa: FURB136 - the inner loop
    if glyph.x0 < last.x0 - 0.3 * size or glyph.x0 - last.x1 > 3 * size:
        return False
    if abs(glyph.base - last.base) < 0.15 * size:
        return True
    # Letters set low or high against each other, as in some names of programs: they touch.
    if glyph.x0 - last.x1 < 0.02 * size and abs(glyph.base - last.base) < 0.35 * size:
        return glyph.x0 > last.x0
    # A superscript, or back from one: another size, beside the last glyph, on overlapping heights.
    raised = abs(glyph.base - last.base) < 0.5 * size and abs(glyph.size - last.size) > 0.1 * size
    return raised and glyph.x0 - last.x1 < _SPACE * size


def _split(run: list[Glyph]) -> Iterator[list[Glyph]]:
    threshold, spaced = _threshold(run)
    part: list[Glyph] = []
    right = 0.0
    parted = False
    for glyph in run:
        if glyph.text == " ":
            parted = True
            continue
        if part and _same_spot(part[-1], glyph):
            part[-1].bold = True
            continue
        gap = (glyph.x0 - right) / max(glyph.size, 1.0)
        if part and (gap > threshold or (parted and not spaced)):
            yield part
            part = []
        part.append(glyph)
        right, parted = glyph.x1, False
    if part:
        yield part


def _same_spot(last: Glyph, glyph: Glyph) -> bool:
    """A letter painted twice before the next one comes; two letters are never so close.

    The equal letters of a ligature are: they share one box, to the last digit.
    """
    if last.text != glyph.text or (last.x0 == glyph.x0 and last.x1 == glyph.x1):
        return False
    return abs(glyph.x0 - last.x0) < 0.08 * glyph.size < last.x1 - last.x0


def _threshold(run: list[Glyph]) -> tuple[float, bool]:
    """The gap, in ems, that parts words here, and whether the letters themselves are spaced out."""
    inked = [glyph for glyph in run if glyph.text != " "]
    if len(inked) < _SPACED_LETTERS:
        return _SPACE + 0.07, False
    gaps = [(b.x0 - a.x1) / max(b.size, 1.0) for a, b in pairwise(inked)]
    middle = max(median(gaps), 0.0)
    if middle >= _SPACED and _mostly_letters(inked):
        even = sum(0.5 * middle <= gap <= 1.6 * middle for gap in gaps)
        if even >= 0.6 * len(gaps):
            return 1.6 * middle, True
    return min(middle, _SPACED) + _SPACE, False


def _mostly_letters(glyphs: list[Glyph]) -> bool:
    return sum(glyph.text.isalpha() for glyph in glyphs) >= 0.8 * len(glyphs)


def _word(glyphs: list[Glyph], order: int) -> Word:
    largest = max(glyphs, key=lambda glyph: glyph.size)
    bold = sum(len(glyph.text) for glyph in glyphs if glyph.bold)
    italic = sum(len(glyph.text) for glyph in glyphs if glyph.italic)
    text = "".join(glyph.text for glyph in glyphs)
    return Word(
        text=text,
        x0=glyphs[0].x0,
        x1=max(glyph.x1 for glyph in glyphs),
        base=largest.base,
        size=largest.size,
        bold=2 * bold > len(text),
        italic=2 * italic > len(text),
        order=order,
    )


def _link(words: list[Word], links: list[Link]) -> None:
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        for link in links:
            if link.x0 <= x <= link.x1 and link.y0 <= y <= link.y1:
                word.link = link.target
                break
