"""Who employed and as what: which segment of a record's head is the employer and which the title.

Words decide where they can ("Engineer", "GmbH"). Where they cannot, the habit of the document does:
the order and the typeface its clear records keep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.analysis.reading.cells import Style
from services.analysis.reading.cues import company_cue, title_cue
from services.analysis.reading.locations import COMMA, leading_stranger
from services.analysis.reading.pieces import Piece
from services.analysis.reading.records import Record
from services.analysis.reading.segments import Parts, Segment, take_apart
from services.analysis.reading.vocabulary.roles import DEPARTMENTS
from services.analysis.reading.words import fold, folded_words

_AT = re.compile(r"\s(?:at|bei|chez|presso)\s", re.IGNORECASE)
_OWN_BOSS = re.compile(
    r"\b(?:free-?lance|self[- ]employed|independent|freiberuf|autonom|selbst)", re.IGNORECASE
)
_ORDER_WEIGHT = 0.8
_STYLE_WEIGHT = 0.6
_RANK_WEIGHT = 0.5


@dataclass(slots=True)
class Post:
    """A record with its employer and title, as far as they are said."""

    record: Record
    parts: Parts
    company: Piece | None = None
    title: Piece | None = None
    inherited: bool = False  # the employer stands above an earlier record


@dataclass(slots=True)
class _Habit:
    """How the document writes its posts."""

    title_first: float = 0.0  # -1 (employer first) to 1
    paired: bool = False  # heads name the two on lines of their own
    styles: dict[Style, float] = field(default_factory=dict[Style, float])

    def leans(self, segment: Segment) -> float:
        """How much the typeface of the segment is one of titles (positive) or of employers."""
        return self.styles.get(segment.style, 0.0)


def read_posts(groups: Sequence[Sequence[Record]]) -> list[Post]:
    """The posts of the document's experience sections (one group of records each), in order."""
    sections = [[Post(record, take_apart(record.head)) for record in group] for group in groups]
    for post in (post for section in sections for post in section):
        _move_places(post.parts)
    habit = _habit([post.parts.segments for section in sections for post in section])
    found: list[Post] = []
    for section in sections:
        for post in section:
            _assign(post, habit)
        found += _share_employers(section, habit)
    return found


def lean(text: str) -> float:
    """Positive where the words are a title's, negative where they are an organisation's."""
    return title_cue(text) - company_cue(text)


def _move_places(parts: Parts) -> None:
    """A phrase in a right-hand cell that is neither a title nor an organisation is a place."""
    if parts.places or len(parts.segments) < 3:
        return
    for segment in parts.segments:
        known = title_cue(segment.text) >= 1 or company_cue(segment.text) >= 1
        alone = (
            sum(
                1
                for other in parts.segments
                if (other.row, other.cell) == (segment.row, segment.cell)
            )
            == 1
        )
        if segment.cell > 0 and alone and not known and len(folded_words(segment.text)) <= 4:
            parts.places.append(segment.piece)
            parts.segments.remove(segment)
            return


def _habit(heads: Sequence[Sequence[Segment]]) -> _Habit:
    habit = _Habit()
    order, pairs = 0.0, 0
    singles: list[float] = []
    counted = 0
    votes: dict[Style, list[float]] = {}
    for head in heads:
        for segment in head:
            if abs(lean(segment.text)) >= 1:
                votes.setdefault(segment.style, []).append(max(-2.0, min(2.0, lean(segment.text))))
        if len(head) >= 2:
            pairs += head[0].row != head[1].row
            order += _order(head[0].text, head[1].text)
            counted += 1
        elif head and len(phrases := head[0].piece.split(COMMA)) > 1:
            singles.append(_order(phrases[0].text, phrases[-1].text))
    if not counted:  # no head with two segments: the halves of single ones say what the order is
        order, counted = sum(singles), len(singles)
    habit.title_first = max(-1.0, min(1.0, order / max(1, counted)))
    habit.paired = pairs * 3 >= max(1, len(heads))
    habit.styles = {style: sum(values) / len(values) / 2 for style, values in votes.items()}
    return habit


def _order(first: str, second: str) -> float:
    """Positive where the first phrase looks like the title of the two."""
    return max(-2.0, min(2.0, lean(first) - lean(second)))


def _assign(post: Post, habit: _Habit) -> None:
    segments = post.parts.segments[:6]
    if not habit.paired:
        segments = [s for s in segments if s is segments[0] or not _lists_things(s)]
    if not segments:
        return
    if len(segments) == 1 or _holds_both(segments):
        _assign_single(post, segments[0], habit)
        _take_stranger(post, habit)
        return
    best = max(
        (
            (title, company)
            for title in range(len(segments))
            for company in range(len(segments))
            if title != company
        ),
        key=lambda pair: _pair_score(segments, pair[0], pair[1], habit),
    )
    post.title = segments[best[0]].piece
    post.company = _with_parent(segments, best[1], best[0])


def _take_stranger(post: Post, habit: _Habit) -> None:
    """Where only the title is known: the name before a country is the employer, not a city."""
    if post.company is not None or (habit.paired and habit.title_first <= 0):
        return
    for place in post.parts.places:
        if (employer := leading_stranger(place)) is not None:
            post.company = employer
            return


