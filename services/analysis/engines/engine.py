"""The two engines behind one face: what the pipeline keeps, and what it makes of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from libs.llm.chat import ChatModel
from libs.profile.model import Profile
from services.analysis.engines import builtin, openai
from services.analysis.reading.document import Document
from services.analysis.rubric.judge import judge

_UNTIL_ASKED = 0.05  # seconds in which a question is on its way


@dataclass(frozen=True, slots=True)
class Reading:
    """What an engine read: the bytes that are kept, and what rules found on the way, which is made
    again where a later run begins from the bytes.
    """

    kept: bytes
    found: Profile | None = None


class Engine(Protocol):
    """Reads a document into something that can be kept, and turns that into a profile."""

    @property
    def fingerprint(self) -> str:
        """What a kept reading depends on: the engine, its model, its version."""
        ...

    async def read(self, document: Document, job_id: str) -> Reading:
        """The costly part; `job_id` names it to a server. Raises DocumentError, ModelError."""
        ...

    def profile(self, document: Document, reading: Reading) -> Profile:
        """The cheap part: the same for the same reading on the same day."""
        ...


def today() -> date:
    return datetime.now(UTC).date()


class BuiltinEngine:
    """Rules over the text: no key, no network, the same answer every time."""

    fingerprint = f"builtin:{builtin.VERSION}"

    async def read(self, document: Document, job_id: str) -> Reading:  # noqa: ARG002 - asks nobody
        facts = await asyncio.to_thread(builtin.extract_facts, document)
        return Reading(facts.model_dump_json().encode(), facts)

    def profile(self, document: Document, reading: Reading) -> Profile:
        facts = reading.found or Profile.model_validate_json(reading.kept)
        return judge(document, facts, today())


class ModelEngine:
    """A model reads and explains; places, numbers and the score come from the text and rules."""

    def __init__(self, chat: ChatModel, seconds: float) -> None:
        self._chat = chat
        self._seconds = seconds
        self.fingerprint = f"openai:{chat.model}:{openai.VERSION}"

    async def read(self, document: Document, job_id: str) -> Reading:
        deadline = asyncio.get_running_loop().time() + self._seconds
        # A text that is no resume ends here, and costs no tokens.
        facts = await asyncio.to_thread(builtin.extract_facts, document)
        counting = asyncio.create_task(_counted(document, facts))
        try:
            said = await openai.analyze(document, self._chat, deadline, request_id=job_id)
            return Reading(said.model_dump_json().encode(), await counting)
        finally:
            counting.cancel()

    def profile(self, document: Document, reading: Reading) -> Profile:
        """What the model found and said, with every number and warning from the rules over the
        text alone: the same resume gets the same score whichever model read it.
        """
        said = openai.ModelReading.model_validate_json(reading.kept)
        read = openai.to_profile(document, said)
        counted = reading.found or judge(document, builtin.extract_facts(document), today())
        whole = _with_contact(read, counted)
        if not openai.has_prose(whole):
            whole = openai.with_prose(judge(document, whole, today()), whole)
        years = counted.evidence_of.get("work_years", [])
        known = {warning.code for warning in read.warnings}
        warned = [one for one in counted.warnings if one.code not in known]
        return whole.model_copy(
            update={
                "score": counted.score,
                "work_years": counted.work_years,
                "evidence_of": {**whole.evidence_of, "work_years": years},
                "warnings": [*read.warnings, *warned],
            }
        )


async def _counted(document: Document, facts: Profile) -> Profile:
    """What rules make of the facts. They have their turn while the model has its own."""
    await asyncio.sleep(_UNTIL_ASKED)
    return await asyncio.to_thread(judge, document, facts, today())


def _with_contact(read: Profile, found: Profile) -> Profile:
    """`read` with what the model missed of the ways to reach somebody: rules find those surely."""
    person, evidence_of = read.personal_info, dict(read.evidence_of)
    missed: dict[str, object] = {}
    for name in ("email", "phone", "linkedin_url"):
        value = getattr(found.personal_info, name)
        if value and not getattr(person, name):
            missed[name] = value
            path = f"personal_info.{name}"
            evidence_of[path] = found.evidence_of.get(path, [])
    person = person.model_copy(update=missed)
    return read.model_copy(update={"personal_info": person, "evidence_of": evidence_of})
