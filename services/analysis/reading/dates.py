"""Dates and ranges of dates in a line, in six languages, as partial ISO 8601 (`2019`, `2019-03`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.analysis.reading.pieces import Piece
from services.analysis.reading.vocabulary.calendar import MONTHS, PRESENT, SEASONS, SINCE
from services.analysis.reading.words import fold

_MAX = 400  # characters of a line that are searched: dates of records stand in short lines


def _folding(word: str) -> str:
    """A pattern for the folded word that also matches it with accents."""
    accents = {
        "a": "[aáàâãä]",
        "e": "[eéèê]",
        "i": "[ií]",
        "o": "[oóôõ]",
        "u": "[uúùûü]",
        "c": "[cç]",
    }
    accents["n"] = "[nñ]"
    return "".join(accents.get(char, re.escape(char)) for char in word).replace(r"\ ", r"\s+")


_MONTH = "|".join(_folding(name) for name in sorted(MONTHS, key=len, reverse=True))
_SEASON = "|".join(_folding(name) for name in sorted(SEASONS, key=len, reverse=True))
_YEAR = r"(?:19[3-9]\d|20[0-6]\d)(?![\d%])"
_HOLE = r"(?:19|20)(?:xx|yy|\d[xy]|__)|(?:xxxx|yyyy|aaaa|jjjj)"
_ATOM = re.compile(
    rf"""(?<![\w.,$€£]) (?:
      (?P<iso>(?P<iso_y>{_YEAR})[-/.](?P<iso_m>0?[1-9]|1[0-2])(?:[-/.](?:[0-2]?\d|3[01]))?(?![\d-]))
    | (?P<dmy>(?:(?:[0-2]?\d|3[01])[-/.])?(?P<dmy_m>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<dmy_y>{_YEAR}))
    | (?P<named>(?:(?:[0-2]?\d|3[01])(?:st|nd|rd|th|\.|º)?\s(?:de\s)?)?\b(?P<month>{_MONTH})(?![^\W\d_])\.?,?
        (?:\s(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?,)?
        (?:\s?(?:de|del|of|/|-|,)\s?|\s*)
        (?:(?P<month_y>{_YEAR}|{_HOLE})|['’](?P<month_yy>\d\d)\b|(?<=[-/\s.])(?P<month_y2>\d\d)\b(?=\s*(?:[-–—)|]|$|to\b|bis\b|a\b|à\b))))
    | (?P<season>\b(?:{_SEASON})\b\.?,?\s(?:of\s|de\s|del\s)?(?P<season_y>{_YEAR}|{_HOLE})(?:/\d\d)?)
    | (?P<quarter>\bQ[1-4][\s/,']+(?P<quarter_y>{_YEAR}))
    | (?P<ym>(?P<ym_y>{_YEAR}),?\s(?P<ym_m>{_MONTH})\b\.?)
    | (?P<year>(?:{_YEAR}|{_HOLE})(?!\w))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_PRESENT = re.compile(
    r"\b(?:" + "|".join(_folding(word) for word in sorted(PRESENT, key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
_DASH = r"[-–—‒‐‑­−~→⟶>/]{1,3}"
_BETWEEN = re.compile(
    rf"\s*(?:{_DASH}|\b(?:to|until|till|through|thru|bis|zum|a|à|al|hasta(?:\s+(?:la|el))?|até|ate|au|aux|fino\s+a[dl]?|jusqu['’]?\s?(?:à|en|au)?)\b)\s*(?:\b(?:the|la|el|à|a|ad)\s+)?",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(rf"\s?(?:{_DASH})\s?(?P<yy>\d\d)(?![\d/.\w-])")
_MONTH_BEFORE = re.compile(
    rf"(?<!\w)(?P<month>{_MONTH})\b\.?\s*(?:{_DASH}|\bto\b|\bbis\b|\ba\b|\bà\b|\bal\b)\s*$",
    re.IGNORECASE,
)
_SHORT_NUMERIC = re.compile(
    r"(?<![\w/.-])(?P<m1>0?[1-9]|1[0-2])\s?[/.]\s?(?P<y1>\d\d)\s*[-–—]\s*(?:(?P<m2>0?[1-9]|1[0-2])\s?[/.]\s?(?P<y2>\d\d)(?![\w/.])|(?P<now>present|current|now|heute|actual|presente))",
    re.IGNORECASE,
)
_OPEN_END = re.compile(rf"\s*{_DASH}\s*(?=$|[|·•,;)\t]|\s\s)")
_SINCE = re.compile(
    r"(?:^|[\s(|])(?:" + "|".join(_folding(word) for word in SINCE) + r")\s*$", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"(?:\b(?:from|since|seit|ab|depuis|desde|dal|dall'|de|du|von|vom|da|del|dal|expected(?:\s+graduation)?|anticipated|graduated|grad|graduation|"
    r"graduating|class\s+of|completed|issued|obtained|in|juin|voraussichtlich|abschluss|seit\s+dem|a\s+partir\s+de|date|dates|period|estimated)\b[.:]?\s*)+$",
    re.IGNORECASE,
)


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
    text = piece.text[:_MAX]
    short = [_short_numeric(piece, match) for match in _SHORT_NUMERIC.finditer(text)]
    if short:
        return short
    atoms = (
        list(_ATOM.finditer(text)) if any(char.isdigit() or char in "xXyY" for char in text) else []
    )
    found: list[When] = []
    index = 0
    while index < len(atoms):
        when, used = _range(piece, text, atoms, index)
        found.append(when)
        index += used
    return found


def _range(piece: Piece, text: str, atoms: list[re.Match[str]], index: int) -> tuple[When, int]:
    """The range that begins with atom `index`, and how many atoms it takes."""
    first = atoms[index]
    begin, end, begin_iso = first.start(), first.end(), _iso(first)
    head = _LEAD_IN.search(text, 0, begin)
    before = _MONTH_BEFORE.search(text, 0, begin)
    between = _BETWEEN.match(text, end)
    if before and begin_iso and len(begin_iso) == 7:  # "Jun – Aug 2020"
        since = f"{begin_iso[:4]}-{MONTHS[fold(before['month'])]:02d}"
        return _when(piece, before.start(), end, since, begin_iso, ranged=True), 1
    lead = head.start() if head else begin
    if between and index + 1 < len(atoms) and atoms[index + 1].start() == between.end():
        last = atoms[index + 1]
        return _when(piece, lead, last.end(), begin_iso, _iso(last), ranged=True), 2
    if between and (now := _PRESENT.match(text, between.end())):
        return _when(piece, lead, now.end(), begin_iso, None, ranged=True, current=True), 1
    if short := _SHORT_YEAR.match(text, end):
        until = _century(short["yy"])
        if begin_iso and begin_iso[:4] <= until and int(until) - int(begin_iso[:4]) < 40:
            return _when(piece, lead, short.end(), begin_iso, until, ranged=True), 1
    if (opened := _OPEN_END.match(text, end)) and opened.end() > end:
        return _when(piece, lead, opened.end(), begin_iso, None, ranged=True, current=True), 1
    if _SINCE.search(text, 0, begin):
        return _when(piece, lead, end, begin_iso, None, ranged=True, current=True), 1
    return _when(piece, lead, end, begin_iso, None, ranged=False), 1


def _when(
    piece: Piece,
    start: int,
    end: int,
    since: str | None,
    until: str | None,
    *,
    ranged: bool,
    current: bool = False,
) -> When:
    if since and until and until[: len(since)] < since[: len(until)]:
        since, until = until, since  # written newest first
    return When(piece.cut(start, end).strip(" \t,;|("), since, until, current, ranged)


def _iso(atom: re.Match[str]) -> str | None:
    """The atom as partial ISO; None for a placeholder such as "20XX"."""
    if atom["iso"]:
        return f"{atom['iso_y']}-{int(atom['iso_m']):02d}"
    if atom["dmy"]:
        return f"{atom['dmy_y']}-{int(atom['dmy_m']):02d}"
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
    current = until is None
    return _when(piece, match.start(), match.end(), since, until, ranged=True, current=current)
