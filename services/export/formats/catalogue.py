"""The formats a profile is exported in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """`module` has the function `render`; one that is `paged` takes a process of its own."""

    name: str
    module: str
    media_type: str
    title: str  # what such a file is called, after the person's name
    extension: str
    paged: bool = False


_PACKAGE = "services.export.formats"
_ANALYSIS = "resume analysis"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Mapping[str, Format] = {
    found.name: found
    for found in (
        Format("json", f"{_PACKAGE}.profile_json", "application/json", _ANALYSIS, "json"),
        Format("jsonresume", f"{_PACKAGE}.json_resume", "application/json", "resume", "json"),
        Format("csv", f"{_PACKAGE}.sections_csv", "text/csv; charset=utf-8", _ANALYSIS, "csv"),
        Format("pdf", f"{_PACKAGE}.pdf", "application/pdf", _ANALYSIS, "pdf", paged=True),
        Format("docx", f"{_PACKAGE}.docx", _DOCX, _ANALYSIS, "docx", paged=True),
    )
}
