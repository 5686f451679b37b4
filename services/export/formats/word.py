"""Word documents: paragraphs in named styles, links, a footer that counts pages, properties.

Characters that no XML may hold are gone from everything written here.
"""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from services.export.formats.entries import Facts
from services.export.formats.word_styles import element, template

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROPERTY_MOST = 255  # characters of a property that Office takes


def legal(text: str) -> str:
    """The text without what no XML may hold."""
    return _ILLEGAL.sub("", text)


class Paragraph:
    """One paragraph; each piece of text may have a character style of its own."""

    def __init__(self, paragraph: Any, document: WordDocument) -> None:
        self._element = paragraph
        self._document = document

    def text(self, text: str, style: str = "") -> None:
        if text:
            self._element.append(self._run(text, style))

    def tab(self) -> None:
        run = element("r")
        run.append(element("tab"))
        self._element.append(run)

    def link(self, text: str, target: str | None) -> None:
        """Text that leads to an address, or plain text where there is none."""
        if target is None:
            self.text(text)
            return
        link = element("hyperlink")
        link.set(qn("r:id"), self._document.relation(legal(target)))
        link.append(self._run(text, "Hyperlink"))
        self._element.append(link)

    def keep_with_next(self) -> None:
        self._element.get_or_add_pPr().append(element("keepNext"))

    def begin_page(self) -> None:
        self._element.get_or_add_pPr().append(element("pageBreakBefore"))

    def field(self, code: str) -> None:
        """A field that Word fills in, such as PAGE."""
        field = element("fldSimple", instr=code)
        field.append(self._run("1", ""))
        self._element.append(field)

    def _run(self, text: str, style: str) -> Any:
        run = element("r")
        if style:
            run.get_or_add_rPr().append(element("rStyle", val=self._document.style_id(style)))
        run.text = legal(text)
        return run


class WordDocument:
    """An A4 document whose styles are set; `foot` stands at the foot of every page."""

    def __init__(self, facts: Facts, created: datetime, foot: str) -> None:
        self._template = template(facts.language)
        self._document: Any = Document(BytesIO(self._template.content))
        self.paragraphs = 0
        self._body: Any = self._document.element.body
        self._set_properties(facts, created)
        self._set_foot(foot)

    def add(self, style: str, text: str = "") -> Paragraph:
        """A paragraph at the end, in a named paragraph style."""
        added: Any = self._body.add_p()
        self.paragraphs += 1
        added.get_or_add_pPr().append(element("pStyle", val=self.style_id(style)))
        paragraph = Paragraph(added, self)
        paragraph.text(text)
        return paragraph

    def style_id(self, name: str) -> str:
        return self._template.style_ids[name]

    def relation(self, target: str) -> str:
        """The id of a link to an address outside."""
        return self._document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def save(self, target: IO[bytes]) -> None:
        self._document.save(target)

    def _set_properties(self, facts: Facts, created: datetime) -> None:
        properties = self._document.core_properties
        properties.title = legal(facts.title)[:_PROPERTY_MOST]
        properties.author = legal(facts.author)[:_PROPERTY_MOST]
        properties.last_modified_by = legal(facts.author)[:_PROPERTY_MOST]
        properties.subject = legal(facts.subject)[:_PROPERTY_MOST]
        properties.keywords = legal(facts.keywords)[:_PROPERTY_MOST]
        properties.language = facts.language
        properties.comments = ""
        properties.created = properties.modified = created

    def _set_foot(self, foot: str) -> None:
        paragraph: Any = self._document.sections[0].footer.paragraphs[0]
        line = Paragraph(paragraph._p, self)  # noqa: SLF001 - python-docx's own name for the element
        line.text(foot)
        line.tab()
        line.text("Page ")
        line.field("PAGE")
        line.text(" of ")
        line.field("NUMPAGES")
