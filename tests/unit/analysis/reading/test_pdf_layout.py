"""The order in which a page is read: columns whole, dates with their jobs."""

from __future__ import annotations

import random

import pytest

from services.analysis.reading.read import read
from tests.support.sheets import LOREM, Sheet, with_filler

HEAD = (
    "Operations analyst with eleven years in freight, food and parcels, Portland, "
    "Oregon, ada@example.com"
)
MAIN = (
    "EXPERIENCE",
    "Operations Analyst, Harbor Mills",
    "Planned the routes of eleven depots and forty drivers",
    "Cut the distance driven empty by a fifth in one year",
    "Trained the planners of three regions in the new tool",
    "Route Planner, Cedar Point Foods",
    "Kept the timetable of ninety vans through two winters",
    "Answered for the fuel budget of the whole north region",
)
SIDE = (
    "SKILLS",
    "Forecasting",
    "Excel",
    "SQL",
    "LANGUAGES",
    "English",
    "Spanish",
    "AWARDS",
    "Planner 2019",
)


def lines_of(sheet: Sheet) -> list[str]:
    return [line.text for line in read(sheet.pdf(), "pdf").lines]


@pytest.mark.parametrize("side_left", [True, False])
def test_columns_stay_whole_under_a_full_width_head(*, side_left: bool) -> None:
    sheet = Sheet()
    sheet.put(60, 50, "Ada Arden", size=22, bold=True)
    sheet.put(
        60,
        70,
        HEAD,
    )
    main_x, side_x = (230, 60) if side_left else (60, 400)
    sheet.column(side_x, 110, SIDE)
    sheet.column(main_x, 110, MAIN)
    lines = lines_of(sheet)
    left, right = (SIDE, MAIN) if side_left else (MAIN, SIDE)
    assert lines[0] == "Ada Arden"
    assert lines[2:] == [*left, *right]


def test_columns_written_row_by_row_stay_whole() -> None:
    """Some programs write a page line by line: only geometry tells the columns then."""
    sheet = Sheet()
    rows = [(110.0 + 14 * i, 60.0, text) for i, text in enumerate(MAIN)]
    rows += [(115.0 + 17 * i, 400.0, text) for i, text in enumerate(SIDE)]
    for y, x, text in sorted(rows):
        sheet.put(x, y, text, bold=text.isupper())
    assert lines_of(sheet) == [*MAIN, *SIDE]


def test_columns_written_in_any_order_stay_whole() -> None:
    sheet = Sheet()
    rows = [(110.0 + 14 * i, 60.0, text) for i, text in enumerate(MAIN)]
    rows += [(115.0 + 17 * i, 400.0, text) for i, text in enumerate(SIDE)]
    random.Random(7).shuffle(rows)
    for y, x, text in rows:
        sheet.put(x, y, text, bold=text.isupper())
    assert lines_of(sheet) == [*MAIN, *SIDE]


@pytest.mark.parametrize("dates_last", [True, False])
def test_dates_at_the_right_join_their_jobs(*, dates_last: bool) -> None:
    """Also where the file holds all dates after all jobs."""
    sheet = Sheet()
    jobs = [
        ("Harbor Mills", "May 2019 - Present"),
        ("Cedar Point", "2016 - 2019"),
        ("Quarry Foods", "June 2012 - 2016"),
    ]
    later: list[tuple[float, str]] = []
    y = 60.0
    for job, dates in jobs:
        sheet.put(60, y, job, bold=True)
        if dates_last:
            later.append((y, dates))
        else:
            sheet.put_right(552, y, dates)
        for line in LOREM[:2]:
            y += 14
            sheet.put(70, y, "- " + line)
        y += 24
    for at, dates in later:
        sheet.put_right(552, at, dates)
    heads = [line for line in lines_of(sheet) if not line.startswith("- ")]
    assert heads == [f"{job}\t{dates}" for job, dates in jobs]


def test_second_line_of_a_margin_note_does_not_break_into_list_items() -> None:
    sheet = Sheet()
    for top, firm in ((60, "Harbor Mills"), (160, "Cedar Point")):
        sheet.put(60, top, firm, bold=True)
        sheet.put_right(552, top, "Portland, OR")
        sheet.put_right(552, top + 14, "2016 - 2019")
        sheet.put(70, top + 14, "- Planned the routes of eleven depots and forty")
        sheet.put(78, top + 28, "drivers")
    assert lines_of(with_filler(sheet))[:4] == [
        "Harbor Mills\tPortland, OR",
        "2016 - 2019",
        "- Planned the routes of eleven depots and forty",
        "drivers",
    ]


def test_dates_at_the_left_join_their_jobs() -> None:
    sheet = Sheet()
    y = 60.0
    for dates, firm in (
        ("2019 - now", "Harbor Mills"),
        ("2016 - 2019", "Cedar Point"),
        ("2012 - 2016", "Quarry Foods"),
    ):
        sheet.put(60, y, dates)
        sheet.put(160, y, firm, bold=True)
        for line in LOREM[:2]:
            y += 14
            sheet.put(160, y, "- " + line[:60])
        y += 24
    lines = lines_of(sheet)
    assert [line for line in lines if not line.startswith("- ")] == [
        "2019 - now\tHarbor Mills",
        "2016 - 2019\tCedar Point",
        "2012 - 2016\tQuarry Foods",
    ]


