"""Skills: what the skills sections list, under the labels they list it by; never sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from libs.profile.model import Skill
from services.analysis.reading.cells import cells
from services.analysis.reading.dates import find_dates
from services.analysis.reading.headings import phrase_kind
from services.analysis.reading.pieces import Piece, Quoter
from services.analysis.reading.rows import Row
from services.analysis.reading.sections import Section
from services.analysis.reading.vocabulary import chinese
from services.analysis.reading.vocabulary.labels import SENTENCE_WORDS, SKILL_LEAD_INS
from services.analysis.reading.vocabulary.languages import LANGUAGES, LEVELS
from services.analysis.reading.vocabulary.listing import any_of
from services.analysis.reading.vocabulary.verbs import ACTION_VERBS
from services.analysis.reading.words import fold, folded_words, squeeze

MAX_SKILLS = 200
DEFAULT_CATEGORY = "Skills"
_MAX_WORDS = 7
_LABEL = re.compile(
    r"(?:^|(?<=[.;])\s)\s*(?P<label>[^\W\d_][^:,;.()\t|•]{0,48}?)\s?(?:：|:(?=\s|$|[^\W\d_/]))"
)
_SPLIT = re.compile(r"\s*[,;|•·∙●▪◦⋅\t，、；。]\s*|\s+[-–—]\s+|\s{2,}")
_PAIR = re.compile(r"\s*([^\s&]+)\s(?:&|and|und|y|et|e)\s([^\s&]+)$")
_ENDS = re.compile(r"(?<=[^\W\d_]{2})\.(?=\s|$)")
_LEAD_IN = re.compile(
    rf"^(?:(?:{any_of(SKILL_LEAD_INS)})\s+|(?:{any_of(chinese.LEAD_INS)})\s*)", re.IGNORECASE
)
_RATING = re.compile(
    r"[\s(]*(?:[●○★☆■□▪▫•◦]{2,}|\b\d{1,2}\s?/\s?(?:5|10)\b|\b\d{1,3}\s?%|\b\d+\+?\s*(?:years?|yrs?)\b.*)[)\s]*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(rf"\b(?:{any_of(SENTENCE_WORDS)})\b", re.IGNORECASE)
_NOT_SKILLS = re.compile(
    r"^(?:interests?|hobb(?:y|ies)|references?|awards?|honou?rs?|references|licen[cs]es?|interes(?:es|si)|intereses)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A list in a skills section: its label, if any, and the pieces of its lines."""

    label: Piece | None
    pieces: tuple[Piece, ...]


def skill_entries(section: Section) -> list[Entry]:
    """The section as labelled lists; wrapped lines are joined to the list they continue."""
    found: list[Entry] = []
    label: Piece | None = None
    previous: Row | None = None
    for row in section.rows:
        if _is_sublabel(row, section):
            label, previous = row.piece.strip(), None
            continue
        own = list(_labelled(row))
        if own[0].label is None and found and previous is not None and _wraps(previous, row):
            last = found[-1]
            found[-1] = Entry(last.label, last.pieces + own[0].pieces)
            own = own[1:]
        if own:
            found += [Entry(entry.label or label, entry.pieces) for entry in own]
        previous = row
    return found


def _is_sublabel(row: Row, section: Section) -> bool:
    """A line that only names the list under it: "Over 5000 lines:", or set unlike the rest."""
    text = row.text.strip()
    if row.bullet or len(row.cells) > 1:
        return False
    if text.endswith(":") and len(text) < 50:
        return True
    plain = [r for r in section.rows if r is not row]
    sizes = {(r.style.bold, r.style.size) for r in plain if not r.style.bold}
    listed = bool(re.search(r"[,;|•·]", text))
    return (
        row.style.bold and row.line.bold and bool(sizes) and not listed and len(text.split()) <= 5
    )


def _labelled(row: Row) -> Iterable[Entry]:
    """The lists of a line: by "label:", or by a first cell set apart in bold."""
    whole = row.piece
    labels = [match for match in _LABEL.finditer(whole.text) if _could_label(match["label"])]
    if labels and not whole.text[: labels[0].start()].strip():
        for match, following in zip(labels, [*labels[1:], None], strict=True):
            end = following.start() if following else len(whole.text)
            label = whole.cut(match.start("label"), match.end("label"))
            yield Entry(label, (whole.cut(match.end(), end),))
        return
    bold = _bold_start(row)
    if bold is not None:
        yield from (Entry(bold, (part,)) for part in _grades(whole.cut(bold.end - whole.start)))
        return
    yield Entry(None, (whole,))


def _grades(piece: Piece) -> list[Piece]:
    """The lists of "Advanced: C, Go. Basic: R", whose labels only say how well."""
    labels = [match for match in _LABEL.finditer(piece.text) if _could_label(match["label"])]
    if not labels or piece.text[: labels[0].start()].strip():
        return [piece]
    ends = [*(match.start() for match in labels[1:]), len(piece.text)]
    return [piece.cut(match.end(), end) for match, end in zip(labels, ends, strict=True)]


def _could_label(text: str) -> bool:
    return len(text.split()) <= 6 and not text.lower().endswith(("http", "https"))


