"""PDF to `Document`: PDFium leads, because it keeps more words, has geometry and is faster; pypdf
stands by.
"""

from __future__ import annotations

from typing import Any

from services.analysis.errors import DocumentError, FileBroken, FileEncrypted
from services.analysis.reading.assemble import Draft, Extra, assemble
from services.analysis.reading.document import Document
from services.analysis.reading.layout import drafts_of
from services.analysis.reading.layout_geometry import Page
from services.analysis.reading.pdf_direct import pdfium, pdfium_c
from services.analysis.reading.pdf_fallback import READER as FALLBACK
from services.analysis.reading.pdf_fallback import fallback_drafts
from services.analysis.reading.pdf_page import read_page

MAX_PAGES = 50
READER = f"pdfium {pdfium.PDFIUM_INFO.version}"
_ENOUGH = 200  # characters: with fewer, the other reader gets its try
_LOCKED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)


def read_pdf(content: bytes) -> Document:
    """Read a PDF. Raises `FileEncrypted`, `FileBroken`, `FileTooComplex`."""
    try:
        pages, count, unmapped = _pages(content)
    except FileBroken:
        return _by_fallback(content, [], 0)
    drafts = drafts_of(pages)
    # Hidden text counts as found: the other reader would take it for text.
    written = sum(len(draft.text) for draft in drafts)
    written += sum(len(text) for page in pages for text in page.hidden)
    scanned = any(page.is_picture for page in pages)
    if (written < _ENOUGH and not scanned) or unmapped > 0.3 * max(written, 1):
        return _by_fallback(content, pages, written)
    return assemble("pdf", READER, drafts, _extra(pages, count))


def _pages(content: bytes) -> tuple[list[Page], int, int]:
    """Pages, how many there are in all, and the number of unmapped glyphs."""
    try:
        pdf: Any = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in _LOCKED:
            raise FileEncrypted from error
        raise FileBroken from error
    pages: list[Page] = []
    unmapped = 0
    try:
        for index in range(min(len(pdf), MAX_PAGES)):
            found = read_page(pdf.raw, index + 1)
            if found is not None:
                pages.append(found[0])
                unmapped += found[1]
        if not pages:
            raise FileBroken
        return pages, len(pdf), unmapped
    finally:
        pdf.close()


def _by_fallback(content: bytes, pages: list[Page], written: int) -> Document:
    """Pypdf's text where it is far more than what PDFium found; else PDFium's."""
    drafts: list[Draft] = []
    count = len(pages)
    try:
        drafts, count = fallback_drafts(content, MAX_PAGES)
    except DocumentError:
        if not pages:
            raise
    if not pages or sum(len(draft.text) for draft in drafts) > 2 * written + 40:
        return assemble("pdf", FALLBACK, drafts, _extra(pages, max(count, 1)))
    return assemble("pdf", READER, drafts_of(pages), _extra(pages, max(count, len(pages))))


def _extra(pages: list[Page], count: int) -> Extra:
    extra = Extra(page_count=count)
    for page in pages:
        extra.hidden += page.hidden
        carried = {word.link for word in page.words}
        extra.links += [link.target for link in page.links if link.target not in carried]
    if any(page.recognised for page in pages):
        extra.warn(
            "recognised_text",
            "The pages are pictures; a program recognised the text on them, and may be wrong.",
        )
    if count > MAX_PAGES:
        extra.warn("pages_skipped", f"Only the first {MAX_PAGES} pages were read.")
    scanned = [str(page.number) for page in pages if page.is_picture]
    if scanned:
        extra.meta["picture_pages"] = ",".join(scanned)
        extra.warn(
            "picture_pages",
            "Pages that are pictures were not read: " + ", ".join(scanned) + ".",
        )
    return extra
