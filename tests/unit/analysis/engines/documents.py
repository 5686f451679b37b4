"""Documents made of plain text, as a reader would leave them."""

from __future__ import annotations

from services.analysis.reading.document import Document, Line

RESUME = """\
Zoë Example
Lisbon, Portugal
zoe@example.org | +351 (21) 555-0134 | linkedin.com/in/zoe-example
Experience
Harbour Systems, Senior Engineer
Mar 2019 – Present
• Cut the build from 40 to 6 minutes with Bazel
• Led a team of 5 people who rewrote the book-
keeping of the harbour
Harbour Systems, Engineer
2016 – Feb 2019
• Wrote C++ and Go services
Education
University of Aveiro, MSc Computer Science, 2014 – 2016
Skills
Python, C++, Go, JavaScript, R&D planning
Languages
Portuguese (native), English (fluent)"""


def document_of(text: str = RESUME, lines_a_page: int = 6) -> Document:
    """A PDF of `text`: a paragraph a line, a new page every so many lines."""
    lines: list[Line] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        end = offset + len(line)
        lines.append(Line(line, offset, end, 1 + number // lines_a_page, number))
        offset = end + 1
    return Document("pdf", text, tuple(lines), page_count=lines[-1].page)
