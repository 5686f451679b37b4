"""Questions that need what was said before: "and at Acme?", "when was that?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.chat.engines.builtin.facts import Facts
from services.chat.engines.builtin.question import Query, plain, understand
from services.chat.engines.builtin.words import fold
from services.chat.engines.engine import Turn

_ALSO = re.compile(r"^(?:and |but |ok(?:ay)?,? |so )*(?:what|how) about |^y (?=\w)|^(?:and|or) ")
_POINTING = re.compile(
    r"\b(?:at |in |for |with |from |about |of )?"
    r"(?:(?:that|this|the same) (?:job|role|company|place|employer|position|one|firm|time"
    r"|university|school|degree)|there|that|them|those|then|it)\b(?! \w+ (?:i|he|she) )"
)
_WHY = re.compile(r"^(?:but )?why(?: is that| so| not)?$|^how come$")
_MORE = re.compile(
    r"^(?:tell (?:me )?more|more(?: details| please)?|go on|continue|details|elaborate"
    r"|anything else|what else|explain)(?: please)?$"
)
_MOST_WORDS = 9
_LONGEST_ALONE = 3


def resolved(facts: Facts, typed: str, history: Sequence[Turn]) -> str | None:
    """The whole question, in plain words, that a follow-up stands for; None where it is none.

    Without anything said before a follow-up stays as it is.
    """
    folded = fold(typed[:400]).strip(" ?!.,")
    text = plain(typed).strip(" ?")
    also = _ALSO.search(folded)
    if len(folded.split()) > _MOST_WORDS:
        return None
    earlier = [turn for turn in history if turn.role == "user"]
    before = plain(earlier[-1].content).strip(" ?") if earlier else ""
    if _WHY.search(text) or _MORE.search(text):
        return f"{before} {text}".strip()
    if also and not _is_whole(folded[also.end() :]):
        return _exchanged(facts, before, _ALSO.sub("", folded)) if before else text
    if _points_back(facts, text, typed):
        return _pointed(facts, text, before, history)
    if before and len(text.split()) <= _LONGEST_ALONE and _is_bare_name(facts, text):
        return _exchanged(facts, before, text)
    return None


def _is_whole(text: str) -> bool:
    """Whether it is a question by itself: "and where did I study"."""
    return (
        re.match(
            r"(?:what|where|when|who|how|why|which|do|does|did|is|are|am|was|have|has)\b", text
        )
        is not None
    )


def _is_bare_name(facts: Facts, text: str) -> bool:
    query = understand(facts, text, text)
    named = sum(end - start for start, end in query.named_spans)
    return named >= len(text.replace(" ", "")) - 1


def _points_back(facts: Facts, text: str, typed: str) -> bool:
    """Whether "that" or "there" stands for something the question itself doesn't name."""
    found = _POINTING.search(text)
    if not found or re.match(
        r"(?:is|are) there\b|.*\b(?:is|are|was|were) there (?:a|an|any|some)\b", text
    ):
        return False
    if re.search(r"\bthat (?:i|he|she|they|you|is|are|was|were|can|has|have|needs?)\b", text):
        return False
    if found[0].endswith("it") and re.search(r"\bIT\b", typed):
        return False  # the trade
    query = understand(facts, text, text)
    return not query.named_spans and not query.period


def _exchanged(facts: Facts, before: str, now: str) -> str:
    """The earlier question about what is named now."""
    spans = sorted(understand(facts, before, before).named_spans, reverse=True)
    if not spans:
        words = before.split()
        return f"{before} {now}" if len(words) > 2 else now
    text = before
    for number, (start, end) in enumerate(spans):
        instead = now if number == len(spans) - 1 else ""
        text = text[:start] + instead + text[end:]
    return re.sub(r"\b(at|in|for|with) (?=(?:at|in|for|with)\b)", "", text)


def _pointed(facts: Facts, text: str, before: str, history: Sequence[Turn]) -> str:
    """The question with the role, institution or tool in its place that was spoken of last."""
    said = [turn.content for turn in history if turn.role == "assistant"]
    sources = [source for source in (said[-1][:600] if said else "", before) if source]
    asked = understand(facts, before, before) if before else None
    for source in sources:
        name = _first_named(understand(facts, fold(source), source), asked)
        if name:
            return _POINTING.sub(f"at {name}".replace("\\", ""), text, count=1)
    return f"{before} {text}".strip() if before else text


def _first_named(query: Query, asked: Query | None) -> str | None:
    """The folded name that stands first; with `asked`, one that was not part of the question."""
    old = {fold(role.company) for role in asked.roles} if asked else set[str]()
    things = [role.company for role in query.roles] + [one.institution for one in query.studies]
    new = [fold(name) for name in things if fold(name) not in old] or [fold(one) for one in things]
    stand = [(query.text.find(name), name) for name in new if name in query.text]
    return min(stand)[1] if stand else (new[0] if new else None)