def _lists_things(segment: Segment) -> bool:
    """Whether a later line of a head is only a list, such as the technologies used."""
    text = segment.text
    return segment.row > 0 and text.count(",") >= 2 and lean(text) == 0 == title_cue(text)


def _holds_both(segments: Sequence[Segment]) -> bool:
    """Whether the first phrase names title and employer, and no other phrase an employer."""
    parts = [part.text for part in segments[0].piece.split(COMMA)]
    both = any(title_cue(part) >= 1.5 for part in parts) and any(
        company_cue(part) >= 1.5 > title_cue(part) for part in parts
    )
    return both and all(company_cue(segment.text) < 1 for segment in segments[1:])


def _pair_score(segments: Sequence[Segment], title: int, company: int, habit: _Habit) -> float:
    ahead = 1.0 if title < company else -1.0
    score = lean(segments[title].text) - lean(segments[company].text)
    score += _ORDER_WEIGHT * ahead * habit.title_first
    score += _STYLE_WEIGHT * (habit.leans(segments[title]) - habit.leans(segments[company]))
    score -= _RANK_WEIGHT * (title + company)
    if (
        segments[title].style == segments[company].style
        and segments[title].row == segments[company].row
    ):
        return score
    return score + 0.1


def _with_parent(segments: Sequence[Segment], company: int, title: int) -> Piece:
    """The employer, with the department a dash sets before it ("Tutoring – State University").

    Only where the line holds nothing but these two: elsewhere a dash may mean anything.
    """
    own = segments[company]
    row = [index for index, segment in enumerate(segments) if segment.row == own.row]
    if row != [company - 1, company] or title in row or not own.dashed:
        return own.piece
    start = segments[company - 1].piece.start
    return Piece(start, own.line.text[start - own.line.start : own.piece.end - own.line.start])


def _assign_single(post: Post, segment: Segment, habit: _Habit) -> None:
    """A head with one phrase: both halves in it, or one of the two alone."""
    at = _AT.search(segment.text)
    if at and title_cue(segment.text[: at.start()]) >= 1:
        post.title = segment.piece.cut(0, at.start()).strip()
        post.company = segment.piece.cut(at.end()).strip()
        return
    under_employer = habit.paired and habit.title_first <= 0 and title_cue(segment.text) >= 1.5
    halves = None if under_employer else _halves(segment.piece, habit)
    if halves is not None:
        post.title, post.company = halves
        return
    leaning = lean(segment.text) + _STYLE_WEIGHT * habit.leans(segment)
    if leaning >= 0 and (
        title_cue(segment.text) > 0 or habit.leans(segment) > 0 or not habit.paired
    ):
        post.title = segment.piece
    else:
        post.company = segment.piece


def _halves(piece: Piece, habit: _Habit) -> tuple[Piece, Piece] | None:
    """Title and employer of "Analyst, Cedar Freight Co." or "Cedar Freight Co., Analyst"."""
    parts = [part for part in piece.parts(COMMA) if part.strip().text]
    under_employer = habit.paired and habit.title_first <= 0
    enough = 0.4 if len(parts) == 2 and abs(habit.title_first) >= 0.4 else 1.0
    best: tuple[float, Piece, Piece] | None = None
    for cut in range(1, len(parts)):
        left = piece.cut(0, parts[cut - 1].end - piece.start).strip()
        right = piece.cut(parts[cut].start - piece.start).strip()
        for ahead, title, company in ((1.0, left, right), (-1.0, right, left)):
            clear = title_cue(title.text) >= 1.5 and company_cue(company.text) >= 1.5
            score = (
                lean(title.text) - lean(company.text) + _ORDER_WEIGHT * ahead * habit.title_first
            )
            score -= 0.1 * (cut - 1) + (1.0 if _begins_department(company.text) else 0.0)
            if (clear or not under_employer) and score >= enough and (not best or score > best[0]):
                best = (score, title, company)
    return (best[1], best[2]) if best else None


def _begins_department(text: str) -> bool:
    """Whether the phrase begins with what a title's comma introduces: "Vice President, *Sales*"."""
    head, comma, _ = text.partition(",")
    return bool(comma) and fold(head) in DEPARTMENTS


def _share_employers(posts: list[Post], habit: _Habit) -> list[Post]:
    """Posts under one employer's name get it; the line that only names the employer is no post."""
    kept: list[Post] = []
    employer: Post | None = None
    for index, post in enumerate(posts):
        if post.company is None and post.title is None:
            continue
        if post.company is None and employer is not None and _belongs(post, employer, habit):
            post.company, post.inherited = employer.company, True
            post.parts.places = post.parts.places or employer.parts.places
        following = posts[index + 1] if index + 1 < len(posts) else None
        if post.company is not None and not post.inherited:
            employer = post
        banner = post.title is None and following is not None
        if banner and following and following.company is None and following.title is not None:
            continue
        kept.append(post)
    return kept


def _belongs(post: Post, employer: Post, habit: _Habit) -> bool:
    """Whether a post without an employer stands under the last one named."""
    if post.title is None or _OWN_BOSS.search(post.title.text):
        return False
    return employer.title is None or habit.title_first <= 0
