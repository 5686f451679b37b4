"""The walk over the content of a DOCX part: paragraphs, tables, text boxes, fields, links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from services.analysis.errors import FileTooComplex
from services.analysis.reading.assemble import Draft, Run
from services.analysis.reading.characters import clean, clean_text, starts_as_bullet
from services.analysis.reading.docx_styles import Block, Face, Styles, face_of, listed, on, value
from services.analysis.reading.table_rows import joined

MAX_DEPTH = 12  # tables in tables, text boxes in text boxes
TINY = 2.0  # points
_FIELD_LINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^\s*(?:NUM|SECTION)?PAGES?\b", re.IGNORECASE)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT_BOX = qn("w:txbxContent")
_TRANSPARENT = frozenset(
    qn(tag)
    for tag in (
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:sdtContent",
        "w:sdt",
        "w:customXml",
        "w:bdo",
        "w:dir",
    )
)
_SKIPPED = frozenset(
    qn(tag)
    for tag in (
        "w:del",
        "w:moveFrom",
        "w:pPr",
        "w:rPr",
        "w:sdtPr",
        "w:sdtEndPr",
        "w:tblPr",
        "w:sectPr",
    )
) | {f"{_MC}Fallback"}


@dataclass(slots=True)
class _Field:
    """A complex field being read: its instruction, then its result."""

    instruction: str = ""
    in_result: bool = False


@dataclass(slots=True)
class _Paragraph:
    """The paragraph being read, line by line, and the text boxes anchored in it."""

    lines: list[list[Run]] = field(default_factory=lambda: [[]])
    boxes: list[Any] = field(default_factory=list[Any])
    fields: list[_Field] = field(default_factory=list[_Field])
    block: Block = field(default_factory=lambda: Block(Face()))
    shaded: bool = False


class Walk:
    """Collects drafts in document order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._part: Any = None
        self._shades = [False]
        self._paragraphs = 0
        self.drafts: list[Draft] = []
        self.links: list[str] = []
        self.hidden: list[str] = []

    def block(self, container: Any, part: Any, depth: int = 0, column: int = 0) -> None:
        """Read a body, a cell, a header or a text box."""
        if depth > MAX_DEPTH:
            raise FileTooComplex
        self._part = part
        for child in container.iterchildren():
            if child.tag == qn("w:p"):
                self._paragraph(child, depth, column)
            elif child.tag == qn("w:tbl"):
                self._table(child, depth, column)
            elif child.tag in _TRANSPARENT or child.tag == f"{_MC}AlternateContent":
                self.block(_chosen(child), part, depth, column)

    def _paragraph(self, element: Any, depth: int, column: int) -> None:
        properties = element.find(qn("w:pPr"))
        style = None if properties is None else value(properties, "w:pStyle")
        block = self._styles.block(style)
        outline = None if properties is None else value(properties, "w:outlineLvl")
        paragraph = _Paragraph(block=block, shaded=self._shades[-1])
        if properties is not None:
            shade = face_of(properties).shaded
            paragraph.shaded = paragraph.shaded or bool(shade)
        self._inlines(element, paragraph, None, 0)
        direct = listed(properties)
        bullet = direct if direct is not None else bool(block.listed)
        heading = block.heading or (outline is not None and outline.isdigit() and int(outline) < 9)
        number = self._paragraphs = self._paragraphs + 1
        first = True
        for runs in paragraph.lines:
            text = "".join(run.text for run in runs)
            if not text.strip():
                continue
            self.drafts.append(
                Draft(
                    runs,
                    paragraph=number,
                    column=column,
                    heading=heading,
                    bullet=(bullet and first) or starts_as_bullet(text.strip()),
                )
            )
            first = False
        for box in paragraph.boxes:
            self.block(box, self._part, depth + 1, column)

    def _inlines(self, element: Any, paragraph: _Paragraph, link: str | None, depth: int) -> None:
        if depth > 64:
            raise FileTooComplex
        for child in element.iterchildren():
            tag = child.tag
            if tag == qn("w:r"):
                self._run(child, paragraph, link)
            elif tag == qn("w:hyperlink"):
                self._inlines(child, paragraph, self._target(child) or link, depth + 1)
            elif tag == qn("w:fldSimple"):
                instruction = child.get(qn("w:instr"), "")
                if not _PAGE_NUMBER.match(instruction):
                    self._inlines(child, paragraph, _field_target(instruction) or link, depth + 1)
            elif tag in _TRANSPARENT or tag == f"{_MC}AlternateContent":
                self._inlines(_chosen(child), paragraph, link, depth + 1)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                for text in child.iter(_MATH):
                    paragraph.lines[-1].append(Run(clean_text(text.text or "")))

    def _run(self, element: Any, paragraph: _Paragraph, link: str | None) -> None:
        properties = element.find(qn("w:rPr"))
        face = face_of(properties)
        style = None if properties is None else value(properties, "w:rStyle")
        if style:
            face = face.over(self._styles.block(style).face)
        face = face.over(paragraph.block.face).over(self._styles.base)
        for child in _content(element):
            self._piece(child, face, paragraph, link, properties)

    def _piece(
        self, child: Any, face: Face, paragraph: _Paragraph, link: str | None, properties: Any
    ) -> None:
        tag = child.tag
        if tag == qn("w:fldChar"):
            _field_mark(child, paragraph.fields)
        elif tag == qn("w:instrText"):
            if paragraph.fields and len(paragraph.fields[-1].instruction) < 4096:
                paragraph.fields[-1].instruction += child.text or ""
        elif tag in (qn("w:br"), qn("w:cr")):
            paragraph.lines.append([])
        elif tag == _TEXT_BOX:
            paragraph.boxes.append(child)
        else:
            self._text(_text_of(child), face, paragraph, link, properties)

    def _text(
        self, text: str, face: Face, paragraph: _Paragraph, link: str | None, properties: Any
    ) -> None:
        fields = paragraph.fields
        if not text or any(not f.in_result or _PAGE_NUMBER.match(f.instruction) for f in fields):
            return
        size = face.size or 0.0
        unseen = face.white and not (paragraph.shaded or face.shaded)
        if face.hidden or size <= TINY or unseen:
            if text.strip():
                self.hidden.append(text)
            return
        if properties is not None and on(properties, "w:caps"):
            text = text.upper() if len(text.upper()) == len(text) else text
        for f in fields:
            link = _field_target(f.instruction) or link
        runs = paragraph.lines[-1]
        style = (size, bool(face.bold), bool(face.italic), link)
        if runs and (runs[-1].size, runs[-1].bold, runs[-1].italic, runs[-1].link) == style:
            runs[-1].text += text
        else:
            runs.append(Run(text, *style))

    def _target(self, element: Any) -> str | None:
        relation = element.get(qn("r:id"))
        try:
            relationship = self._part.rels[relation] if relation else None
        except KeyError:
            return None
        if relationship is None or not relationship.is_external:
            return None
        return str(relationship.target_ref)

    def _table(self, table: Any, depth: int, column: int) -> None:
        for row in _rows(table):
            cells: list[list[Draft]] = []
            for cell in _cells(row):
                shade = cell.find(f"{qn('w:tcPr')}")
                shaded = self._shades[-1] if shade is None else bool(face_of(shade).shaded)
                outer, self.drafts = self.drafts, []
                self._shades.append(shaded or self._shades[-1])
                self.block(cell, self._part, depth + 1, column)
                self._shades.pop()
                if self.drafts:
                    cells.append(self.drafts)
                self.drafts = outer
            self.drafts += joined(cells)


