"""Pushes sets as they now stand to whoever watches them, after the commit that changed them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from vitae.events.v1.events_pb2 import QuestionSetChanged

from libs.bus.connection import Bus
from libs.bus.topology import interview_subject
from services.analysis.interview.repository import QuestionSet
from services.analysis.interview.rpc import to_proto

Announce = Callable[[QuestionSet], Awaitable[None]]


def announcer(bus: Bus) -> Announce:
    """Announces a set, without its questions, on its owner's subject."""

    async def announce(found: QuestionSet) -> None:
        event = QuestionSetChanged(question_set=to_proto(replace(found, questions=None)))
        await bus.announce(interview_subject(found.user_id), event.SerializeToString())

    return announce
