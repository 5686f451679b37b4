"""The chart of a score: the total as a ring, its parts as bars with the reason of each.

Drawn as vectors, legible without colour. All text keeps to one column, so that the page reads in
order whoever extracts it; and a part's points stand before its name, since a line that begins with
"Skills" would look like the head of a section.
"""

from __future__ import annotations

from dataclasses import dataclass

from libs.profile.model import Score, ScorePart
from services.export.formats.content import PART_NAMES_MOST, full, part_name, points, why
from services.export.formats.lines import Line, Look, Span, break_lines
from services.export.formats.pages import (
    BLUE,
    GREY,
    INK,
    LEFT,
    MEASURE,
    NAVY,
    RIGHT,
    Cell,
    Painter,
    Strip,
)
from services.export.formats.structure import Element
from services.export.formats.typefaces import Missing

_TRACK, _EDGE = 0xE6EBF2, 0x8A97A8
_RADIUS, _THICK = 21.0, 8.0  # of the ring, to the middle of its stroke
_RING = 2 * _RADIUS + _THICK
_BESIDE = _RING + 14  # from the left margin
_NAMES_AT = 56.0  # from the left margin; the points end before it
_BAR_WIDE, _BAR_HIGH = 220.0, 7.0
_ROW, _REASON, _APART = 14.0, 11.0, 6.0
_NAME, _VALUE, _WHY = Look(10.0, INK), Look(10.0, INK, "bold"), Look(8.5, GREY)
_TOTAL, _OF = Look(24.0, NAVY, "bold"), Look(10.0, GREY)


@dataclass(frozen=True, slots=True)
class _Bar:
    part: ScorePart
    value: Line
    name: Line
    reasons: list[Line]

    @property
    def height(self) -> float:
        return _ROW + _REASON * len(self.reasons) + _APART


def score_chart(score: Score, aside: str, parent: Element, missing: Missing) -> list[Strip]:
    """The ring with the total, `aside` under it, then a strip for each bar."""
    bars = [_bar(part, missing) for part in score.parts[:PART_NAMES_MOST]]
    return [_total(score, aside, parent, missing), *(_strip(bar, parent) for bar in bars)]


def _total(score: Score, aside: str, parent: Element, missing: Missing) -> Strip:
    total, of = points(score.total), f" of {points(full(score))} points"
    figure = Element("Figure", parent, alternative=f"Ring chart: {total}{of}")
    element = Element("P", parent)
    room = MEASURE - _BESIDE
    large = break_lines([Span(total, _TOTAL), Span(of, _OF)], room, missing)[0]
    small = break_lines([Span(aside, _OF)], room, missing)[0]

    def draw(painter: Painter, top: float) -> None:
        painter.structure.begin(figure)
        _ring(score, painter, LEFT + _RING / 2, top - _RING / 2)
        painter.structure.end()
        painter.cell(Cell(element, large), LEFT + _BESIDE, top - (26 if aside else 34))
        painter.cell(Cell(element, small), LEFT + _BESIDE, top - 42)

    return Strip(_RING + 12, before=8, draw=draw)


def _bar(part: ScorePart, missing: Missing) -> _Bar:
    value = f"{points(part.points)} / {points(part.max)}"
    room = MEASURE - _NAMES_AT
    reason = why(part)
    return _Bar(
        part,
        break_lines([Span(value, _VALUE)], MEASURE, missing)[0],
        break_lines([Span(part_name(part), _NAME)], room - _BAR_WIDE - 8, missing)[0],
        break_lines([Span(reason, _WHY)], room, missing) if reason else [],
    )


def _strip(bar: _Bar, parent: Element) -> Strip:
    element = Element("P", parent)
    value = Cell(element, bar.value, _NAMES_AT - 10 - bar.value.width)
    cells = (value, Cell(element, bar.name, _NAMES_AT))

    def draw(painter: Painter, top: float) -> None:
        _draw_bar(bar.part, painter, top - _ROW / 2 + 0.5)
        for cell in cells:
            painter.cell(cell, LEFT + cell.x, top - 10.5)
        for number, line in enumerate(bar.reasons):
            y = top - _ROW - _REASON * number - 8
            painter.cell(Cell(element, line), LEFT + _NAMES_AT, y)

    return Strip(bar.height, draw=draw)


def _draw_bar(part: ScorePart, painter: Painter, middle: float) -> None:
    canvas = painter.canvas
    left, bottom = RIGHT - _BAR_WIDE, middle - _BAR_HIGH / 2
    filled = _BAR_WIDE * _share(part.points, part.max)
    painter.structure.begin_decoration()
    canvas.setLineWidth(0.4)
    painter.stroke(_EDGE)
    painter.fill(_TRACK)
    canvas.rect(left, bottom, _BAR_WIDE, _BAR_HIGH, stroke=1, fill=1)
    painter.fill(BLUE)
    canvas.rect(left, bottom, filled, _BAR_HIGH, stroke=0, fill=1)
    painter.structure.end()


def _ring(score: Score, painter: Painter, x: float, y: float) -> None:
    canvas = painter.canvas
    canvas.setLineWidth(_THICK)
    painter.stroke(_TRACK)
    canvas.circle(x, y, _RADIUS, stroke=1, fill=0)
    share = _share(score.total, full(score))
    if share:
        painter.stroke(BLUE)
        box = (x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS)
        canvas.arc(*box, startAng=90, extent=-359.99 * share)


def _share(part: float, whole: float) -> float:
    return max(0.0, min(1.0, part / whole)) if whole > 0 else 0.0
