"""Projects: name, what it is, when, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from libs.profile.model import Project
from services.analysis.reading.pieces import Piece, Quoter
from services.analysis.reading.records import Record, body_items, split_records
from services.analysis.reading.sections import Section
from services.analysis.reading.segments import take_apart
from services.analysis.reading.words import run_on

MAX_PROJECTS = 40
MAX_HIGHLIGHTS = 30


def read_projects(sections: Sequence[Section], quoter: Quoter) -> list[Project]:
    """The projects of all projects sections, in order."""
    records = [r for s in sections if s.kind == "projects" for r in split_records(s.rows)]
    found = [project for record in records if (project := _project(record, quoter)) is not None]
    return found[:MAX_PROJECTS]


def _project(record: Record, quoter: Quoter) -> Project | None:
    segments = take_apart(record.head).segments
    if not segments:
        return None
    name = segments[0].piece
    about = segments[1].piece if len(segments) > 1 else None
    items: list[list[Piece]] = body_items(record.body)[:MAX_HIGHLIGHTS]
    when = record.when
    return Project(
        name=name.value,
        description=about.value if about else None,
        start=when.start if when else None,
        end=when.end if when else None,
        highlights=[run_on(piece.value for piece in item) for item in items],
        evidence=quoter.quote(
            name,
            about,
            *(date.piece for date in record.dates),
            *(p for item in items for p in item),
        ),
    )
