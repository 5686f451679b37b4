"""Dates and ranges of dates in a line, as partial ISO 8601 (`2019`, `2019-03`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.analysis.reading.memory import remembered
from services.analysis.reading.pieces import Piece
from services.analysis.reading.vocabulary.calendar import (
    LEAD_INS,
    MONTHS,
    PRESENT,
    SEASONS,
    SINCE,
)
from services.analysis.reading.vocabulary.listing import any_of
from services.analysis.reading.words import fold

_MAX = 400  # characters of a line that are searched: dates of records stand in short lines
_MONTH_LONG = len("2020-01")
_LIFETIME = 40  # years a post or study may last
_MONTH = any_of(MONTHS)
_SEASON = any_of(SEASONS)
_YEAR = r"(?:19[3-9]\d|20[0-6]\d)(?![\d%])"
_HOLE = r"(?:19|20)(?:xx|yy|\d[xy]|__)|(?:xxxx|yyyy|aaaa|jjjj)"
_DAY = r"(?:[0-2]?\d|3[01])"
_ATOM = re.compile(
    rf"""(?<![\w.,$€£]) (?<!\b\d\d\d-) (?:
      (?P<iso>(?P<iso_y>{_YEAR})[-/.](?P<iso_m>0?[1-9]|1[0-2])(?:[-/.]{_DAY})?(?![\d-]))
    | (?P<dmy>(?:{_DAY}[-/.])?(?P<dmy_m>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<dmy_y>{_YEAR}))
    | (?P<named>(?:{_DAY}(?:st|nd|rd|th|\.|º)?\s(?:de\s)?)?
        \b(?P<month>{_MONTH})(?![^\W\d_])\.?,?
        (?:\s{_DAY}(?:st|nd|rd|th)?,)?
        (?:\s?(?:de|del|of|/|-|,)\s?|\s*)
        (?:(?P<month_y>{_YEAR}|{_HOLE})
          |['’](?P<month_yy>\d\d)\b
          |(?<=[-/\s.])(?P<month_y2>\d\d)\b(?=\s*(?:[-–—)|]|$|(?:to|bis|a|à)\b))))
    | (?P<cjk>(?P<cjk_y>(?:19[3-9]\d|20[0-6]\d))\s?年
        (?:\s?(?P<cjk_m>1[0-2]|0?[1-9])\s?月)?(?:\d{{1,2}}日)?)
    | (?P<season>\b(?:{_SEASON})\b\.?,?\s(?:of\s|de\s|del\s)?
        (?P<season_y>{_YEAR}|{_HOLE})(?:/\d\d)?)
    | (?P<quarter>\bQ[1-4][\s/,']+(?P<quarter_y>{_YEAR}))
    | (?P<ym>(?P<ym_y>{_YEAR}),?\s(?P<ym_m>{_MONTH})\b\.?)
    | (?P<year>(?:{_YEAR}|{_HOLE})(?!\w))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_PRESENT = re.compile(rf"(?:\b|(?<=[至到]))(?:{any_of(PRESENT)})\b", re.IGNORECASE)
_DASH = r"[-–—‒‐‑­−~→⟶>/]{1,3}"
_BETWEEN = re.compile(
    rf"\s*(?:{_DASH}|[至到]|\b(?:to|until|till|through|thru|bis|zum|a|à|al|hasta(?:\s+(?:la|el))?|até|ate|au|"
    r"aux|fino\s+a[dl]?|jusqu['’]?\s?(?:à|en|au)?)\b)\s*(?:\b(?:the|la|el|à|a|ad)\s+)?",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(rf"\s?(?:{_DASH})\s?(?P<yy>\d\d)(?![\d/.\w-])")
_MONTH_BEFORE = re.compile(
    rf"(?<!\w)(?P<month>{_MONTH})\b\.?\s*(?:{_DASH}|\bto\b|\bbis\b|\ba\b|\bà\b|\bal\b)\s*$",
    re.IGNORECASE,
)
_SHORT_NUMERIC = re.compile(  # "03/19 - 05/21": two-digit years only in ranges
    r"(?<![\w/.-])(?P<m1>0?[1-9]|1[0-2])\s?[/.]\s?(?P<y1>\d\d)\s*[-–—]\s*"
    r"(?:(?P<m2>0?[1-9]|1[0-2])\s?[/.]\s?(?P<y2>\d\d)(?![\w/.])|"
    r"(?P<now>present|current|now|heute|actual|presente))",
    re.IGNORECASE,
)
_OPEN_END = re.compile(rf"\s*{_DASH}\s*(?=$|[|·•,;)\t]|\s\s)")
_SINCE = re.compile(rf"(?:^|[\s(|])(?:{any_of(SINCE)})\s*$", re.IGNORECASE)
_LEAD_IN = re.compile(rf"(?:\b(?:{any_of(LEAD_INS)})\b[.:]?\s*)+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A date or a range in a line: `piece` is what was written, with its lead-in ("since")."""

    piece: Piece
    start: str | None
    end: str | None
    current: bool
    range: bool  # two ends, or one that has not ended

    @property
    def latest(self) -> str | None:
        return self.end or self.start


def find_dates(piece: Piece) -> list[When]:
    """All dates and ranges in the piece, in order."""
    return list(_found(piece))


@remembered
def _found(piece: Piece) -> tuple[When, ...]:
    text = piece.text[:_MAX]
    short = [_short_numeric(piece, match) for match in _SHORT_NUMERIC.finditer(text)]
    if short:
        return tuple(short)
    atoms = (
        list(_ATOM.finditer(text)) if any(char.isdigit() or char in "xXyY" for char in text) else []
    )
    found: list[When] = []
    index = 0
    while index < len(atoms):
        when, used = _range(piece, text, atoms, index)
        found.append(when)
        index += used
    return tuple(found)


def _range(piece: Piece, text: str, atoms: list[re.Match[str]], index: int) -> tuple[When, int]:
    """The range that begins with atom `index`, and how many atoms it takes."""
    first = atoms[index]
    begin, end, since = first.start(), first.end(), _iso(first)
    before = _MONTH_BEFORE.search(text, 0, begin)
    if before and since and len(since) == _MONTH_LONG:  # "Jun – Aug 2020"
        month = f"{since[:4]}-{MONTHS[fold(before['month'])]:02d}"
        return _when(piece, before.start(), end, (month, since)), 1
    lead_in = _LEAD_IN.search(text, 0, begin)
    lead = lead_in.start() if lead_in else begin
    between = _BETWEEN.match(text, end)
    following = atoms[index + 1] if index + 1 < len(atoms) else None
    if between and following and following.start() == between.end():
        return _when(piece, lead, following.end(), (since, _iso(following))), 2
    if between and (now := _PRESENT.match(text, between.end())):
        return _when(piece, lead, now.end(), (since, None), current=True), 1
    return _single(piece, text, (lead, begin, end), since), 1


def _single(piece: Piece, text: str, at: tuple[int, int, int], since: str | None) -> When:
    """A range of one date ("2019-21", "2019 –", "since 2019"), or a date alone."""
    lead, begin, end = at
    short = _SHORT_YEAR.match(text, end)
    until = _century(short["yy"]) if short else ""
    if short and since and since[:4] <= until and int(until) - int(since[:4]) < _LIFETIME:
        return _when(piece, lead, short.end(), (since, until))
    opened = _OPEN_END.match(text, end)
    if opened and opened.end() > end:
        return _when(piece, lead, opened.end(), (since, None), current=True)
    if _SINCE.search(text, 0, begin):
        return _when(piece, lead, end, (since, None), current=True)
    return _when(piece, lead, end, (since, None), ranged=False)


def _when(
    piece: Piece,
    start: int,
    end: int,
    ends: tuple[str | None, str | None],
    *,
    ranged: bool = True,
    current: bool = False,
) -> When:
    since, until = ends
    if since and until and until[: len(since)] < since[: len(until)]:
        since, until = until, since  # written newest first
    return When(piece.cut(start, end).strip(" \t,;|("), since, until, current, ranged)


def _iso(atom: re.Match[str]) -> str | None:
    """The atom as partial ISO; None for a placeholder such as "20XX"."""
    if atom["iso"]:
        return f"{atom['iso_y']}-{int(atom['iso_m']):02d}"
    if atom["dmy"]:
        return f"{atom['dmy_y']}-{int(atom['dmy_m']):02d}"
    if atom["cjk"]:
        return f"{atom['cjk_y']}-{int(atom['cjk_m']):02d}" if atom["cjk_m"] else atom["cjk_y"]
    if atom["ym"]:
        return f"{atom['ym_y']}-{MONTHS[fold(atom['ym_m'])]:02d}"
    if atom["named"]:
        short = atom["month_yy"] or atom["month_y2"]
        year = _century(short) if short else atom["month_y"]
        return f"{year}-{MONTHS[fold(atom['month'])]:02d}" if year.isdigit() else None
    year = atom["season_y"] or atom["quarter_y"] or atom["year"]
    return year if year.isdigit() else None


def _century(year: str) -> str:
    return f"20{year}" if int(year) < 60 else f"19{year}"


def _short_numeric(piece: Piece, match: re.Match[str]) -> When:
    since = f"{_century(match['y1'])}-{int(match['m1']):02d}"
    until = f"{_century(match['y2'])}-{int(match['m2']):02d}" if match["y2"] else None
    return _when(piece, match.start(), match.end(), (since, until), current=until is None)
