"""One page of a PDF: its words, its links, and what on it cannot be seen."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from services.analysis.reading.layout_geometry import Glyph, Link, Page
from services.analysis.reading.layout_words import words_of
from services.analysis.reading.pdf_direct import pdfium_c
from services.analysis.reading.pdf_frame import Frame, frame_of
from services.analysis.reading.pdf_glyphs import GlyphReader, Glyphs
from services.analysis.reading.pdf_objects import backdrop_of
from services.analysis.reading.pdf_spoken import unfold
from services.analysis.reading.pdf_visibility import part_unseen

_MAX_LINKS = 500
_MAX_LINK = 2048
_PICTURE_PAGE = 0.5  # a page more than half covered by pictures may be a scan
_TYPED = frozenset((pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT))


def read_page(document: Any, number: int) -> tuple[Page, int] | None:
    """Page `number` (from 1) and how many of its glyphs stand for no known character."""
    page = pdfium_c.FPDF_LoadPage(document, number - 1)
    if page and _has_typed_text(page):
        # What was typed into a form or onto the page becomes part of the page, as it is printed.
        pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
        pdfium_c.FPDF_ClosePage(page)
        page = pdfium_c.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    try:
        return _read(page, number, document)
    finally:
        pdfium_c.FPDF_ClosePage(page)


def _read(page: Any, number: int, document: Any) -> tuple[Page, int]:
    frame = frame_of(page)
    out = Page(number, frame.width, frame.height)
    out.links = list(_links(page, document, frame))
    text = pdfium_c.FPDFText_LoadPage(page)
    if not text:
        return out, 0
    read = GlyphReader(text, frame).read()
    backdrop = backdrop_of(page, frame)
    out.pictures, out.dots = backdrop.pictures, backdrop.dots
    out.paths = backdrop.paths
    if _is_recognised(read, backdrop.pictures):
        out.recognised = True
        read.glyphs, read.hidden = read.hidden, []
    elif read.glyphs:
        part_unseen(page, frame, read, backdrop.colours)
    pdfium_c.FPDFText_ClosePage(text)
    glyphs = unfold(read.glyphs, read.spoken)
    out.words = words_of([glyph for glyph in glyphs if not glyph.turn], out.links)
    out.turned = [
        words_of(turned, [])
        for turn in (3, 1, 2)
        if (turned := [glyph for glyph in glyphs if glyph.turn == turn])
    ]
    out.hidden = _texts(read.hidden)
    return out, read.unmapped


def _is_recognised(read: Glyphs, pictures: float) -> bool:
    """The text of a scanned page, which OCR programs lay invisibly over its picture."""
    inked = sum(glyph.text != " " for glyph in read.glyphs)
    invisible = sum(read.styles[glyph.font].invisible for glyph in read.hidden)
    return pictures > _PICTURE_PAGE and invisible > 50 and inked * 10 < invisible


def _texts(glyphs: list[Glyph]) -> list[str]:
    """Hidden glyphs as text, one string a line."""
    texts: list[str] = []
    base = None
    for glyph in glyphs:
        if base is None or abs(glyph.base - base) > 0.5 * max(glyph.size, 1.0):
            texts.append("")
            base = glyph.base
        texts[-1] += glyph.text
    return [text.strip() for text in texts if text.strip()]


def _has_typed_text(page: Any) -> bool:
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), _MAX_LINKS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind in _TYPED:
            return True
    return False


def _links(page: Any, document: Any, frame: Frame) -> Iterator[Link]:
    position, link, rect = ctypes.c_int(0), pdfium_c.FPDF_LINK(), pdfium_c.FS_RECTF()
    for _ in range(_MAX_LINKS):
        if not pdfium_c.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium_c.FPDFLink_GetAction(link)
        if not action or pdfium_c.FPDFAction_GetType(action) != pdfium_c.PDFACTION_URI:
            continue
        size = pdfium_c.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < size <= _MAX_LINK or not pdfium_c.FPDFLink_GetAnnotRect(link, rect):
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium_c.FPDFAction_GetURIPath(document, action, buffer, size)
        target = buffer.value.decode("utf-8", "replace").strip()
        if target:
            yield Link(target, *frame.box(rect.left, rect.bottom, rect.right, rect.top))
