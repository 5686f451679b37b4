"""Resumes of people who do not exist, each different from every other."""

from __future__ import annotations

import io

from docx import Document

FIRST = ("Ada", "Bela", "Carla", "Dario", "Edda", "Femi", "Greta", "Hugo", "Ines", "Jonas")
LAST = ("Arden", "Brook", "Castell", "Dunmore", "Ellery", "Farrow", "Galt", "Hollis", "Ivers")
FIRMS = ("Northlight Logistics", "Harbor Mills", "Cedar Point Clinic", "Quarry Street Foods")


def name(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"


def resume_docx(number: int = 0) -> bytes:
    """About 2,600 characters of text: three or four passages."""
    document = Document()
    document.add_heading(name(number), level=0)
    document.add_paragraph(
        f"Operations Analyst · Portland, OR · person{number}@example.com · "
        f"(503) 555-0{number % 1000:03d}"
    )
    document.add_heading("Experience", level=1)
    for index, firm in enumerate(FIRMS):
        start = 2021 - 3 * index
        document.add_paragraph(f"Operations Analyst, {firm}, {start} – {start + 3}")
        for line in range(4):
            amount = 10 + (number * 7 + index * 5 + line * 3) % 80
            document.add_paragraph(
                f"Cut the handling time of order group {number}-{index}-{line} by {amount} percent "
                "with a weekly report built in SQL and Excel for the site managers.",
                style="List Bullet",
            )
    document.add_heading("Education", level=1)
    document.add_paragraph("BSc in Statistics, Lakeside University, 2009")
    document.add_heading("Skills", level=1)
    document.add_paragraph("SQL, Excel, Python, Forecasting, Inventory planning")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