def test_section_labels_at_the_left_head_their_sections() -> None:
    sheet = Sheet()
    y = 60.0
    for label in (("Work", "history"), ("Education",), ("Skills",)):
        for index, part in enumerate(label):
            sheet.put(60, y + 12 * index, part, bold=True)
        for line in (*LOREM, *LOREM[:1]):
            sheet.put(150, y, line[:66])
            y += 14
        y += 20
    lines = lines_of(sheet)
    assert lines[0] == "Work history"
    assert lines[5] == "Education"
    assert lines[10] == "Skills"


def test_names_and_values_stay_in_their_row() -> None:
    sheet = Sheet()
    sheet.put(60, 40, "SKILLS", bold=True)
    rows = [
        ("Languages", "Python, Go, SQL"),
        ("Tools", "Excel, Tableau"),
        ("Spoken", "English, Spanish"),
    ]
    for index, (label, text) in enumerate(rows):
        sheet.put(60, 60 + 14 * index, label, bold=True)
        sheet.put(160, 60 + 14 * index, text)
    assert lines_of(with_filler(sheet))[1:4] == [f"{label}\t{text}" for label, text in rows]


def test_the_column_that_goes_on_overleaf_comes_last() -> None:
    sheet = Sheet()
    sheet.put(60, 50, "Ada Arden", size=22, bold=True)
    sheet.put(
        60,
        70,
        HEAD,
    )
    sheet.column(60, 110, MAIN)
    sheet.column(400, 110, SIDE)
    sheet.next_page()
    sheet.column(60, 60, ("Answered for the timetable, too", "Hired nine planners"))
    document = read(sheet.pdf(), "pdf")
    texts = [line.text for line in document.lines]
    assert texts[2:] == [*SIDE, *MAIN, "Answered for the timetable, too", "Hired nine planners"]
    columns = {line.text: line.column for line in document.lines}
    assert columns[MAIN[0]] == columns["Hired nine planners"] == 0
    assert columns[SIDE[0]] == 1


def test_geometry_counts_from_the_top_left_corner() -> None:
    sheet = Sheet()
    sheet.put(72, 100, "Ada Arden", size=20)
    line = read(with_filler(sheet).pdf(), "pdf").lines[0]
    assert line.page == 1
    assert line.size == pytest.approx(20)
    assert line.x0 == pytest.approx(72, abs=2)
    assert line.y0 < 100 < line.y1 + 1


def test_sections_side_by_side_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    y = sheet.column(60, 60, ("ADA ARDEN", "", "SUMMARY", *LOREM, ""))
    left = ("EDUCATION", "B.S. Statistics", "Lakeside University", "2005 - 2009")
    right = ("CERTIFICATIONS", "Certified Planner, 2019", "First Aid, 2020", "Forklift licence")
    for index in range(4):  # row by row: only the headings tell
        sheet.put(60, y + 14 * index, left[index], bold=index == 0)
        sheet.put(330, y + 14 * index, right[index], bold=index == 0)
    sheet.column(60, y + 80, ("EXPERIENCE", *LOREM))
    lines = lines_of(sheet)
    start = lines.index("EDUCATION")
    assert lines[start : start + 8] == [*left, *right]
    assert lines[start + 8] == "EXPERIENCE"


@pytest.mark.parametrize("by_cell", [True, False])
def test_table_of_skills_is_read_as_the_file_holds_it(*, by_cell: bool) -> None:
    sheet = Sheet()
    y = sheet.column(60, 60, ("SUMMARY", *LOREM, "", "SKILLS"))
    table = (
        ("Python", "Excel", "Welding"),
        ("SQL", "Tableau", "Spanish"),
        ("Go", "Budgets", "Tact"),
    )
    places = [(row, column) for row in range(3) for column in range(3)]
    if by_cell:
        places.sort(key=lambda place: place[1])
    for row, column in places:
        sheet.put(60 + 170 * column, y + 14 * row, table[row][column])
    sheet.column(60, y + 60, ("EDUCATION", "B.S. Statistics, Lakeside University, 2009"))
    lines = lines_of(sheet)
    found = lines[lines.index("SKILLS") + 1 : lines.index("EDUCATION")]
    if by_cell:
        assert found == [table[row][column] for row, column in places]
    else:
        assert found == ["\t".join(row) for row in table]


def test_notes_of_several_lines_at_the_left_go_with_their_record() -> None:
    sheet = Sheet()
    y = 60.0
    records = (("Harbor Mills", "2019 - now", "Analyst"), ("Cedar Point", "2016 - 2019", "Planner"))
    for firm, dates, title in records:
        sheet.put(60, y, firm, bold=True)
        sheet.put(60, y + 14, dates)
        sheet.put(200, y, title, bold=True)
        for index, line in enumerate(LOREM):
            sheet.put(200, y + 14 + 14 * index, line[:64])
        y += 80
    lines = lines_of(sheet)
    assert lines[:3] == ["Harbor Mills\tAnalyst", "2019 - now", LOREM[0][:64]]
    assert lines[5:8] == ["Cedar Point\tPlanner", "2016 - 2019", LOREM[0][:64]]
