"""Strips of a document put on A4 pages and drawn: where a page may end, and what its foot says."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from services.export.formats.lines import Line, Look, Segment, Span, break_lines, text_width
from services.export.formats.structure import Element, Structure
from services.export.formats.typefaces import Missing

WIDTH, HEIGHT = 595.28, 841.89  # A4, points
LEFT, RIGHT = 56.0, WIDTH - 56.0
MEASURE = RIGHT - LEFT
TOP, BOTTOM = 54.0, HEIGHT - 62.0  # from the upper edge
_FOOT = HEIGHT - 34.0
_SCANT = (BOTTOM - TOP) / 5  # a last page with less on it looks forgotten
_CLOSER = (0.85, 0.7, 0.55)  # of the space between strips
_BAND = 7.0  # height of the band at the head of the first page
_STROKE = 0.028  # of the size: how much drawn bold thickens
NAVY, BLUE, INK, GREY, PALE = 0x1A365D, 0x2563EB, 0x1F2937, 0x5B6472, 0xC9D2DF
_FOOT_LOOK = Look(8.0, GREY)


@dataclass(frozen=True, slots=True)
class Cell:
    """A line of text at a place from the left margin."""

    element: Element
    line: Line
    x: float = 0.0


@dataclass(slots=True)
class Strip:
    """What no page break divides. Lengths in points; `before` is dropped at the top of a page."""

    height: float
    cells: tuple[Cell, ...] = ()
    ascent: float = 0.0  # from the top of the strip to the baseline
    before: float = 0.0
    tied: bool = False  # to the strip above: no page begins here
    fresh: bool = False  # a page begins here
    outline: str = ""  # its name in the bookmarks
    draw: Callable[[Painter, float], None] | None = None  # given the strip's top, from below


@dataclass(slots=True)
class Page:
    strips: list[tuple[float, Strip]] = field(default_factory=list[tuple[float, Strip]])


def paginate(strips: Sequence[Strip]) -> list[Page]:
    """The strips on pages, each with its distance from the upper edge. What would leave a few lines
    on a last page is set closer, where that saves the page.
    """
    pages: list[Page] = []
    for part in _parts(strips):
        placed = _place(part, 1.0)
        if _is_scant(placed):
            closer = (_place(part, share) for share in _CLOSER)
            placed = next((one for one in closer if len(one) < len(placed)), placed)
        pages += placed
    return pages


def _parts(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Strips from one that begins a page to the next."""
    parts: list[list[Strip]] = [[]]
    for strip in strips:
        if strip.fresh and parts[-1]:
            parts.append([])
        parts[-1].append(strip)
    return parts


def _is_scant(pages: Sequence[Page]) -> bool:
    if len(pages) < 2:
        return False
    y, strip = pages[-1].strips[-1]
    return y + strip.height - TOP < _SCANT


def _place(strips: Sequence[Strip], share: float) -> list[Page]:
    """The strips on pages, with so much of the space before each."""
    pages = [Page()]
    y = TOP
    for chunk in _chunks(strips):
        height = sum(share * strip.before + strip.height for strip in chunk)
        before = share * chunk[0].before
        height -= before
        before = before if pages[-1].strips else 0.0
        whole = height <= BOTTOM - TOP
        if pages[-1].strips and whole and y + before + height > BOTTOM:
            pages.append(Page())
            y = TOP
        for strip in chunk:
            y += share * strip.before if pages[-1].strips else 0.0
            if pages[-1].strips and y + strip.height > BOTTOM:
                pages.append(Page())
                y = TOP
            pages[-1].strips.append((y, strip))
            y += strip.height
    return pages


