"""Pages of words in, lines in reading order out."""

from __future__ import annotations

from services.analysis.reading.assemble import Draft, Run
from services.analysis.reading.characters import is_marker, starts_as_bullet
from services.analysis.reading.layout_columns import Region, regions_of
from services.analysis.reading.layout_geometry import Page, Word
from services.analysis.reading.layout_rows import Row, segments_of

_WIDE = 1.5  # ems between two words that become a tab


def drafts_of(pages: list[Page]) -> list[Draft]:
    """The lines of all pages, in reading order."""
    drafts: list[Draft] = []
    for page in pages:
        regions = regions_of(segments_of(page.words))
        columns = _numbered(regions)
        for region in regions:
            _append(drafts, page.number, region, columns[id(region)])
        for words in page.turned:
            for region in regions_of(segments_of(words)):
                _append(drafts, page.number, region, 0)
    return drafts


def _numbered(regions: list[Region]) -> dict[int, int]:
    """Columns count from 0, from the left."""
    edges: list[float] = []
    for region in sorted((r for r in regions if r.side), key=lambda r: r.x0):
        if not edges or region.x0 - edges[-1] > 60:
            edges.append(region.x0)
    number: dict[int, int] = {}
    for region in regions:
        place = [i for i, edge in enumerate(edges) if edge <= region.x0 + 1]
        number[id(region)] = place[-1] if region.side and place else 0
    return number


def _append(drafts: list[Draft], page: int, region: Region, column: int) -> None:
    paragraph = drafts[-1].paragraph + 1 if drafts else 0
    previous: Row | None = None
    for row in region.rows:
        draft = _draft(row, page, column)
        if previous is not None and _breaks(previous, row, region, draft):
            paragraph += 1
        draft.paragraph = paragraph
        drafts.append(draft)
        previous = row


def _breaks(previous: Row, row: Row, region: Region, draft: Draft) -> bool:
    if draft.bullet or row.base - previous.base > 1.6 * row.size:
        return True
    if abs(row.size - previous.size) > 0.6 or _bold(row) != _bold(previous):
        return True
    room = region.x1 - previous.x1
    first = row.segments[0].words[0]
    return room > (first.x1 - first.x0) + 0.6 * row.size


def _bold(row: Row) -> bool:
    return all(segment.bold for segment in row.segments)


def _draft(row: Row, page: int, column: int) -> Draft:
    words = [word for segment in row.segments for word in segment.words]
    runs: list[Run] = []
    last: Word | None = None
    for word in words:
        if last is not None:
            runs[-1].text += _between(last, word)
        style = (word.size, word.bold, word.italic, word.link)
        if (
            runs
            and (runs[-1].size, runs[-1].bold, runs[-1].italic, runs[-1].link) == style
            and not runs[-1].text.endswith("\t")
        ):
            runs[-1].text += word.text
            runs[-1].x1 = word.x1
        else:
            runs.append(Run(word.text, *style, x0=word.x0, x1=word.x1))
        last = word
    draft = Draft(
        runs,
        page,
        box=(
            min(word.x0 for word in words),
            min(word.y0 for word in words),
            max(word.x1 for word in words),
            max(word.y1 for word in words),
        ),
        column=column,
    )
    draft.bullet = starts_as_bullet(draft.text)
    return draft


def _between(left: Word, right: Word) -> str:
    if is_marker(left.text):
        return " "
    return "\t" if right.x0 - left.x1 > _WIDE * min(left.size, right.size) else " "
