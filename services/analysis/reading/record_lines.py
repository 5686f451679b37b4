"""What one line is to a record: prose or head, the dates in it, what stands in its margin."""

from __future__ import annotations

import re

from services.analysis.reading.cells import Style
from services.analysis.reading.cues import company_cue, is_duration, title_cue
from services.analysis.reading.dates import When, find_dates
from services.analysis.reading.locations import is_location
from services.analysis.reading.pieces import Piece
from services.analysis.reading.rows import Row
from services.analysis.reading.vocabulary.verbs import ACTION_VERBS
from services.analysis.reading.words import capitalised_share, fold, folded_words

_ABBREVIATION = re.compile(
    r"\b(?:inc|ltd|co|corp|llc|jr|sr|s\.a|gmbh|e\.v|dept|bros|st|etc|[a-z]\.[a-z])\.$",
    re.IGNORECASE,
)
_HAN = re.compile("[\u4e00-\u9fff]")  # set without blanks: three make a word
_NOMINAL = re.compile(  # "Betreuung von Kunden", "Gestion d'un portefeuille"
    r"[^\W\d_]+(?:ung|ungen|ci[oó]n|tion|sion|zione|ç[aã]o|mento|ment|enza|anza|ncia|erie)\s+"
    r"(?:[a-zà-ü]{1,6}\s|[dl]['’])"
)
_PAST = re.compile(r"[A-Z][a-z]{2,}ed\s+[a-z\d]")  # "Visited customers"
# What a template tells its writer, never what the writer tells; folded.
_TEMPLATE_LINE = re.compile(
    r"(?:briefly |please )?(?:summari[sz]e|describe|list|add|enter|insert|include|type|explain"
    r"|highlight|mention|write about) (?:[^\W_]+ ){0,3}your?\b"
    r"|(?:describe|resume|enumera|incluye|anade|agrega) (?:[^\W_]+ ){0,2}tus?\b"
    r"|(?:decrivez|resumez|listez|ajoutez|indiquez) (?:[^\W_]+ ){0,2}(?:vos|votre)\b"
    r"|(?:beschreiben|nennen|erlautern) sie (?:[^\W_]+ ){0,2}ihre?\b"
    r"|[\[<](?:add|insert|enter|describe|list|type|write|click|your) [^\]>]*[\]>]\.?$"
)
MAX_HEAD = 140  # characters: a longer line is prose
FULL = 0.75  # of the width of the section: a shorter line was not wrapped
INDENT = 2.0  # points beside a list marker that make a line its continuation


def opens_record(row: Row, *, listed: bool, goes_on: bool) -> bool:
    """Whether the dates in a line make it the head of a record, however it looks otherwise."""
    dates = own_dates(row)
    if not dates or (row.bullet and not listed) or len(row.text) > MAX_HEAD:
        return False
    if goes_on and not find_dates(row.cells[0].piece):
        return False  # body text with a date in its margin
    rest = len(row.text) - sum(len(when.piece.text) for when in dates)
    if any(when.range for when in dates):
        return rest < MAX_HEAD - 30 and not _lower_start(row)
    return rest < 4 or (
        not is_prose(row) and not _lower_start(row) and _at_edge(row, dates[-1].piece)
    )


def _lower_start(row: Row) -> bool:
    """Whether the line goes on with a sentence; a date may begin with a small letter."""
    dates = own_dates(row)
    apart = row.style.bold or any(only_date(cell.piece) for cell in row.cells[1:])
    first = bool(dates) and dates[0].piece.start == row.piece.start
    return row.text[:1].islower() and not (first or apart)


def _at_edge(row: Row, piece: Piece) -> bool:
    whole = row.piece
    return piece.start - whole.start <= 2 or whole.end - piece.end <= 2 or len(row.cells) > 1


def own_dates(row: Row) -> list[When]:
    """The dates of a row; of a list item those in its text, not those in its margin.

    A range may lie across a gap of the line, so the cells are not searched one by one.
    """
    return find_dates(row.cells[0].piece if row.bullet else row.piece)


def margin_cells(row: Row) -> list[Piece]:
    """The cells beside the first that are nothing but a date, a place or a duration."""
    return [
        cell.piece
        for cell in row.cells[1:]
        if is_location(cell.piece.text) or is_duration(cell.piece.text) or only_date(cell.piece)
    ]


def only_date(piece: Piece) -> bool:
    """Whether the piece is a date and nothing else."""
    left = len(re.sub(r"[\s,.;:|()\[\]–—-]", "", piece.text))
    return bool(found := find_dates(piece)) and left <= 2 + sum(
        len(re.sub(r"[\s,.;:|()\[\]–—-]", "", when.piece.text)) for when in found
    )


def is_prose(row: Row) -> bool:
    """Whether the line reads like a sentence, not like the head of a record."""
    text = row.cells[0].piece.text
    words = len(text.split()) + len(_HAN.findall(text)) // 3
    ended = text.endswith((".", ";", "!", "?", "。", "；")) and not _ABBREVIATION.search(text)
    if (ended and words >= 5) or words >= 16 or len(text) > MAX_HEAD or is_template_line(text):
        return True
    cue = max(title_cue(text), company_cue(text))
    verb = next(iter(folded_words(text)), "") in ACTION_VERBS
    if cue >= 2 and not verb:
        return False
    small = text[:1].islower() and words >= 4 and not row.style.bold
    if small or (words >= 2 and (verb or _PAST.match(text))):
        return True
    if row.style.bold or find_dates(row.piece):
        return False
    nominal = words >= 3 and cue < 1 and _NOMINAL.match(text) is not None
    return nominal or (words >= 5 and capitalised_share(text) < 0.45)


def is_template_line(text: str) -> bool:
    """Whether a template's words were left in: "Summarize your key responsibilities"."""
    return bool(_TEMPLATE_LINE.match(fold(text)))


def continues(row: Row, previous: Row, marker: float | None, edge: float) -> bool:
    """Whether the line goes on with the text of the body line above it.

    `marker`: where the list item above begins; `edge`: how far right lines reach.
    """
    if row.text[:1].islower():
        return True
    if row.line.page is None or row.line.column != previous.line.column:
        return False
    if not _plainer(row.style, previous.style):
        return False
    if marker is not None and row.x0 > marker + INDENT:
        return True
    wrapped = row.line.paragraph == previous.line.paragraph and previous.line.x1 > FULL * edge
    return wrapped and (marker is None or max(title_cue(row.text), company_cue(row.text)) < 1.5)


def _plainer(style: Style, than: Style) -> bool:
    return not (style.bold and not than.bold) and style.size <= than.size + 0.6
