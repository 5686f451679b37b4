"""DOCX files: what the walk over their content finds, in which order."""

from __future__ import annotations

from typing import Any, cast

from docx import Document, oxml
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from services.analysis.reading.docx import read_docx
from tests.support.packages import package_bytes, with_body


def texts(content: bytes) -> list[str]:
    return [line.text for line in read_docx(content).lines]


def new_element(tag: str) -> Any:
    return cast("Any", oxml).OxmlElement(tag)  # its type is partly unknown


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_headings_lists_and_faces_are_known() -> None:
    package = Document()
    package.add_heading("Experience", level=1)
    run = package.add_paragraph().add_run("Harbor Mills")
    run.bold, run.font.size = True, Pt(14)
    package.add_paragraph("Planned routes", style="List Bullet")
    heading, firm, item = read_docx(package_bytes(package)).lines
    assert (heading.heading, firm.heading, item.heading) == (True, False, False)
    assert (heading.bullet, firm.bullet, item.bullet) == (False, False, True)
    assert (heading.bold, firm.bold, item.bold) == (True, True, False)
    assert firm.size == 14.0
    assert item.size == 11.0


def test_nothing_has_a_page() -> None:
    line = read_docx(with_body(paragraph("Ada"))).lines[0]
    assert (line.page, line.x0, line.y1) == (None, 0.0, 0.0)


def test_accents_written_apart_are_set_into_their_letters() -> None:
    document = read_docx(with_body(paragraph("Re\u0301sume\u0301") + paragraph("Jose\u0301")))
    assert document.text == "R\u00e9sum\u00e9\nJos\u00e9"
    assert [(line.start, line.end) for line in document.lines] == [(0, 6), (7, 11)]


def test_tables_stand_where_they_stand() -> None:
    body = (
        paragraph("Before") + table(cell("Harbor Mills") + cell("2019 - 2021")) + paragraph("After")
    )
    assert texts(with_body(body)) == ["Before", "Harbor Mills\t2019 - 2021", "After"]


def test_rows_of_equal_cells_are_read_across() -> None:
    row = cell("Harbor Mills", "Analyst") + cell("Portland", "2019 - 2021")
    assert texts(with_body(table(row))) == ["Harbor Mills\tPortland", "Analyst\t2019 - 2021"]


def test_date_beside_a_long_cell_joins_its_first_line() -> None:
    row = cell("2019 - 2021") + cell(
        "Analyst, Harbor Mills", "Planned routes", "Trained planners", "Hired"
    )
    assert texts(with_body(table(row))) == [
        "2019 - 2021\tAnalyst, Harbor Mills",
        "Planned routes",
        "Trained planners",
        "Hired",
    ]


def test_layout_table_is_read_column_by_column() -> None:
    row = cell("SKILLS", "SQL", "Excel", "Forecasting") + cell(
        "EXPERIENCE", "Harbor Mills", "Analyst", "2019", "Routes"
    )
    document = read_docx(with_body(table(row)))
    assert [(line.column, line.text) for line in document.lines] == [
        (0, "SKILLS"),
        (0, "SQL"),
        (0, "Excel"),
        (0, "Forecasting"),
        (1, "EXPERIENCE"),
        (1, "Harbor Mills"),
        (1, "Analyst"),
        (1, "2019"),
        (1, "Routes"),
    ]


def test_merged_cells_are_read_once() -> None:
    package = Document()
    grid = package.add_table(2, 2)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "Merged"
    grid.cell(0, 1).text, grid.cell(1, 1).text = "First", "Second"
    assert " ".join(texts(package_bytes(package))).count("Merged") == 1


def test_headers_and_footers_are_read_and_page_numbers_not() -> None:
    package = Document()
    package.add_paragraph("Body")
    section = package.sections[0]
    section.header.paragraphs[0].text = "ada@example.com"
    footer = section.footer.paragraphs[0]
    for text, kind in (("begin", "w:fldChar"), (" PAGE ", "w:instrText"), ("end", "w:fldChar")):
        element = new_element(kind)
        if kind == "w:fldChar":
            element.set(qn("w:fldCharType"), text)
        else:
            element.text = text
        run: Any = footer.add_run()
        run._r.append(element)
    assert texts(package_bytes(package)) == ["ada@example.com", "Body"]


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<wps:txbx>{box}</wps:txbx></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Beside</w:t></w:r></w:p>"
    )
    assert texts(with_body(drawing)) == ["Beside", "Boxed"]


def test_content_controls_and_insertions_are_read_and_deletions_not() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('Controlled')}</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>Inner </w:t></w:r></w:sdtContent></w:sdt>"
        "<w:ins><w:r><w:t>kept</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    assert texts(with_body(body)) == ["Controlled", "Inner kept"]


def test_tabs_breaks_and_hyphens() -> None:
    body = (
        "<w:p><w:r><w:t>Harbor Mills</w:t><w:tab/><w:t>2019</w:t><w:br/><w:t>co</w:t>"
        "<w:noBreakHyphen/><w:t>worker part</w:t><w:softHyphen/><w:t>time</w:t>"
        "<w:sym w:font='Wingdings' w:char='F0A7'/></w:r></w:p>"
    )
    assert texts(with_body(body)) == ["Harbor Mills\t2019", "co-worker parttime▪"]


def test_links_of_both_kinds_are_on_their_words() -> None:
    package = Document()
    place: Any = package.add_paragraph("See ")
    target = package.part.relate_to(
        "https://example.com/ada", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = new_element("w:hyperlink")
    link.set(qn("r:id"), target)
    run = place.add_run("my profile")
    link.append(run._r)
    place._p.append(link)
    document = read_docx(package_bytes(package))
    assert document.text == "See my profile"
    assert [span.link for span in document.lines[0].spans] == [None, "https://example.com/ada"]
    field = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        '<w:r><w:instrText> HYPERLINK "https://example.com/b" </w:instrText></w:r>'
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>site</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    other = read_docx(with_body(field))
    assert other.text == "site"
    assert other.lines[0].spans[0].link == "https://example.com/b"


def test_hidden_text_is_kept_apart_and_said() -> None:
    package = Document()
    line = package.add_paragraph("Ada Arden")
    line.add_run(" vanished").font.hidden = True
    line.add_run(" white").font.color.rgb = RGBColor(255, 255, 255)
    line.add_run(" tiny").font.size = Pt(1)
    document = read_docx(package_bytes(package))
    assert document.text == "Ada Arden"
    assert [text.strip() for text in document.hidden] == ["vanished", "white", "tiny"]
    assert [warning.code for warning in document.warnings] == ["hidden_text"]


def test_white_text_on_a_dark_cell_is_text() -> None:
    shaded = "<w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr>"
    text = paragraph("Ada Arden", run="<w:color w:val='FFFFFF'/>")
    dark = f"<w:tc>{shaded}{text}</w:tc>"
    document = read_docx(with_body(table(dark)))
    assert document.text == "Ada Arden"
    assert document.hidden == ()


def test_line_breaks_keep_one_paragraph() -> None:
    package = Document()
    run = package.add_paragraph().add_run("One")
    run.add_break(WD_BREAK.LINE)
    run.add_text("Two")
    package.add_paragraph("Three")
    assert [(line.text, line.paragraph) for line in read_docx(package_bytes(package)).lines] == [
        ("One", 0),
        ("Two", 0),
        ("Three", 1),
    ]
