"""Rows of a region into lines, with what stands in its margins put where it belongs.

Three things stand in margins. Dates and places at the right, one or more lines a record: the first
is on the record's first line, the others would otherwise land inside its bullets. Dates at the
left: they share a baseline with the record's first line. Labels of whole sections at the left:
headings, though they stand beside their section.
"""

from __future__ import annotations

import re

from services.analysis.reading.characters import BULLETS
from services.analysis.reading.layout_columns import gutters_of
from services.analysis.reading.layout_gutter import Gutter, ink, is_anchored
from services.analysis.reading.layout_rows import Row, Segment, blocks_of, rows_of

_SHORT = 40  # characters of a margin note, at most
_MOST = 0.6  # of a region's rows stand beside section labels; fewer, and they label records
_FLUSH = 3.0  # points from the region's right edge
_YEAR = re.compile(r"\d{2}")


def settle(rows: list[Row]) -> list[Row]:
    """The rows as lines, in reading order."""
    return _right_notes_lifted(_left_margin_settled(rows))


def _left_margin_settled(rows: list[Row]) -> list[Row]:
    """Labels of sections become rows above their section; notes go with the line they begin on."""
    labels = notes = None
    for gutter in gutters_of(rows):
        spans = gutter.last - gutter.first + 1 >= _MOST * len(rows)
        if spans and _is_label_rail(gutter):
            labels = _taller(labels, gutter)
        elif _is_note_rail(gutter):
            notes = _taller(notes, gutter)
    rail = labels or notes
    if rail is None:
        return rows
    content, blocks = rows_of(rail.right), blocks_of(rows_of(rail.left))
    if labels is None:
        middle = _with_notes(content, blocks)
    else:
        middle = _with_labels(content, [_merged(block) for block in blocks])
    return [*rows[: rail.first], *middle, *rows[rail.last + 1 :]]


def _taller(known: Gutter | None, gutter: Gutter) -> Gutter:
    return gutter if known is None or len(gutter.left) > len(known.left) else known


def _with_labels(content: list[Row], labels: list[Row]) -> list[Row]:
    out: list[Row] = []
    for row in content:
        while labels and labels[0].base <= row.base + 0.4 * row.size:
            out.append(labels.pop(0))
        out.append(row)
    return out + labels


def _with_notes(content: list[Row], blocks: list[list[Row]]) -> list[Row]:
    """The first line of a note joins the line beside it; the others follow."""
    out: list[Row] = []
    for row in content:
        while blocks and blocks[0][0].base < row.base - 0.3 * row.size:
            out += blocks.pop(0)
        if blocks and abs(blocks[0][0].base - row.base) <= 0.3 * row.size:
            first, *others = blocks.pop(0)
            out += [Row([*first.segments, *row.segments]), *others]
        else:
            out.append(row)
    return out + [row for block in blocks for row in block]


def _is_label_rail(gutter: Gutter) -> bool:
    labels, content = rows_of(gutter.left), rows_of(gutter.right)
    blocks = blocks_of(labels)
    if len(blocks) < 2 or len(content) < 3 * len(blocks) or ink(labels) > 0.4 * ink(content):
        return False
    if len({round(label.x0) for label in labels}) > 1 or any(len(block) > 2 for block in blocks):
        return False
    return all(
        len(label.segments) == 1 and _is_label(label.segments[0], content) for label in labels
    )


def _is_note_rail(gutter: Gutter) -> bool:
    """Several notes of several short lines, each beside the first line of something."""
    notes, content = rows_of(gutter.left), rows_of(gutter.right)
    if ink(notes) > 0.5 * ink(content) or any(len(row.segments) > 1 for row in notes):
        return False
    if any(len(row.segments[0].text) > _SHORT for row in notes):
        return False
    return any(len(block) > 1 for block in blocks_of(notes)) and is_anchored(notes, content)


def _is_label(segment: Segment, content: list[Row]) -> bool:
    text = segment.text
    if len(text) > _SHORT or text.endswith(":") or _YEAR.search(text) or text[0] in BULLETS:
        return False
    body = sorted(row.size for row in content)[len(content) // 2]
    plain = sum(not all(s.bold for s in row.segments) for row in content) > len(content) / 2
    return (segment.bold and plain) or text.isupper() or segment.size > 1.08 * body


def _merged(block: list[Row]) -> Row:
    """A label broken over lines, as one."""
    words = [word for row in block for segment in row.segments for word in segment.words]
    first = block[0].segments[0]
    return Row(
        [
            Segment(
                words,
                min(word.x0 for word in words),
                max(word.x1 for word in words),
                first.base,
                max(word.size for word in words),
            )
        ]
    )


def _right_notes_lifted(rows: list[Row]) -> list[Row]:
    """Second and further lines of a note in the right margin follow the line the note begins on."""
    if not rows:
        return rows
    edge = max(row.x1 for row in rows)
    out: list[Row] = []
    anchor: Row | None = None  # the row the present note began on
    place = 0  # where in `out` its next line goes
    last = 0.0  # baseline of its last line
    for row in rows:
        note = _note(row, edge)
        follows = anchor is not None and row.base - last <= 1.7 * row.size
        if note is None:
            out.append(row)
        elif anchor is None or not follows or not _is_detail(row, note, anchor):
            out.append(row)
            if len(row.segments) > 1:
                anchor, place = row, len(out)
            last = row.base
        else:
            out.insert(place, Row([note]))
            place += 1
            last = row.base
            rest = [segment for segment in row.segments if segment is not note]
            if rest:
                out.append(Row(rest))
    return out


def _note(row: Row, edge: float) -> Segment | None:
    """The segment in the right margin, if there is one."""
    last = row.segments[-1]
    if last.x1 < edge - _FLUSH or len(last.text) > _SHORT:
        return None
    if len(row.segments) > 1 and last.x0 - row.segments[-2].x1 < 0.8 * last.size:
        return None
    return last if last.x0 > row.x0 or len(row.segments) == 1 else None


def _is_detail(row: Row, note: Segment, anchor: Row) -> bool:
    """Whether what stands left of the note is detail of the anchor's record, not a line of its
    head.
    """
    if len(row.segments) == 1:
        return note.x0 > anchor.x0 + 10 * note.size
    first = row.segments[0]
    return first.text[0] in BULLETS or first.x0 > anchor.x0 + 0.3 * first.size
