"""The builtin engine: answers from the facts of a profile and the lines of its resume, by rules.

Nothing is said that the profile or the text doesn't hold; the same question gets the same answer.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from libs.profile.wording import clip
from services.chat.engines.builtin import follow_up
from services.chat.engines.builtin.citing import merged
from services.chat.engines.builtin.facts import Facts
from services.chat.engines.builtin.intents import reply_to
from services.chat.engines.builtin.meaning import FILLERS
from services.chat.engines.builtin.pieces import pieces
from services.chat.engines.builtin.question import Query, parts, plain, understand
from services.chat.engines.builtin.reply import Reply
from services.chat.engines.builtin.technologies import prepare
from services.chat.engines.builtin.topics import outside
from services.chat.engines.engine import Answer, Asked, Turn
from services.chat.engines.lasting import lasts, says_now
from services.chat.engines.quoting import MOST, clipped

MOST_CHARACTERS = 4_000
# "Nothing says so" is true of what was read alone.
_CUT = "This resume is very long: only its beginning was searched."
_LATER = timedelta(days=400)  # long enough to show in any length of time

# Also without a current job such an answer may count to the day it is given on.
_STILL_TO_COME = re.compile(r"\bstill to come\b")
_COUNTED = re.compile(r"\b(?:today|months?|years?)\b")


def _today() -> date:
    return datetime.now(UTC).date()


class BuiltinAnswers:
    """Answers by rules: no model, no network, a few milliseconds."""

    def __init__(self, today: Callable[[], date] = _today) -> None:
        prepare()
        self._today = today

    @property
    def name(self) -> str:
        return "builtin"

    async def answer(self, asked: Asked, deadline: float) -> AsyncIterator[str | Answer]:  # noqa: ARG002
        """Sentences, then the whole; `deadline` is never reached."""
        answer = compose(asked, self._today())
        for piece in pieces(answer.text):
            yield piece
        yield answer


def compose(asked: Asked, today: date) -> Answer:
    """The whole answer to what is asked, on a day."""
    answer = _composed(asked, today)
    if _STILL_TO_COME.search(answer.text):
        return replace(answer, lasting=False)
    if lasts(answer.text, asked.resume.profile) and not _COUNTED.search(answer.text):
        return answer
    # A length of time may also be one that has ended: then it is the same on any day.
    lasting = not says_now(answer.text) and _composed(asked, today + _LATER).text == answer.text
    return replace(answer, lasting=lasting)


def _composed(asked: Asked, today: date) -> Answer:
    facts = Facts(asked, today)
    typed = asked.question
    text = plain(typed)
    meant = follow_up.resolved(facts, typed, asked.history)
    replies: list[Reply] = []
    if refusal := outside.order(Query(facts, text, typed)):
        replies, meant = [refusal], None
    earlier = " ".join(turn.content for turn in asked.history[-2:]) if meant else ""
    shown = f"{typed} {earlier}".strip()
    said: list[Turn] = []
    for part in [] if replies else parts(meant or text):
        whole = follow_up.resolved(facts, part, said) if said else None
        query = understand(facts, whole or part, shown)
        reply = reply_to(query)
        if said and not reply.grounded and not query.terms_beside(FILLERS):
            continue  # "give me the evidence please"
        replies.append(reply)
        said += [Turn("user", part), Turn("assistant", reply.text)]
    reply = _joined(replies)
    if facts.cut and outside.HELP not in reply.text:
        reply = replace(reply, text=f"{reply.text} {_CUT}".strip())
    return Answer(reply.text, reply.citations, reply.grounded, standalone=meant is None)


def _joined(replies: list[Reply]) -> Reply:
    """The answers to the parts of a question as one; what two of them say is said once."""
    texts = [reply.text for reply in replies]
    kept = [
        reply
        for at, reply in enumerate(replies)
        if not any(reply.text in other for other in texts[:at])
        and not any(reply.text in other for other in texts[at + 1 :] if reply.text != other)
    ]
    told = [reply for reply in kept if reply.grounded]
    text = " ".join(reply.text for reply in kept)
    if len(text) > MOST_CHARACTERS - len(_CUT) - 1:
        text = clip(text, MOST_CHARACTERS - len(_CUT) - 3)
    citations = merged((place for reply in kept for place in reply.citations), MOST)
    # Of a long place answers quote the beginning.
    return Reply(text, tuple(map(clipped, citations)), bool(told))
