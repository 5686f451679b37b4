"""Word documents: paragraphs in named styles, links, a footer that counts pages, properties.

Characters that no XML may hold are gone from everything written here.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import IO, Any

from docx import Document, oxml
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from services.export.formats.content import Facts

_XML: Any = oxml
_NAVY, _BLUE, _INK, _GREY = "1A365D", "2563EB", "1F2937", "5B6472"
_MARGIN, _MEASURE = Cm(2.0), Cm(17.0)
_LATIN = "Calibri"
_EAST = {
    "zh": ("zh-CN", "Microsoft YaHei"),
    "ja": ("ja-JP", "Yu Gothic"),
    "ko": ("ko-KR", "Malgun Gothic"),
}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")  # their order
_PROPERTY_MOST = 255  # characters of a property that Office takes


def legal(text: str) -> str:
    """The text without what no XML may hold."""
    return _ILLEGAL.sub("", text)


class Paragraph:
    """One paragraph; each piece of text may have a character style of its own."""

    def __init__(self, element: Any, document: WordDocument) -> None:
        self._element = element
        self._document = document

    def text(self, text: str, style: str = "") -> None:
        if text:
            self._element.append(self._run(text, style))

    def tab(self) -> None:
        run = _new("r")
        run.append(_new("tab"))
        self._element.append(run)

    def link(self, text: str, target: str | None) -> None:
        """Text that leads to an address, or plain text where there is none."""
        if target is None:
            self.text(text)
            return
        link = _new("hyperlink")
        link.set(qn("r:id"), self._document.relation(legal(target)))
        link.append(self._run(text, "Hyperlink"))
        self._element.append(link)

    def begin_page(self) -> None:
        self._element.get_or_add_pPr().append(_new("pageBreakBefore"))

    def field(self, code: str) -> None:
        """A field that Word fills in, such as PAGE."""
        field = _new("fldSimple", instr=code)
        field.append(self._run("1", ""))
        self._element.append(field)

    def _run(self, text: str, style: str) -> Any:
        run = _new("r")
        if style:
            run.get_or_add_rPr().append(_new("rStyle", val=self._document.style_id(style)))
        run.text = legal(text)
        return run


class WordDocument:
    """An A4 document whose styles are set; `foot` stands at the foot of every page."""

    def __init__(self, facts: Facts, created: datetime, foot: str) -> None:
        self._document: Any = Document()
        self._ids: dict[str, str] = {}
        self._body: Any = self._document.element.body
        _set_page(self._document.sections[0])
        _set_styles(self._document.styles, facts.language)
        self._set_properties(facts, created)
        self._set_foot(foot)

    def add(self, style: str, text: str = "") -> Paragraph:
        """A paragraph at the end, in a named paragraph style."""
        element: Any = self._body.add_p()
        element.get_or_add_pPr().append(_new("pStyle", val=self.style_id(style)))
        paragraph = Paragraph(element, self)
        paragraph.text(text)
        return paragraph

    def style_id(self, name: str) -> str:
        if name not in self._ids:
            self._ids[name] = self._document.styles[name].style_id
        return self._ids[name]

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
        paragraph.style = "Footer"
        line = Paragraph(paragraph._p, self)  # noqa: SLF001 - python-docx's own name for the element
        line.text(foot)
        line.tab()
        line.text("Page ")
        line.field("PAGE")
        line.text(" of ")
        line.field("NUMPAGES")


def _new(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML; the attributes are of its own namespace."""
    element = _XML.OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(2.0)
    section.footer_distance = Cm(1.0)


def _set_styles(styles: Any, language: str) -> None:
    normal = styles["Normal"]
    _set(normal, size=10.5, colour=_INK, after=3.0)
    normal.paragraph_format.line_spacing = 1.15
    _speak(normal, language)
    title = _set(styles["Title"], size=26.0, colour=_NAVY, bold=True, after=2.0)
    _without_border(title)
    _set(styles["Subtitle"], size=10.0, colour=_GREY, after=6.0)
    section = _set(styles["Heading 1"], size=13.0, colour=_BLUE, bold=True, before=14, after=4.0)
    _underline(section)
    entry = _set(styles["Heading 2"], size=11.0, colour=_INK, bold=True, before=8, after=0.0)
    entry.paragraph_format.tab_stops.add_tab_stop(_MEASURE, WD_TAB_ALIGNMENT.RIGHT)
    _set(styles["Heading 3"], size=10.5, colour=_NAVY, bold=True, before=6, after=0.0)
    _set(styles["List Bullet"], size=10.5, colour=_INK, after=2.0)
    employer = styles.add_style("Employer", WD_STYLE_TYPE.PARAGRAPH)
    employer.base_style = normal
    _set(employer, size=10.5, colour=_NAVY, after=2.0)
    employer.paragraph_format.keep_with_next = True
    evidence = styles.add_style("Evidence", WD_STYLE_TYPE.PARAGRAPH)
    evidence.base_style = normal
    _set(evidence, size=9.0, colour=_GREY, after=4.0)
    evidence.font.italic = True
    evidence.paragraph_format.left_indent = Cm(0.63)
    foot = _set(styles["Footer"], size=8.0, colour=_GREY, after=0.0)
    tabs = foot.paragraph_format.tab_stops
    tabs.clear_all()
    tabs.add_tab_stop(_MEASURE, WD_TAB_ALIGNMENT.RIGHT)
    _set_character_styles(styles)


def _set_character_styles(styles: Any) -> None:
    dates = styles.add_style("Dates", WD_STYLE_TYPE.CHARACTER)
    dates.font.size, dates.font.bold = Pt(10.0), False
    dates.font.color.rgb = RGBColor.from_string(_GREY)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(_BLUE)


def _set(
    style: Any,
    *,
    size: float,
    colour: str,
    bold: bool = False,
    before: float = 0.0,
    after: float = 0.0,
) -> Any:
    font = style.font
    font.size, font.bold, font.italic = Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # the template's theme would win over names
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), _LATIN)
    fonts.set(qn("w:eastAsia"), _EAST["zh"][1])
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    return style


def _speak(normal: Any, language: str) -> None:
    """The language that spelling and speech go by, and the typeface of East Asian characters."""
    east, typeface = _EAST.get(language, _EAST["zh"])
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), typeface)
    spoken = "en-US" if language in {"en", *_EAST} else language
    properties.append(_new("lang", val=spoken, eastAsia=east))


def _without_border(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _underline(style: Any) -> None:
    """A rule under the paragraph."""
    border = _new("pBdr")
    border.append(_new("bottom", val="single", sz="6", space="2", color="C9D2DF"))
    style.element.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)
