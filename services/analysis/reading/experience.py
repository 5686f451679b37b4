"""Experience: the posts of the document, with dates, places and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from libs.profile.model import Experience
from services.analysis.reading.locations import is_location
from services.analysis.reading.pieces import Piece, Quoter
from services.analysis.reading.posts import Post, read_posts
from services.analysis.reading.records import body_items, split_records
from services.analysis.reading.sections import Section
from services.analysis.reading.words import run_on

MAX_POSTS = 60
MAX_HIGHLIGHTS = 40


def read_experience(sections: Sequence[Section], quoter: Quoter) -> list[Experience]:
    """All posts, in the order of the document."""
    main = [s for s in sections if s.kind == "experience"]
    aside = [s for s in sections if s.kind == "activities"]
    posts = read_posts([split_records(section.rows) for section in main])
    if not posts:
        posts = _without_heading(sections)
    posts += [
        post
        for post in read_posts([split_records(section.rows) for section in aside])
        if post.company and post.title and post.record.when
    ]
    return [_experience(post, quoter) for post in posts[:MAX_POSTS]]


def _without_heading(sections: Sequence[Section]) -> list[Post]:
    """Posts of a resume that has no heading for them: dated lines with a title and an employer."""
    found: list[Post] = []
    for section in sections:
        if section.kind in ("header", "other", "summary"):
            found += [
                post
                for post in read_posts([split_records(section.rows)])
                if post.title and post.company and post.record.when and post.record.when.range
            ]
    return found


def _experience(post: Post, quoter: Quoter) -> Experience:
    when = post.record.when
    place = _place(post)
    items = body_items(post.record.body)[:MAX_HIGHLIGHTS]
    return Experience(
        company=post.company.value if post.company else None,
        title=post.title.value if post.title else None,
        location=place.value.rstrip(".") if place else None,
        start=when.start if when else None,
        end=when.end if when else None,
        current=when.current if when else False,
        highlights=[run_on(piece.value for piece in item) for item in items],
        evidence=quoter.quote(
            post.company,
            post.title,
            place,
            *(date.piece for date in post.record.dates),
            *(piece for item in items for piece in item),
        ),
    )


def _place(post: Post) -> Piece | None:
    if post.parts.places:
        return post.parts.places[0]
    return next((piece for piece in post.record.margin if is_location(piece.text)), None)
