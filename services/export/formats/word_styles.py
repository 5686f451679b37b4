"""The looks of Word documents: an empty document with its page and styles set, made once a process.

What is set is set in styles, so that whoever gets a document can change each look in one place.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx import Document, oxml
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_XML: Any = oxml
_NAVY, _BLUE, _INK, _GREY = "1A365D", "2563EB", "1F2937", "5B6472"
_MARGIN, _MEASURE = Cm(2.0), Cm(17.0)
_LATIN = "Calibri"
# Language → its tag in Word, and a typeface that Word has for it.
_EAST = {
    "zh": ("zh-CN", "Microsoft YaHei"),
    "ja": ("ja-JP", "Yu Gothic"),
    "ko": ("ko-KR", "Malgun Gothic"),
}
_SPOKEN = {"en": "en-US", "el": "el-GR", **dict.fromkeys(_EAST, "en-US")}
_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")  # their order


@dataclass(frozen=True, slots=True)
class Template:
    """An empty document, and the ids its styles have inside."""

    content: bytes
    style_ids: dict[str, str]


@cache
def template(language: str) -> Template:
    """The template for a language as `characters.script_of` tells it: a handful in all."""
    document: Any = Document()
    _set_page(document.sections[0])
    _set_styles(document.styles, language)
    document.sections[0].footer.paragraphs[0].style = "Footer"
    relations = document.part.package.rels
    for key in [
        key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        del relations[key]  # a picture of somebody else's document
    target = io.BytesIO()
    document.save(target)
    return Template(target.getvalue(), {style.name: style.style_id for style in document.styles})


def element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML; the attributes are of its own namespace."""
    made = _XML.OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


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
    _without(title.element.pPr, "pBdr")
    contact = _set(styles["Subtitle"], size=10.0, colour=_GREY, after=6.0)
    _without(contact.element.rPr, "spacing")
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
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    return style


def _speak(normal: Any, language: str) -> None:
    """The language that spelling and speech go by, and the typeface of East Asian characters."""
    east, typeface = _EAST.get(language, _EAST["zh"])
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), typeface)
    spoken = _SPOKEN.get(language)
    properties.append(element("lang", eastAsia=east, **({"val": spoken} if spoken else {})))


def _without(properties: Any, name: str) -> None:
    """Take back what the library's own template sets."""
    for found in properties.findall(qn(f"w:{name}")):
        properties.remove(found)


def _underline(style: Any) -> None:
    """A rule under the paragraph."""
    border = element("pBdr")
    border.append(element("bottom", val="single", sz="6", space="2", color="C9D2DF"))
    style.element.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)
