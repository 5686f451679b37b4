"""What reading a file yields: one canonical text, and where on the page each line of it stands.

Every offset in the system (`start`, `end` of evidence, of chunks, of lines) counts code points in
`Document.text`, so `document.text[start:end]` is the quote, verbatim.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

FileFormat = Literal["pdf", "docx", "doc"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of one line in one typeface; `start`/`end` are offsets into `Document.text`."""

    start: int
    end: int
    size: float = 0.0  # points; 0 where the format does not say
    bold: bool = False
    italic: bool = False
    link: str | None = None  # target of a hyperlink annotation, where there is one
    x0: float = 0.0  # points from the left edge of the page; 0 in DOC/DOCX
    x1: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line, in reading order. `text == document.text[start:end]`, with no newline."""

    text: str
    start: int
    end: int
    page: int | None  # 1-based; None in DOC/DOCX
    paragraph: int  # 0-based, over the whole document
    # Geometry in points, origin top left, y downwards; zeros in DOC/DOCX.
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 0.0
    y1: float = 0.0
    column: int = 0  # 0 where the page has one column; main and side columns count from 0
    size: float = 0.0  # the largest font size in the line
    bold: bool = False  # the whole line
    heading: bool = False  # the format itself says so (a DOCX heading style)
    bullet: bool = False  # a list item (its marker may or may not be part of the text)
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the profile's own word for it
    """Something the owner should know of the file, such as hidden text. `code` is stable."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file, read. Lines are joined by one newline, and numbered by paragraph."""

    format: FileFormat
    text: str
    lines: tuple[Line, ...]
    page_count: int | None = None
    links: tuple[str, ...] = ()  # link targets that no span carries
    warnings: tuple[Warning, ...] = ()
    hidden: tuple[str, ...] = ()  # text a reader cannot see: never part of `text`
    reader: str = ""  # which reader produced it, with its version
    meta: dict[str, str] = field(default_factory=dict[str, str])

    def to_json(self) -> dict[str, Any]:
        """Plain lists and dicts, for the pipe from the child process and for the checkpoint."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The inverse of `to_json`."""
        lines = tuple(_line(line) for line in raw["lines"])
        warnings = tuple(Warning(**warning) for warning in raw["warnings"])
        rest: dict[str, Any] = {
            **raw,
            "lines": lines,
            "warnings": warnings,
            "links": tuple(raw["links"]),
            "hidden": tuple(raw["hidden"]),
        }
        return cls(**rest)


def _line(raw: dict[str, Any]) -> Line:
    values: dict[str, Any] = {**raw, "spans": tuple(Span(**span) for span in raw["spans"])}
    return Line(**values)
