"""The engine that asks a model: its answer is kept whole, and becomes a profile by proof alone."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from libs.llm.answer import Usage
from libs.llm.chat import ChatModel
from libs.llm.errors import ModelContextExceeded
from libs.profile.model import EngineInfo, Profile, ProfileWarning
from services.analysis.engines import openai_profile, prompt
from services.analysis.engines.openai_answer import Answer
from services.analysis.reading.document import Document

NAME = "openai"
# Raise it when the prompt or the shape of the answer changes: kept readings are of a version.
VERSION = "1"
# About 15,000 tokens. The longest resume of many hundreds seen had half of this.
MAX_CHARACTERS = 60_000
SHORTEST_CUT = 2_000


class ModelReading(BaseModel):
    """What a model said of a document, before anything is made of it. Kept as JSON."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    version: str
    characters: int  # of the text that the model was given
    prompt_tokens: int
    completion_tokens: int
    estimated: bool  # whether the tokens are our guess
    answer: Answer


async def analyze(
    document: Document, chat: ChatModel, deadline: float, *, request_id: str = ""
) -> ModelReading:
    """One reading of the document, ending by `deadline` (event loop clock). Raises ModelError.

    A text longer than MAX_CHARACTERS is cut, and again to half as often as the model says that it
    holds less; refusing for length costs a model nothing.
    """
    text = beginning(document.text, MAX_CHARACTERS)
    while True:
        try:
            return await _read(text, chat, deadline, request_id)
        except ModelContextExceeded:
            text = beginning(text, len(text) // 2)
            if len(text) < SHORTEST_CUT:
                raise


def to_profile(document: Document, reading: ModelReading) -> Profile:
    """The profile that the document proves of a reading; the same for the same arguments.

    Every quote is `document.text[start:end]`. What the model said and the text doesn't is listed
    in `dropped`. Work years and the score are left to the rules.
    """
    engine = EngineInfo(name=NAME, model=reading.model, version=reading.version)
    profile = openai_profile.build(document, reading.answer, engine)
    if reading.characters < len(document.text):
        share = round(100 * reading.characters / len(document.text))
        message = (
            f"The text is longer than the model was given: it read the first {share} %. "
            "Shorten the resume, or set a model with a larger context window."
        )
        profile.warnings.append(ProfileWarning(code="text_cut", message=message))
    return profile


def has_prose(read: Profile) -> bool:
    """Whether the model had words of its own, and proof of them, for everything that is prose."""
    return bool(read.summary and read.strengths and read.weaknesses and read.recommendations)


def with_prose(judged: Profile, read: Profile) -> Profile:
    """`judged` (rules applied to `read`) with the model's own words back where it had any.

    Rules write prose for every profile; the model's, which quotes the text, is preferred.
    """
    evidence_of = dict(judged.evidence_of)
    if read.summary:
        evidence_of["summary"] = read.evidence_of["summary"]
    return judged.model_copy(
        update={
            "summary": read.summary or judged.summary,
            "strengths": read.strengths or judged.strengths,
            "weaknesses": read.weaknesses or judged.weaknesses,
            "recommendations": read.recommendations or judged.recommendations,
            "evidence_of": evidence_of,
        }
    )


async def _read(text: str, chat: ChatModel, deadline: float, request_id: str) -> ModelReading:
    done = await chat.complete_json(prompt.messages(text), Answer, deadline, request_id=request_id)
    usage: Usage = done.usage
    return ModelReading(
        model=chat.model,
        version=VERSION,
        characters=len(text),
        prompt_tokens=usage.prompt,
        completion_tokens=usage.completion,
        estimated=usage.estimated,
        answer=done.value,
    )


def beginning(text: str, longest: int) -> str:
    """At most `longest` characters, cut at the end of a line where there is one late enough."""
    if len(text) <= longest:
        return text
    end = text.rfind("\n", longest * 3 // 4, longest)
    return text[: end if end > 0 else longest]
