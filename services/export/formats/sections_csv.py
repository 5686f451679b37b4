"""CSV: a section after another in one sheet, for Excel, LibreOffice and scripts.

RFC 4180: CRLF, commas, every field quoted, every row as wide as the widest. UTF-8 with a byte
order mark, without which Excel reads another encoding. A cell that a spreadsheet would take for a
formula gets an apostrophe before it, and so does what would be one where a spreadsheet splits
cells at `;`, tabs and line ends; so does what begins with an apostrophe there. Whoever reads the
file again takes one apostrophe off at each of these places: see docs/exports.md.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from libs.profile.model import Profile
from services.export.formats.format import Export

Cell: TypeAlias = str | float | bool | None
Row: TypeAlias = Sequence[Cell]

# The first characters of what spreadsheets compute, in full width too, and our own mark.
_TELLING = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
MARK = "'"
# Where a cell begins for a spreadsheet that takes other separators, and no comma; quotes and blanks
# before what it computes are lost on the way.
_SPLITS = re.compile(r"[;\t\r\n]")
_INNER = re.compile(
    rf"(?<={_SPLITS.pattern})(?=(?:[^\S\t\r\n]|\")*[{re.escape(''.join(_TELLING[:8]))}{MARK}])"
)
WIDTH = 8


def render(export: Export) -> bytes:
    """Each section: a row with its name, a row of column names, its rows, an empty row."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for title, columns, rows in _sections(export):
        writer.writerow(_wide((title,)))
        writer.writerow(_wide(columns))
        writer.writerows(_wide(row) for row in rows)
        writer.writerow(_wide(()))
    return text.getvalue().encode("utf-8-sig")


def _wide(row: Row) -> list[str]:
    cells = [_cell(value) for value in row]
    return cells + [""] * (WIDTH - len(cells))


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10g}"


def _text(value: str) -> str:
    if _SPLITS.search(value):
        value = _INNER.sub(MARK, value)
    if value[0].isalnum():  # as most are: nothing computes them
        return value
    computed = value.startswith(_TELLING) or value.lstrip().startswith(_TELLING)
    return f"{MARK}{value}" if computed or value.startswith(MARK) else value


def _sections(export: Export) -> Iterator[tuple[str, Row, Iterable[Row]]]:
    """Title, names of the columns, rows."""
    profile = export.profile
    yield "PERSONAL INFO", ("field", "value"), _person(profile)
    yield "SUMMARY", ("summary",), [(profile.summary,)] if profile.summary else []
    yield "SKILLS", ("name", "category"), [(one.name, one.category) for one in profile.skills]
    yield from _career(profile)
    yield from _judgement(profile)
    yield "EXPORT", ("field", "value"), [("exported_at", _moment(export)), *_engine(profile)]


def _person(profile: Profile) -> Iterator[Row]:
    person = profile.personal_info
    yield "name", person.name
    yield "email", person.email
    yield "phone", person.phone
    yield "location", person.location
    yield "linkedin_url", person.linkedin_url
    yield "age", person.age
    yield "work_years", profile.work_years
    for link in person.links:
        yield "link", link


def _career(profile: Profile) -> Iterator[tuple[str, Row, Iterable[Row]]]:
    period = ("start", "end")
    yield (
        "EXPERIENCE",
        ("no", "company", "title", "location", *period, "current", "highlight"),
        _numbered(
            ((post.company, post.title, post.location, post.start, post.end, post.current),
             post.highlights)
            for post in profile.experience
        ),
    )  # fmt: skip
    yield (
        "EDUCATION",
        ("institution", "degree", "field", *period),
        [(one.institution, one.degree, one.field, one.start, one.end) for one in profile.education],
    )
    yield (
        "CERTIFICATIONS",
        ("name", "issuer", "date"),
        [(one.name, one.issuer, one.date) for one in profile.certifications],
    )
    yield (
        "PROJECTS",
        ("no", "name", "description", *period, "highlight"),
        _numbered(
            ((one.name, one.description, one.start, one.end), one.highlights)
            for one in profile.projects
        ),
    )
    yield "LANGUAGES", ("name", "level"), [(one.name, one.level) for one in profile.languages]


def _numbered(entries: Iterable[tuple[Row, Sequence[str]]]) -> Iterator[Row]:
    """A row an entry with its first highlight; a row with the same number for each further one."""
    for number, (fields, highlights) in enumerate(entries, start=1):
        yield number, *fields, highlights[0] if highlights else None
        for highlight in highlights[1:]:
            yield number, *(None for _ in fields), highlight


def _judgement(profile: Profile) -> Iterator[tuple[str, Row, Iterable[Row]]]:
    yield "STRENGTHS", ("text",), [(one.text,) for one in profile.strengths]
    yield "WEAKNESSES", ("text",), [(one.text,) for one in profile.weaknesses]
    yield (
        "RECOMMENDATIONS",
        ("priority", "text"),
        [(one.priority, one.text) for one in profile.recommendations],
    )
    yield "SCORE", ("name", "points", "max", "why"), _score(profile)
    yield "WARNINGS", ("code", "message"), [(one.code, one.message) for one in profile.warnings]


def _score(profile: Profile) -> Iterator[Row]:
    if profile.score:
        yield "total", profile.score.total, None, f"version {profile.score.version}"
        for part in profile.score.parts:
            yield part.name, part.points, part.max, part.why


def _engine(profile: Profile) -> Iterator[Row]:
    engine = profile.engine
    yield "engine", engine.name
    yield "model", engine.model
    yield "engine_version", engine.version


def _moment(export: Export) -> str:
    return export.exported_at.isoformat(timespec="seconds").replace("+00:00", "Z")
