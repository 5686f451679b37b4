"""DOCX to `Document`, with python-docx for the package and the styles and our own walk over the
content.

The walk is our own because python-docx skips content controls, text boxes, fields and tracked
insertions, which templates of resumes are made of.
"""

from __future__ import annotations

import io
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import OpcError
from lxml import etree as lxml_etree  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]

from services.analysis.errors import FileBroken, FileTooComplex
from services.analysis.reading.assemble import Extra, assemble
from services.analysis.reading.document import Document
from services.analysis.reading.docx_archive import check_archive
from services.analysis.reading.docx_body import Walk
from services.analysis.reading.docx_styles import Styles

etree: Any = lxml_etree  # it comes without types # pyright: ignore[reportUnknownVariableType]
_READER = f"python-docx {docx.__version__}"


def read_docx(content: bytes) -> Document:
    """Read a DOCX. Raises `FileEncrypted`, `FileBroken`, `FileTooComplex`."""
    check_archive(content)
    try:
        package = docx.Document(io.BytesIO(content))
        return _read(package)
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error) or "huge" in str(error):
            raise FileTooComplex from error
        raise FileBroken from error
    except (OpcError, BadZipFile, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        # python-docx raises these where a required part or attribute is missing or of another kind.
        raise FileBroken from error
    except RecursionError as error:
        raise FileTooComplex from error


def _read(package: Any) -> Document:
    walk = Walk(Styles(package))
    for part in _margins(package, "header"):
        walk.block(part.element, part)
    walk.block(package.element.body, package.part)
    for part in _margins(package, "footer"):
        walk.block(part.element, part)
    extra = Extra(links=walk.links, hidden=walk.hidden)
    return assemble("docx", _READER, walk.drafts, extra)


def _margins(package: Any, kind: str) -> list[Any]:
    """The header or footer parts in use, each once, in the order of the sections."""
    parts: list[Any] = []
    for section in package.sections:
        for name in (f"first_page_{kind}", kind):
            if name.startswith("first") and not section.different_first_page_header_footer:
                continue
            margin = getattr(section, name)
            if not margin.is_linked_to_previous and margin.part not in parts:
                parts.append(margin.part)
    return parts
