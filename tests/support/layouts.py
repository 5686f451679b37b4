"""Pages of resumes set in every layout at random, with the lines a person would read, in order."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.support.sheets import WIDTH, Sheet

_WORDS = (
    "planned routes trained drivers built reports hired people cut costs kept books led teams grew "
    "sales wrote tools served guests fixed engines taught classes drew plans sold cars audited "
    "accounts weekly yearly across regions within budget using modern methods"
)
WORDS = _WORDS.split()
FIRMS = ("Harbor Mills", "Cedar Clinic", "Quarry Foods", "Northlight", "Blue Bank", "Alder & Sons")
TITLES = ("Analyst", "Senior Planner", "Shop Manager", "Engineer", "Executive", "Line Cook")
DATES = ("May 2019 - Present", "2016 - 2019", "06/2012 - 03/2016", "Jan 2009 - Dec 2011")
PLACES = ("Remote", "Austin, TX", "Boise, ID")
SKILLS = ("Python", "SQL", "Excel", "Forecasting", "Tableau", "Welding", "Kubernetes", "Photoshop")
KINDS = ("one column", "dates at the left", "side bar at the left", "side bar at the right")
ORDERS = ("as read", "main column first", "row by row", "at random")


@dataclass(slots=True)
class Mark:
    """One string on the page; `flush`: its right end is at `x`."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    flush: bool = False


@dataclass(slots=True)
class Set:
    """A page: its file, and the orders of lines that are right."""

    pdf: bytes
    right: list[list[str]]


@dataclass(slots=True)
class _Column:
    """Text being set between two edges, from the top."""

    chance: random.Random
    left: float
    right: float
    y: float
    size: float
    leading: float
    rail: float = 0.0  # the width of dates at the left
    marks: list[Mark] = field(default_factory=list[Mark])
    lines: list[str] = field(default_factory=list[str])

    def line(self, text: str, *, bold: bool = False, indent: float = 0.0, beside: str = "") -> None:
        x = self.left + self.rail + indent
        self.marks.append(Mark(x, self.y, text, self.size, bold))
        if beside and self.rail:
            self.marks.append(Mark(self.left, self.y, beside, self.size))
            text = f"{beside}\t{text}"
        elif beside:
            self.marks.append(Mark(self.right, self.y, beside, self.size, flush=True))
            text = f"{text}\t{beside}"
        self.lines.append(text)
        self.y += self.leading

    def heading(self, text: str, scale: float) -> None:
        self.marks.append(Mark(self.left, self.y, text, self.size * scale, bold=True))
        self.lines.append(text)
        self.y += 1.3 * self.leading

    def prose(self, words: int, mark: str = "") -> None:
        room = self.right - self.left - self.rail - 2 * self.size
        wrapped = _wrapped(self.chance, room, self.size, words)
        for number, text in enumerate(wrapped):
            self.line(
                mark + text if number == 0 else text,
                indent=0.6 * self.size * (number > 0 and bool(mark)),
            )


def set_page(seed: int, kind: str, order: str) -> Set:
    """The page of a seed; pages of one seed differ only in what was asked for."""
    chance = random.Random(seed)
    size = chance.choice((8.5, 9.0, 10.0, 10.5))
    leading = size * chance.choice((1.15, 1.25, 1.4))
    edge = chance.choice((36.0, 50.0, 72.0))
    scale = chance.choice((1.0, 1.15, 1.3))
    style = chance.randrange(3)
    head = ["Ada Marigold Arden", "ada.arden@example.com | (503) 555-0100 | Portland, Oregon"]
    marks = [Mark(edge, 60, head[0], 22, bold=True), Mark(edge, 80, head[1], size)]
    top = 80 + leading * chance.choice((1.5, 2.0, 3.0))
    main, side = _edges(chance, kind, edge)
    rail = 11 * size if kind == "dates at the left" else 0.0
    first = _Column(chance, *main, top, size, leading, rail)
    second = first
    if side is not None:
        second = _Column(chance, *side, top + chance.choice((0.0, 3.0, 7.0)), size, leading)
    _main(first, scale, style)
    _side(second, scale)
    columns = [first] if side is None else sorted((first, second), key=lambda c: c.left)
    written = (
        [first] if side is None else [first, second] if order == "main column first" else columns
    )
    marks += [mark for column in written for mark in column.marks]
    if order == "row by row":
        marks.sort(key=lambda mark: (mark.y, mark.x))
    elif order == "at random":
        chance.shuffle(marks)
    right = [[*head, *(line for column in columns for line in column.lines)]]
    if side is not None:
        right.append([*head, *columns[1].lines, *columns[0].lines])
    return Set(_pdf(marks), right)


def _edges(
    chance: random.Random, kind: str, edge: float
) -> tuple[tuple[float, float], tuple[float, float] | None]:
    """Left and right edges of the main column, and of a side bar."""
    width, gutter = chance.choice((130.0, 160.0, 180.0)), chance.choice((14.0, 20.0, 30.0))
    end = WIDTH - edge
    if kind == "side bar at the left":
        return (edge + width + gutter, end), (edge, edge + width)
    if kind == "side bar at the right":
        return (edge, end - width - gutter), (end - width, end)
    return (edge, end), None


def _main(column: _Column, scale: float, style: int) -> None:
    chance = column.chance
    column.heading("SUMMARY", scale)
    column.prose(chance.randint(20, 40))
    column.y += 0.8 * column.leading
    column.heading("EXPERIENCE", scale)
    for number in range(chance.randint(2, 3)):
        firm, title, dates = chance.choice(FIRMS), chance.choice(TITLES), DATES[number]
        if column.rail or style == 0:
            column.line(f"{title}, {firm}", bold=True, beside=dates)
        elif style == 1:
            column.line(firm, bold=True, beside=dates)
            column.line(title, beside=chance.choice(PLACES))
        else:
            column.line(f"{title} at {firm}", bold=True)
            column.line(dates)
        for _ in range(chance.randint(1, 3)):
            column.prose(chance.randint(6, 22), "\u2022 ")
        column.y += 0.6 * column.leading
    column.rail = 0.0
    column.heading("EDUCATION", scale)
    for text in ("B.S. in Statistics, Lakeside University", "2005 - 2009"):
        column.line(text)
    column.y += 0.8 * column.leading


def _side(column: _Column, scale: float) -> None:
    chance = column.chance
    sections = [
        ("SKILLS", chance.sample(SKILLS, chance.randint(4, 8))),
        ("LANGUAGES", ["English, native", "Spanish, fluent"]),
        ("AWARDS", ["Planner of the Year 2019", "Safety prize"]),
    ]
    chance.shuffle(sections)
    for heading, lines in sections:
        column.heading(heading, scale)
        for text in lines:
            column.line(text)
        column.y += 0.8 * column.leading


def _wrapped(chance: random.Random, room: float, size: float, count: int) -> list[str]:
    lines: list[list[str]] = [[]]
    for _ in range(count):
        word = chance.choice(WORDS)
        if stringWidth(" ".join([*lines[-1], word]), "Helvetica", size) > room:
            lines.append([])
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def _pdf(marks: list[Mark]) -> bytes:
    sheet = Sheet()
    for mark in marks:
        font = "Helvetica-Bold" if mark.bold else "Helvetica"
        x = mark.x - stringWidth(mark.text, font, mark.size) if mark.flush else mark.x
        sheet.put(x, mark.y, mark.text, size=mark.size, bold=mark.bold)
    return sheet.pdf()
