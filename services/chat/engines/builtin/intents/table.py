"""The whole table, and how it is read."""

from __future__ import annotations

from services.chat.engines.builtin.intents.general import GENERAL
from services.chat.engines.builtin.intents.rest import REST
from services.chat.engines.builtin.intents.work import WORK
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply
from services.chat.engines.builtin.topics.found import found

INTENTS = (*GENERAL, *WORK, *REST)


def reply_to(query: Query) -> Reply:
    """The first row that answers; the last always does."""
    for intent in INTENTS:
        if not query.asks(intent.cues) or (intent.unless and query.asks(intent.unless)):
            continue
        reply = intent.compose(query)
        if reply is not None and reply.text:
            return reply
    return found(query)