def _chunks(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Strips that are tied together."""
    chunks: list[list[Strip]] = []
    for strip in strips:
        if strip.tied and chunks:
            chunks[-1].append(strip)
        else:
            chunks.append([strip])
    return chunks


class Painter:
    """Draws on a reportlab canvas; the origin is the lower left corner, as in PDF."""

    def __init__(self, canvas: Any, structure: Structure) -> None:
        self.canvas = canvas
        self.structure = structure

    def fill(self, colour: int) -> None:
        self.canvas.setFillColorRGB(*_rgb(colour))

    def stroke(self, colour: int) -> None:
        self.canvas.setStrokeColorRGB(*_rgb(colour))

    def cell(self, cell: Cell, x: float, baseline: float) -> None:
        """A line of text as content of its element, its links laid over it."""
        if not cell.line.segments:
            return
        self.structure.begin(cell.element)
        self.line(cell.line, x, baseline)
        self.structure.end()

    def line(self, line: Line, x: float, baseline: float) -> None:
        self.canvas.drawText(self._text(line.segments, x, baseline))
        for segment in line.segments:
            if segment.link:
                size = segment.look.size
                box = (x, baseline - 0.25 * size, x + segment.width, baseline + 0.8 * size)
                self.canvas.linkURL(segment.link, box)
            x += segment.width

    def _text(self, segments: Sequence[Segment], x: float, baseline: float) -> Any:
        text: Any = self.canvas.beginText(x, baseline)
        before: Look | None = None
        for segment in segments:
            look = segment.look
            if look is not before:
                before = look
                text.setFillColorRGB(*_rgb(look.colour))
            text.setFont(segment.run.face.name, look.size)
            if segment.run.thickened:
                text.setStrokeColorRGB(*_rgb(look.colour))
                text._code.append(f"{_STROKE * look.size:.2f} w")  # noqa: SLF001 - has no setter
            text.setTextRenderMode(2 if segment.run.thickened else 0)
            text.textOut(segment.run.text)
        text.setTextRenderMode(0)  # it would outlive the text object
        return text


def _rgb(colour: int) -> tuple[float, float, float]:
    red, green, blue = colour >> 16, colour >> 8 & 255, colour & 255
    return red / 255, green / 255, blue / 255


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself. `created` is in UTC."""

    title: str
    author: str
    subject: str
    keywords: str
    creator: str
    language: str
    created: datetime


def print_pages(
    pages: Sequence[Page], root: Element, properties: Properties, foot: str, missing: Missing
) -> bytes:
    """The file. The same pages give the same bytes."""
    from reportlab import rl_config
    from reportlab.pdfgen import canvas as module

    library: Any = module
    rl_config.useA85 = 0  # streams as bytes: text would make the file a quarter larger
    target = io.BytesIO()
    canvas = library.Canvas(
        target,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=properties.language,
        initialFontName="FiraSans-Regular",
    )
    _describe(canvas, properties)
    painter = Painter(canvas, Structure(canvas))
    for number, page in enumerate(pages, start=1):
        _print(page, number, painter)
        _print_foot(painter, foot, f"Page {number} of {len(pages)}", missing)
        canvas.showPage()
        painter.structure.end_page()
    painter.structure.write(root)
    canvas.save()
    return target.getvalue()


def _print(page: Page, number: int, painter: Painter) -> None:
    if number == 1:
        painter.structure.begin_decoration()
        painter.fill(NAVY)
        painter.canvas.rect(0, HEIGHT - _BAND, WIDTH, _BAND, stroke=0, fill=1)
        painter.structure.end()
    for y, strip in page.strips:
        if strip.outline:
            key = f"section-{number}-{y:.0f}"
            painter.canvas.bookmarkHorizontal(key, 0, HEIGHT - y + 12)
            painter.canvas.addOutlineEntry(strip.outline, key, level=0)
        if strip.draw is not None:
            strip.draw(painter, HEIGHT - y)
        for cell in strip.cells:
            painter.cell(cell, LEFT + cell.x, HEIGHT - y - strip.ascent)


def _print_foot(painter: Painter, foot: str, count: str, missing: Missing) -> None:
    painter.structure.begin_decoration()
    painter.stroke(PALE)
    painter.canvas.setLineWidth(0.5)
    painter.canvas.line(LEFT, HEIGHT - _FOOT + 14, RIGHT, HEIGHT - _FOOT + 14)
    width = text_width(count, _FOOT_LOOK, missing)
    lines = break_lines([Span(foot, _FOOT_LOOK)], MEASURE - width - 12, missing)
    painter.line(lines[0], LEFT, HEIGHT - _FOOT)
    painter.line(
        break_lines([Span(count, _FOOT_LOOK)], MEASURE, missing)[0], RIGHT - width, HEIGHT - _FOOT
    )
    painter.structure.end()


def _describe(canvas: Any, properties: Properties) -> None:
    canvas.setTitle(properties.title)
    canvas.setAuthor(properties.author)
    canvas.setSubject(properties.subject)
    canvas.setKeywords(properties.keywords)
    canvas.setCreator(properties.creator)
    canvas.setProducer(properties.creator)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    created = f"{properties.created:D:%Y%m%d%H%M%S}+00'00'"
    canvas.setDateFormatter(partial(_fixed, created))


def _fixed(created: str, *_: object) -> str:
    """A time that is known, where reportlab would write its own."""
    return created
