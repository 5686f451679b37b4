"""Rows of a region into lines, with what stands in its margins put where it belongs.

Three things stand in margins. Dates and places at the right, one or more lines a record: the first
is on the record's first line, the others would otherwise land inside its bullets. Dates at the
left: they share a baseline with the record's first line. Labels of whole sections at the left:
headings, though they stand beside their section.
"""

from __future__ import annotations

import re

from services.analysis.reading.characters import BULLETS
from services.analysis.reading.layout_columns import Gutter, gutters_of, ink
from services.analysis.reading.layout_rows import Row, Segment, rows_of

_SHORT = 40  # characters of a margin note, at most
_FLUSH = 3.0  # points from the region's right edge
_YEAR = re.compile(r"\d{2}")


def settle(rows: list[Row]) -> list[Row]:
    """The rows as lines, in reading order."""
    return _notes_lifted(_labels_parted(rows))


def _labels_parted(rows: list[Row]) -> list[Row]:
    """Labels of sections in the left margin become rows of their own, above their section."""
    best: Gutter | None = None
    for gutter in gutters_of(rows):
        if _is_label_rail(gutter) and (best is None or len(gutter.left) > len(best.left)):
            best = gutter
    if best is None:
        return rows
    out = rows[: best.first]
    blocks = _blocks(rows_of(best.left))
    content = rows_of(best.right)
    for row in content:
        while blocks and blocks[0][0].base <= row.base + 0.4 * row.size:
            out.append(_merged(blocks.pop(0)))
        out.append(row)
    return [*out, *map(_merged, blocks), *rows[best.last + 1 :]]


def _is_label_rail(gutter: Gutter) -> bool:
    labels, content = rows_of(gutter.left), rows_of(gutter.right)
    blocks = _blocks(labels)
    if len(blocks) < 2 or len(content) < 3 * len(blocks) or ink(labels) > 0.4 * ink(content):
        return False
    if len({round(label.x0) for label in labels}) > 1 or any(len(block) > 2 for block in blocks):
        return False
    return all(
        len(label.segments) == 1 and _is_label(label.segments[0], content) for label in labels
    )


def _is_label(segment: Segment, content: list[Row]) -> bool:
    text = segment.text
    if len(text) > _SHORT or text.endswith(":") or _YEAR.search(text) or text[0] in BULLETS:
        return False
    body = sorted(row.size for row in content)[len(content) // 2]
    plain = sum(not all(s.bold for s in row.segments) for row in content) > len(content) / 2
    return (segment.bold and plain) or text.isupper() or segment.size > 1.08 * body


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """Rows that follow each other closely."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks and row.base - blocks[-1][-1].base <= 1.7 * row.size:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


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


def _notes_lifted(rows: list[Row]) -> list[Row]:
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
