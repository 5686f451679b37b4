"""PDF to `Document`: PDFium leads, because it keeps more words, has geometry and is faster; pypdf stands by."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from services.analysis.errors import FileBroken, FileEncrypted
from services.analysis.reading.assemble import Extra, assemble
from services.analysis.reading.document import Document
from services.analysis.reading.layout_geometry import Glyph, Link, Page
from services.analysis.reading.layout import drafts_of
from services.analysis.reading.pdf_glyphs import TINY, Frame, GlyphReader, Glyphs, frame_of
from services.analysis.reading.layout_words import words_of

MAX_PAGES = 100
_READER = f"pdfium {pypdfium2.PDFIUM_INFO.version}"


def read_pdf(content: bytes) -> Document:
    """Read a PDF. Raises `FileEncrypted`, `FileBroken`."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (
            pdfium_c.FPDF_ERR_PASSWORD,
            pdfium_c.FPDF_ERR_SECURITY,
        ):
            raise FileEncrypted from error
        raise FileBroken from error
    pages: list[Page] = []
    for index in range(min(len(pdf), MAX_PAGES)):
        handle = pdfium_c.FPDF_LoadPage(pdf.raw, index)
        if handle:
            pages.append(_page(handle, index + 1, pdf.raw))
            pdfium_c.FPDF_ClosePage(handle)
    extra = Extra(page_count=len(pdf))
    for page in pages:
        extra.hidden += page.hidden
        extra.links += [link.target for link in page.links]
    return assemble("pdf", _READER, drafts_of(pages), extra)


def _page(handle: Any, number: int, document: Any) -> Page:
    frame = frame_of(handle)
    page = Page(number, frame.width, frame.height)
    page.links = _links(handle, document, frame)
    text = pdfium_c.FPDFText_LoadPage(handle)
    if not text:
        return page
    read = GlyphReader(text, frame).read()
    pdfium_c.FPDFText_ClosePage(text)
    seen, page.hidden = _visible(read, frame)
    page.words = words_of([glyph for glyph in seen if not glyph.turned], page.links)
    return page


def _visible(read: Glyphs, frame: Frame) -> tuple[list[Glyph], list[str]]:
    seen: list[Glyph] = []
    hidden: list[str] = []
    for glyph in read.glyphs:
        style = read.styles[glyph.font]
        if (
            style.invisible
            or glyph.size <= TINY
            or not -2 <= glyph.x0 <= frame.width + 2
            or not -2 <= glyph.base <= frame.height + 12
        ):
            hidden.append(glyph.text)
        else:
            seen.append(glyph)
    return seen, ["".join(hidden)] if hidden else []


def _links(page: Any, document: Any, frame: Frame) -> list[Link]:
    links: list[Link] = []
    position, link = ctypes.c_int(0), pdfium_c.FPDF_LINK()
    rect = pdfium_c.FS_RECTF()
    while len(links) < 500 and pdfium_c.FPDFLink_Enumerate(page, position, link):
        action = pdfium_c.FPDFLink_GetAction(link)
        if not action or pdfium_c.FPDFAction_GetType(action) != pdfium_c.PDFACTION_URI:
            continue
        size = pdfium_c.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < size <= 2048 or not pdfium_c.FPDFLink_GetAnnotRect(link, rect):
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium_c.FPDFAction_GetURIPath(document, action, buffer, size)
        target = buffer.value.decode("utf-8", "replace").strip()
        if target:
            links.append(Link(target, *frame.box(rect.left, rect.bottom, rect.right, rect.top)))
    return links
