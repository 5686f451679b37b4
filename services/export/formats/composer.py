"""The blocks of a resume as strips: their typefaces, distances, and what must stay together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from services.export.formats.entries import Entry, Phrase
from services.export.formats.lines import Line, Look, Span, break_lines, text_width
from services.export.formats.pages import (
    BLUE,
    GREY,
    INK,
    LEFT,
    MEASURE,
    NAVY,
    PALE,
    RIGHT,
    Cell,
    Painter,
    Strip,
)
from services.export.formats.structure import Element
from services.export.formats.typefaces import Missing

_NAME = Look(25.0, NAVY, "bold")
_CONTACT, _CONTACT_LINK = Look(9.5, GREY), Look(9.5, BLUE)
_SECTION = Look(12.5, BLUE, "bold")
_TITLE = Look(10.5, INK, "bold")
_WHEN = Look(9.5, GREY)
_DETAIL, _PLACE = Look(10.0, NAVY), Look(10.0, GREY)
_BODY, _LABEL = Look(10.0, INK), Look(10.0, INK, "bold")
_PROOF = Look(8.5, GREY, "italic")
_SMALL = Look(8.5, GREY)
_PRIORITY = {
    "high": Look(10.0, NAVY, "bold"),
    "medium": Look(10.0, BLUE, "bold"),
    "low": Look(10.0, GREY, "bold"),
}
_LEADING = 1.4
_BULLET, _INDENT = "•", 13.0
_GAP = 18.0  # least distance between a title and its dates
_FEW = 3  # lines of a paragraph that stay on one page


class Composer:
    def __init__(self, missing: Missing) -> None:
        self.missing = missing
        self.root = Element("Document")
        self.strips: list[Strip] = []
        self._heading = False  # whether the last strip must not end a page

    def add(self, strip: Strip) -> None:
        strip.tied = strip.tied or self._heading
        self._heading = False
        self.strips.append(strip)

    def name(self, text: str) -> None:
        self._text([Span(text, _NAME)], Element("H1", self.root), leading=1.15)

    def contact(self, phrases: Sequence[Phrase]) -> None:
        """The phrases in a line, as many as it takes; none is cut in two where it fits a line."""
        element = Element("P", self.root)
        row: list[Span] = []
        for phrase in phrases:
            span = Span(phrase.text, _CONTACT_LINK if phrase.link else _CONTACT, phrase.link)
            longer = [*row, Span(" · ", _CONTACT), span] if row else [span]
            if row and self._width(longer) > MEASURE:
                self._text(row, element, before=1)
                longer = [span]
            row = longer
        if row:
            self._text(row, element, before=1)

    def section(self, text: str, *, fresh: bool = False) -> None:
        element = Element("H2", self.root)
        line = break_lines([Span(text, _SECTION)], MEASURE, self.missing)[0]

        def rule(painter: Painter, top: float) -> None:
            painter.structure.begin_decoration()
            painter.stroke(PALE)
            painter.canvas.setLineWidth(0.8)
            painter.canvas.line(LEFT, top - 19, RIGHT, top - 19)
            painter.structure.end()

        self.add(
            Strip(
                21.0,
                (Cell(element, line),),
                ascent=13.0,
                before=15.0,
                fresh=fresh,
                outline=text,
                draw=rule,
            )
        )
        self._heading = True

    def paragraph(self, text: str) -> None:
        self._text([Span(text, _BODY)], Element("P", self.root), before=4)

    def small(self, text: str) -> None:
        self._text([Span(text, _SMALL)], Element("P", self.root), before=14)

    def labelled(self, label: str, text: str) -> None:
        spans = [Span(f"{label}: ", _LABEL)] if label else []
        self._text([*spans, Span(text, _BODY)], Element("P", self.root), before=4)

    def items(self, texts: Sequence[str], before: float = 3.0) -> None:
        """A list; its last item doesn't stand alone on a page."""
        parent = Element("L", self.root)
        for number, text in enumerate(texts):
            start = len(self.strips)
            self._item([Span(text, _BODY)], Element("LI", parent), before)
            if 1 < number == len(texts) - 1:
                self.strips[start].tied = True

    def proven(self, remarks: Iterable[tuple[str, str]]) -> None:
        """Sentences, each with the quote that proves it below."""
        parent = Element("L", self.root)
        for text, proof in remarks:
            item = Element("LI", parent)
            self._item([Span(text, _BODY)], item, 5)
            self._proof(proof, item)

    def advice(self, advice: Iterable[tuple[str, str, str]]) -> None:
        parent = Element("L", self.root)
        for priority, text, proof in advice:
            item = Element("LI", parent)
            tag = Span(f"{priority.capitalize()} priority · ", _PRIORITY[priority])
            self._item([tag, Span(text, _BODY)], item, 5)
            self._proof(proof, item)

    def entry(self, entry: Entry) -> None:
        """A record: its title with the dates at the right margin, who and where, what was done."""
        self._head(entry)
        if entry.detail or entry.place:
            spans = [Span(entry.detail, _DETAIL)] if entry.detail else []
            if entry.place:
                spans.append(Span(f" · {entry.place}" if entry.detail else entry.place, _PLACE))
            self._text(spans, Element("P", self.root))
            self._heading = bool(entry.text or entry.items)
        if entry.text:
            self._text([Span(entry.text, _BODY)], Element("P", self.root), before=2)
        if entry.items:
            self.items(entry.items, before=2.5)

    def _head(self, entry: Entry) -> None:
        element = Element("H3", self.root)
        width = text_width(entry.when, _WHEN, self.missing)
        first = MEASURE - width - _GAP if entry.when else MEASURE
        lines = break_lines([Span(entry.title, _TITLE)], MEASURE, self.missing, first)
        self._lines(lines, element, 0.0, before=9.0)
        if entry.when:
            dates = break_lines([Span(entry.when, _WHEN)], MEASURE, self.missing)[0]
            strip = self.strips[-len(lines)]
            strip.cells += (Cell(Element("P", self.root), dates, MEASURE - width),)
        for strip in self.strips[len(self.strips) - len(lines) + 1 :]:
            strip.tied = True
        self._heading = bool(entry.detail or entry.place or entry.text or entry.items)

    def _proof(self, proof: str, item: Element) -> None:
        if proof:
            self._heading = True  # stays with what it proves
            lines = break_lines([Span(proof, _PROOF)], MEASURE - _INDENT, self.missing)
            self._lines(lines, Element("P", item), _INDENT, before=1)

    def _item(self, spans: Sequence[Span], item: Element, before: float) -> None:
        lines = break_lines(spans, MEASURE - _INDENT, self.missing)
        start = len(self.strips)
        self._lines(lines, Element("LBody", item), _INDENT, before=before)
        bullet = break_lines([Span(_BULLET, _BODY)], MEASURE, self.missing)[0]
        label = Element("Lbl", item)
        item.children.reverse()
        first = self.strips[start]
        first.cells = (Cell(label, bullet, 2.0), *first.cells)

    def _text(
        self,
        spans: Sequence[Span],
        element: Element,
        before: float = 0.0,
        leading: float = _LEADING,
    ) -> None:
        lines = break_lines(spans, MEASURE, self.missing)
        self._lines(lines, element, 0.0, before=before, leading=leading)

    def _lines(
        self,
        lines: Sequence[Line],
        element: Element,
        x: float,
        *,
        before: float,
        leading: float = _LEADING,
    ) -> None:
        """Lines of a paragraph: neither its first nor its last stands alone on a page."""
        last = len(lines) - 1
        for number, line in enumerate(lines):
            size = max((segment.look.size for segment in line.segments), default=_BODY.size)
            tied = number > 0 and (number in {1, last} or last < _FEW)
            self.add(
                Strip(
                    size * leading,
                    (Cell(element, line, x),),
                    ascent=size * (leading + 0.62) / 2,
                    before=0.0 if number else before,
                    tied=tied,
                )
            )

    def _width(self, spans: Sequence[Span]) -> float:
        return sum(text_width(span.text, span.look, self.missing) for span in spans)
