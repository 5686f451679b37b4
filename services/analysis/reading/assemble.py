"""Lines without offsets in, a `Document` out: the one place where offsets are counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from services.analysis.reading import document as shapes
from services.analysis.reading.document import Document, FileFormat, Line, Span

MAX_CHARACTERS = 2_000_000
MAX_LINES = 50_000


@dataclass(slots=True)
class Run:
    """A piece of a line in one typeface. The runs of a line, joined, are its text."""

    text: str
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    link: str | None = None
    x0: float = 0.0
    x1: float = 0.0


@dataclass(slots=True)
class Draft:
    """A line on its way into a `Document`: everything but its offsets."""

    runs: list[Run]
    page: int | None = None
    paragraph: int = 0
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    column: int = 0
    heading: bool = False
    bullet: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Extra:
    """What a document holds beside its lines."""

    page_count: int | None = None
    links: list[str] = field(default_factory=list[str])
    hidden: list[str] = field(default_factory=list[str])
    meta: dict[str, str] = field(default_factory=dict[str, str])
    warnings: list[shapes.Warning] = field(default_factory=list[shapes.Warning])

    def warn(self, code: str, message: str) -> None:
        """Say something of the file to its owner; `code` is stable."""
        self.warnings.append(shapes.Warning(code, message))


def assemble(kind: FileFormat, reader: str, drafts: Iterable[Draft], extra: Extra) -> Document:
    """Number the characters and the paragraphs; drop empty lines."""
    if extra.hidden:
        extra.warn("hidden_text", "The file holds text that a reader cannot see. It was ignored.")
    lines: list[Line] = []
    texts: list[str] = []
    offset = 0
    paragraph, seen = -1, None
    for draft in drafts:
        runs = _trimmed(draft.runs)
        if not runs:
            continue
        if draft.paragraph != seen:
            paragraph, seen = paragraph + 1, draft.paragraph
        line = _line(replace(draft, runs=runs, paragraph=paragraph), offset)
        lines.append(line)
        texts.append(line.text)
        offset = line.end + 1
        if offset > MAX_CHARACTERS or len(lines) >= MAX_LINES:
            extra.warn("text_truncated", "The text was cut: it is longer than any resume.")
            break
    return Document(
        format=kind,
        text="\n".join(texts),
        lines=tuple(lines),
        page_count=extra.page_count,
        links=tuple(dict.fromkeys(extra.links)),
        warnings=tuple(extra.warnings),
        hidden=tuple(extra.hidden),
        reader=reader,
        meta=extra.meta,
    )


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without white space at either end of the line, without empty runs, without newlines.

    Accents are set into their letters here, where no offset is counted yet: some files write
    them apart, and no word of a list would be found in such a text.
    """
    kept = [replace(run, text=_composed(run.text)) for run in runs if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0].text = kept[0].text.lstrip()
        kept[-1].text = kept[-1].text.rstrip()
    return kept


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\n", " "))


def _line(draft: Draft, offset: int) -> Line:
    spans: list[Span] = []
    at = offset
    for run in draft.runs:
        end = at + len(run.text)
        spans.append(
            Span(at, end, round(run.size, 1), run.bold, run.italic, run.link, run.x0, run.x1)
        )
        at = end
    inked = [run for run in draft.runs if run.text.strip()]
    x0, y0, x1, y1 = (round(value, 1) for value in draft.box)
    return Line(
        text=draft.text,
        start=offset,
        end=at,
        page=draft.page,
        paragraph=draft.paragraph,
        x0=x0,
        y0=y0,
        x1=x1,
        y1=y1,
        column=draft.column,
        size=round(max(run.size for run in draft.runs), 1),
        bold=all(run.bold for run in inked),
        heading=draft.heading,
        bullet=draft.bullet,
        spans=tuple(spans),
    )
