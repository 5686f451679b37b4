"""Resumes of people who don't exist, long enough that reading one takes a while."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

FIRST_NAMES = ("Maren", "Tobias", "Ilse", "Henrik", "Paula", "Anton", "Greta", "Lukas")
LAST_NAMES = ("Ellsworth", "Brandvold", "Quistgaard", "Marchetti", "Oyelaran", "Szabo", "Thorne")
TITLES = ("Platform Engineer", "Backend Developer", "Data Engineer", "Software Developer")
COMPANIES = ("Northgate Logistics", "Harbour Analytics", "Fjord Payments", "Lindwall Systems")
SKILLS = "Python, Go, PostgreSQL, Kubernetes, Terraform, Kafka, Linux, Grafana, gRPC, Docker"
WORK = (
    "Moved the {thing} of {count} customers from nightly batches to streams without any downtime",
    "Cut the time of the {thing} from {count} minutes to {small} by indexing what was searched",
    "Led {small} colleagues in rewriting the {thing}, which now serves {count} requests a second",
    "Introduced load tests for the {thing} and removed {small} bottlenecks before the yearly peak",
    "Wrote the runbooks of the {thing} and halved the {count} alerts a month that nobody acted on",
)
THINGS = ("billing", "order search", "tracking service", "report generator", "sign-in", "archive")
LINE, MARGIN, SIZE = 15, 56, 10


def name_of(number: int) -> str:
    return f"{FIRST_NAMES[number % 8]} {LAST_NAMES[number % 7]}"


def lines_of(number: int, posts: int) -> list[str]:
    """The lines of a resume with so many posts; another number is another person."""
    name = name_of(number)
    address = name.lower().replace(" ", ".")
    lines = [name, TITLES[number % 4], f"{address}@example.com | +49 30 5550{100 + number}", ""]
    lines += [
        "Summary",
        f"{TITLES[number % 4]} with {posts + 2} years in logistics and payments.",
        "",
    ]
    lines += ["Experience"]
    for post in range(posts):
        year = 2023 - 2 * post
        lines += [f"{TITLES[(number + post) % 4]}, {COMPANIES[(number + post) % 4]}"]
        lines += [f"March {year - 2} - February {year}"]
        for item in range(5):
            seed = 7 * number + 5 * post + item
            text = WORK[seed % 5].format(
                thing=THINGS[seed % 6], count=20 + seed * 3, small=2 + seed % 9
            )
            lines += [f"- {text}"]
        lines += [""]
    lines += ["Education", "BSc Computer Science, University of Aarhus, 1998 - 2001", ""]
    return [*lines, "Skills", SKILLS]


def resume_pdf(number: int, posts: int = 2) -> bytes:
    """A PDF of as many pages as it takes."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.setTitle("Resume")
    at = A4[1] - MARGIN
    for line in lines_of(number, posts):
        if at < MARGIN:
            canvas.showPage()
            at = A4[1] - MARGIN
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(MARGIN, at, line)
        at -= LINE
    canvas.save()
    return buffer.getvalue()