def _chosen(element: Any) -> Any:
    """Of alternative contents, the first choice: the fallback repeats it for old readers."""
    if element.tag == qn("w:sdt"):
        content = element.find(qn("w:sdtContent"))
        return element if content is None else content
    choice = element.find(f"{_MC}Choice")
    if choice is not None:
        return choice
    fallback = element.find(f"{_MC}Fallback")
    return element if fallback is None else fallback


def _content(element: Any) -> Any:
    """The pieces of a run, with text boxes found wherever in a drawing they lie."""
    for child in element.iterchildren():
        if child.tag == f"{_MC}AlternateContent":
            yield from _boxes(_chosen(child))
        elif child.tag in (qn("w:drawing"), qn("w:pict"), qn("w:object")):
            yield from _boxes(child)
        elif child.tag not in _SKIPPED:
            yield child


def _boxes(element: Any) -> Any:
    stack = [element]
    while stack:
        current = stack.pop()
        if current.tag == _TEXT_BOX:
            yield current
            continue
        if current.tag == f"{_MC}Fallback":
            continue
        stack.extend(reversed(list(current.iterchildren())))


def _text_of(child: Any) -> str:
    tag = child.tag
    if tag == qn("w:t"):
        return clean_text(child.text or "")
    if tag in (qn("w:tab"), qn("w:ptab")):
        return "\t"
    if tag == qn("w:noBreakHyphen"):
        return "-"
    if tag == qn("w:sym"):
        code = child.get(qn("w:char"), "")
        return clean(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else ""
    return ""


def _field_mark(mark: Any, fields: list[_Field]) -> None:
    kind = mark.get(qn("w:fldCharType"))
    if kind == "begin":
        fields.append(_Field())
    elif kind == "separate" and fields:
        fields[-1].in_result = True
    elif kind == "end" and fields:
        fields.pop()


def _field_target(instruction: str) -> str | None:
    found = _FIELD_LINK.search(instruction)
    return found.group(1) if found else None


def _rows(table: Any) -> Any:
    for child in table.iterchildren():
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _rows(_chosen(child))


def _cells(row: Any) -> Any:
    for child in row.iterchildren():
        if child.tag == qn("w:tc"):
            merge = child.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is None or merge.get(qn("w:val")) == "restart":
                yield child
        elif child.tag in _TRANSPARENT:
            yield from _cells(_chosen(child))
