"""A document as its paragraphs with what each is, read from a DOCX and from a flat ODT.

Both are read from their own markup, so that they can be compared: what the DOCX says, and what
LibreOffice took it to say.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from docx import Document
from docx.oxml.ns import qn

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"


class Block(NamedTuple):
    """`kind`: `heading 1`, `heading 2` …, `item` of a list, or `text`."""

    kind: str
    text: str
    links: tuple[str, ...]


def blocks_of_docx(content: bytes) -> list[Block]:
    document: Any = Document(io.BytesIO(content))
    targets = document.part.rels
    found: list[Block] = []
    for paragraph in document.paragraphs:
        links = [
            targets[one.get(qn("r:id"))].target_ref for one in paragraph._p.iter(qn("w:hyperlink"))
        ]
        found.append(Block(_kind(paragraph.style), _even(paragraph.text), tuple(links)))
    return _with_text(found)


def _kind(style: Any) -> str:
    """By its style alone. A subtitle has a level there, as in Word's own, and no list."""
    if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}") is not None:
        return "item"
    return style.name.lower() if style.name.startswith("Heading ") else "text"


def blocks_of_odt(path: Path) -> list[Block]:
    """Of a flat one: a single file of XML."""
    body = ET.parse(path).getroot().find(f"{_OFFICE}body/{_OFFICE}text")
    assert body is not None
    return _with_text(list(_blocks(body, "text")))


def _blocks(parent: ET.Element, kind: str) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_TEXT}h":
            yield _block(child, f"heading {child.get(f'{_TEXT}outline-level')}")
        elif child.tag == f"{_TEXT}p":
            yield _block(child, kind)
        else:
            inside = "item" if child.tag == f"{_TEXT}list" else kind
            yield from _blocks(child, inside)


def _block(paragraph: ET.Element, kind: str) -> Block:
    links = tuple(link.get(_LINK, "") for link in paragraph.iter(f"{_TEXT}a"))
    return Block(kind, _even("".join(_pieces(paragraph))), links)


def _pieces(parent: ET.Element) -> Iterator[str]:
    """The text of a paragraph; blanks, tabs and line ends are elements there."""
    yield parent.text or ""
    for child in parent:
        if child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield " "
        else:
            yield from _pieces(child)
        yield child.tail or ""


def _even(text: str) -> str:
    return " ".join(text.split())


def _with_text(found: list[Block]) -> list[Block]:
    return [block for block in found if block.text]
