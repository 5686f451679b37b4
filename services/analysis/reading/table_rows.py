"""Rows of a table in a word processor's file, into lines."""

from __future__ import annotations

from services.analysis.reading.assemble import Draft, Run

_ACROSS = 3  # lines of a cell, at most, to be read across
_BRIEF = 60  # characters of a date or a label, at most


def joined(cells: list[list[Draft]]) -> list[Draft]:
    """The lines of a row of cells. Cells that are read across become one line, with tabs between.

    Short cells are read across: all of one line, or as many lines as each other, at most three,
    unless each has a heading of its own. One line beside a longer cell (a date, a label) joins that
    cell's first line. Anything else is columns.
    """
    if len(cells) < 2:
        return [draft for cell in cells for draft in cell]
    lengths = {len(cell) for cell in cells}
    headed = len(cells[0]) > 1 and all(_is_headed(cell) for cell in cells)
    if len(lengths) == 1 and len(cells[0]) <= _ACROSS and not headed:
        return [_across(list(lines)) for lines in zip(*cells, strict=True)]
    long = [cell for cell in cells if len(cell) > 1]
    single = [cell[0] for cell in cells if len(cell) == 1]
    notes = all(len(draft.text) <= _BRIEF and not draft.heading for draft in single)
    if len(long) == 1 and notes:
        return [_across([cell[0] for cell in cells]), *long[0][1:]]
    for number, cell in enumerate(cells):
        for draft in cell:
            draft.column = number
    return [draft for cell in cells for draft in cell]


def _is_headed(cell: list[Draft]) -> bool:
    """Whether the first line stands out from the second."""
    first, second = cell[0], cell[1] if len(cell) > 1 else None
    if second is None:
        return False
    return (
        (first.heading and not second.heading)
        or (first.text.isupper() and not second.text.isupper())
        or (_is_bold(first) and not _is_bold(second))
    )


def _is_bold(draft: Draft) -> bool:
    return all(run.bold for run in draft.runs if run.text.strip())


def _across(drafts: list[Draft]) -> Draft:
    """Several lines side by side, as one."""
    runs: list[Run] = []
    for draft in drafts:
        if runs:
            runs[-1].text += "\t"
        runs += draft.runs
    first = drafts[0]
    return Draft(
        runs,
        paragraph=first.paragraph,
        column=first.column,
        heading=all(draft.heading for draft in drafts),
        bullet=first.bullet,
    )
