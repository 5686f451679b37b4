"""Typesets a few lines of text as a `Document`, so that a test shows the resume it is about.

`# ` name in large type · `## ` heading · `- ` list item · `**bold**` and `_italic_` words · a tab
is a wide gap · leading blanks indent · an indented line after a list item continues it · `>>> `
starts the next column · `~~~` starts a new page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from textwrap import dedent

from services.analysis.reading.document import Document, Line, Span
from services.analysis.reading.pieces import Quoter
from services.analysis.reading.sections import Section, split_sections

BODY, HEADING, NAME = 10.0, 13.0, 22.0
_RUN = re.compile(r"(\*\*.+?\*\*|(?<!\w)_[^_]+_(?!\w)|\t)")


def typeset(text: str, *, plain: bool = False) -> Document:
    """The text as a PDF would give it; `plain` as a DOC: no geometry, no typefaces."""
    setter = _Setter(plain=plain)
    for raw in dedent(text).strip("\n").splitlines():
        setter.set(raw)
    return Document(
        format="doc" if plain else "pdf",
        text="\n".join(line.text for line in setter.lines),
        lines=tuple(setter.lines),
        page_count=None if plain else setter.page,
        reader="typeset",
    )


@dataclass
class _Setter:
    plain: bool
    lines: list[Line] = field(default_factory=list[Line])
    page: int = 1
    y: float = 40.0
    column: int = 0

    def set(self, raw: str) -> None:
        """Set one line below the last."""
        self.y += 14.0
        if raw.strip() == "~~~":
            self.page, self.column, self.y = self.page + 1, 0, 40.0
            return
        if raw.startswith(">>> "):
            raw, self.column, self.y = raw[4:], self.column + 1, 54.0
        if raw.strip():
            self.lines.append(self._line(raw))

    def _line(self, raw: str) -> Line:
        size, bold, body = _kind(raw.strip(" "))
        indent = 6.0 * (len(raw) - len(raw.lstrip(" ")))
        offset = self.lines[-1].end + 1 if self.lines else 0
        x0 = 50.0 + 200.0 * self.column + indent
        spans = _spans(body, offset, Span(0, 0, size, bold, x0=x0))
        shown = "".join(text for text, _ in spans)
        wraps = bool(self.lines) and indent > 0 and not body.startswith("- ") and self._in_item()
        above = self.lines[-1].paragraph if self.lines else -1
        line = Line(shown, offset, offset + len(shown), None, above + (not wraps))
        line = replace(line, bullet=shown.startswith(("- ", "• ")))
        if self.plain:
            return line
        return replace(
            line,
            page=self.page,
            x0=x0,
            y0=self.y,
            x1=spans[-1][1].x1,
            y1=self.y + size,
            column=self.column,
            size=size,
            bold=all(span.bold for text, span in spans if text.strip()),
            spans=tuple(span for _, span in spans),
        )

    def _in_item(self) -> bool:
        last = self.lines[-1].paragraph
        return next(line for line in self.lines if line.paragraph == last).bullet


def sections_of(text: str, *, plain: bool = False) -> tuple[list[Section], Quoter]:
    """The sections of the text, and what quotes it."""
    document = typeset(text, plain=plain)
    return split_sections(document), Quoter(document)


def _kind(line: str) -> tuple[float, bool, str]:
    for mark, size in (("## ", HEADING), ("# ", NAME)):
        if line.startswith(mark):
            return size, True, line[len(mark) :]
    return BODY, False, line


def _spans(body: str, offset: int, first: Span) -> list[tuple[str, Span]]:
    """The runs of a line with their typefaces; `first` has the size, weight and left edge."""
    found: list[tuple[str, Span]] = []
    at, x = offset, first.x0
    for run in _RUN.split(body):
        if not run:
            continue
        strong, slanted = run.startswith("**"), run.startswith("_") and len(run) > 2
        text = run.strip("*") if strong else run.strip("_") if slanted else run
        width = 60.0 if text == "\t" else 0.5 * first.size * len(text)
        bold = first.bold or strong
        span = Span(at, at + len(text), first.size, bold, slanted, None, x, x + width)
        found.append((text, span))
        at, x = at + len(text), x + width
    return found
