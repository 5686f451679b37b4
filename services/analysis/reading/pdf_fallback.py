"""PDF through pypdf: plain text without places, for files that PDFium does not open or hardly
reads.
"""

from __future__ import annotations

import io
import logging

import pypdf
from pypdf.errors import FileNotDecryptedError

from services.analysis.errors import FileBroken, FileEncrypted, FileTooComplex
from services.analysis.reading.assemble import Draft, Run
from services.analysis.reading.characters import clean_text, starts_as_bullet

READER = f"pypdf {pypdf.__version__}"
_MAX_CHARACTERS = 2_000_000
logging.getLogger("pypdf").disabled = True  # its warnings quote the file


def fallback_drafts(content: bytes, max_pages: int) -> tuple[list[Draft], int]:
    """Lines without geometry, and the number of pages. Raises a `DocumentError`."""
    try:
        pdf = pypdf.PdfReader(io.BytesIO(content))
        _unlock(pdf)
        count = len(pdf.pages)
        texts = _texts(pdf, min(count, max_pages))
    except FileNotDecryptedError as error:
        raise FileEncrypted from error
    except RecursionError as error:
        raise FileTooComplex from error
    except MemoryError:
        raise
    except (FileEncrypted, FileTooComplex):
        raise
    except Exception as error:  # pypdf raises nearly anything on damage
        raise FileBroken from error
    return _drafts(texts), count


def _unlock(pdf: pypdf.PdfReader) -> None:
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise FileEncrypted


def _texts(pdf: pypdf.PdfReader, count: int) -> list[str]:
    texts: list[str] = []
    size = 0
    for index in range(count):
        texts.append(pdf.pages[index].extract_text())
        size += len(texts[-1])
        if size > _MAX_CHARACTERS:
            raise FileTooComplex
    return texts


def _drafts(texts: list[str]) -> list[Draft]:
    drafts: list[Draft] = []
    paragraph = 0
    for number, text in enumerate(texts, 1):
        for line in text.splitlines():
            shown = clean_text(line).strip()
            if not shown:
                paragraph += 1
                continue
            bullet = starts_as_bullet(shown)
            paragraph += bullet
            drafts.append(Draft([Run(shown)], number, paragraph, bullet=bullet))
        paragraph += 1
    return drafts
