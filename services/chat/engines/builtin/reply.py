"""What a composer makes: sentences, the places they rest on, whether the resume says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from libs.profile.wording import sentence
from services.chat.engines.builtin.citing import merged
from services.chat.engines.engine import Citation
from services.chat.engines.quoting import MOST


@dataclass(frozen=True, slots=True)
class Reply:
    text: str
    citations: tuple[Citation, ...] = ()
    grounded: bool = True


def said(*sentences: str, cites: Iterable[Citation] = ()) -> Reply:
    """An answer the resume gives; each sentence begins with a capital."""
    text = " ".join(sentence(one[:1].upper() + one[1:]) for one in sentences if one.strip())
    return Reply(text, merged(cites, MOST))


def silent(*sentences: str, cites: Iterable[Citation] = ()) -> Reply:
    """An answer that says what the resume doesn't."""
    reply = said(*sentences, cites=cites)
    return Reply(reply.text, reply.citations, grounded=False)