def _bold_start(row: Row) -> Piece | None:
    """The bold words a line of plain ones begins with, or a first cell beside a list of others."""
    first = row.cells[0]
    spans = [
        s
        for s in row.line.spans
        if s.start >= first.piece.start
        and row.line.text[s.start - row.line.start : s.end - row.line.start].strip()
    ]
    if len(spans) > 1 and spans[0].bold and not spans[1].bold and spans[0].end < row.piece.end:
        piece = Piece(
            spans[0].start,
            row.line.text[spans[0].start - row.line.start : spans[0].end - row.line.start],
        ).strip()
        return piece if piece.text and not re.search(r"[,;]", piece.text) else None
    if len(row.cells) == 2 and "," in row.cells[1].piece.text and "," not in first.piece.text:
        return first.piece
    return None


def _wraps(previous: Row, row: Row) -> bool:
    """Whether a line without a label continues the list of the line above it."""
    if row.bullet or row.line.page is None or row.line.column != previous.line.column:
        return False
    if len(cells(row.line)) > 1 or len(previous.cells) > 1:
        return False
    text = previous.text.rstrip()
    if text.endswith((",", ";", "&", "/", "(")) or text.count("(") > text.count(")"):
        return True
    if row.text[:1].islower() and row.line.paragraph == previous.line.paragraph:
        return True
    if previous.bullet:
        return row.x0 > previous.line.x0 + 1 and row.line.paragraph == previous.line.paragraph
    return (
        bool(re.search(r"[,;]", text))
        and not text.endswith(".")
        and row.line.paragraph == previous.line.paragraph
    )


def read_skills(sections: Sequence[Section], quoter: Quoter) -> list[Skill]:
    """The skills in order, each once, with the label they stand under."""
    found: dict[str, Skill] = {}
    for section in sections:
        if section.kind != "skills":
            continue
        for entry in skill_entries(section):
            if entry.label and _not_skills(entry):
                continue
            category = _category(entry, section)
            for pieces in skill_pieces(entry):
                name = " ".join(piece.value for piece in pieces)
                evidence = quoter.quote(*pieces, entry.label)
                found.setdefault(fold(name), Skill(name=name, category=category, evidence=evidence))
    return list(found.values())[:MAX_SKILLS]


def _not_skills(entry: Entry) -> bool:
    """Lists of other things that stand in a skills section: interests, human languages, awards."""
    label = entry.label.text if entry.label else ""
    kind, _ = phrase_kind(label)
    if _NOT_SKILLS.match(label) or kind in (
        "other",
        "certifications",
        "education",
        "courses",
    ):
        return True
    return kind == "languages" and names_languages(entry)


def names_languages(entry: Entry) -> bool:
    """Whether a list names human languages rather than programming languages."""
    return any(word in LANGUAGES for piece in entry.pieces for word in folded_words(piece.text))


def _category(entry: Entry, section: Section) -> str:
    label = entry.label or section.heading
    return squeeze(label.text.strip(" :•-–—\t")) if label else DEFAULT_CATEGORY


def skill_pieces(entry: Entry) -> Iterable[tuple[Piece, ...]]:
    """The items of a list. An item that wraps is two pieces."""
    items = _items(entry)
    for item in [*items[:-1], *_conjoined(items)]:
        pieces = tuple(
            p for p in (_trimmed(piece, first=n == 0) for n, piece in enumerate(item)) if p.text
        )
        text = " ".join(piece.value for piece in pieces)
        if pieces and _is_skill(text):
            yield pieces


def _items(entry: Entry) -> list[list[Piece]]:
    """Split at separators outside brackets; the end of a line separates only after a separator."""
    items: list[list[Piece]] = [[]]
    for piece in entry.pieces:
        at = 0
        for match in _SPLIT.finditer(piece.text):
            if _open_bracket(piece.text, match.start()):
                continue
            items[-1].append(piece.cut(at, match.start()))
            items.append([])
            at = match.end()
        items[-1].append(piece.cut(at))
    return [[piece for piece in item if piece.text.strip()] for item in items]


def _conjoined(items: list[list[Piece]]) -> list[list[Piece]]:
    """The last item of a list; two where it ends "Excel & Outlook", one word on each side."""
    last = items[-1]
    if len(items) > 1 and len(last) == 1 and (pair := _PAIR.match(last[0].text)):
        return [[last[0].cut(0, pair.end(1))], [last[0].cut(pair.start(2))]]
    return [last]


def _open_bracket(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at) and ")" in text[at:]


def _trimmed(piece: Piece, *, first: bool) -> Piece:
    """Without rating, full stop, and words such as "proficient in"."""
    bare = piece.strip()
    if first and (lead := _LEAD_IN.match(bare.text)):
        bare = bare.cut(lead.end()).strip()
    rating = _RATING.search(bare.text)
    if rating:
        bare = bare.cut(0, rating.start()).strip()
    end = _ENDS.search(bare.text)
    if end and end.end() == len(bare.text):
        bare = bare.cut(0, end.start())
    return bare.without_brackets()


def _is_skill(text: str) -> bool:
    words = text.split()
    if (
        not 1 <= len(words) <= _MAX_WORDS
        or len(text) > 70
        or not any(char.isalnum() for char in text)
    ):
        return False
    if len(words) > 3 and fold(words[0]) in ACTION_VERBS:
        return False
    if all(word in LEVELS for word in folded_words(text)):
        return False
    if _SENTENCE.search(text) or "@" in text or re.search(r"https?:|www\.", text):
        return False
    if text.isdigit() or (len(text) == 1 and text.upper() not in {"C", "R", "D", "J"}):
        return False
    return not any(when.range for when in find_dates(Piece(0, text)))
