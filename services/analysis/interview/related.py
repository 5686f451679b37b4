"""Which lines of a resume have to do with a question that none of them prompted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from libs.profile.wording import tidy
from services.analysis.interview.words import content_in_common, points_back

if TYPE_CHECKING:
    from services.analysis.interview.candidates import Candidate
    from services.analysis.interview.material import Material
    from services.analysis.rubric.career import Bullet


def lines_for(material: Material, one: Candidate) -> list[Bullet]:
    """The lines that an answer may be told from: of the role whose title prompts the question,
    else those about the same thing. A question that points back takes any.
    """
    lines = material.lines
    if points_back(one.ask.text):
        return list(lines)
    of_role = [line for line in lines if titled(material, one, line)]
    return of_role or [line for line in lines if in_common(one, line)]


def in_common(one: Candidate, bullet: Bullet) -> int:
    """How much a line has to do with a question; one on something else would prove nothing."""
    if one.kind == "gap":  # its words are the same whatever is lacking
        return content_in_common(one.term, "", bullet.text)
    topic = f"{one.ask.text} {one.name} {one.term} {one.listing.text if one.listing else ''}"
    return content_in_common(topic, one.ask.cue, bullet.text)


def titled(material: Material, one: Candidate, bullet: Bullet) -> bool:
    """Whether a line is of the role whose title prompts the question: it tells of that work."""
    role = material.role(bullet)
    if role is None or one.listing is None or one.listing.kind != "title":
        return False
    return tidy(role.title or "") == one.listing.text
