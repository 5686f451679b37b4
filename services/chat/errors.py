"""What can go wrong in chat, and what to say where an answer broke off."""

from __future__ import annotations

from dataclasses import dataclass

from libs.rpc.errors import DomainError, Invalid, Kind


class JobNotFound(DomainError):
    kind = Kind.NOT_FOUND
    reason = "JOB_NOT_FOUND"
    message = "There is no such job. Choose another of your jobs, or upload the resume again."


class MessageNotFound(DomainError):
    kind = Kind.NOT_FOUND
    reason = "MESSAGE_NOT_FOUND"
    message = "There is no such message. Load the job's messages again, or ask anew."


class MessageInvalid(Invalid):
    reason = "BAD_MESSAGE"
    message = "The message is not valid."


class TooManyAnswers(DomainError):
    kind = Kind.EXHAUSTED
    reason = "TOO_MANY_ANSWERS"
    message = "Your last questions are still being answered. Wait for one of them, or cancel it."


@dataclass(frozen=True, slots=True)
class Interruption:
    """Why an answer has no proper end. `code` is stable, `message` says what to do next."""

    code: str
    message: str


CANCELLED = Interruption("cancelled", "You stopped this answer. Ask again for the whole of it.")
RESTARTED = Interruption("restarted", "The server was restarted during this answer. Ask again.")
ERASED = Interruption(
    "erased", "The resume was deleted during this answer. Upload it again to ask about it."
)
TIMED_OUT = Interruption(
    "answer_timeout", "The answer took longer than it may. Ask again, or ask something narrower."
)
TOO_LONG = Interruption(
    "answer_too_long", "The answer grew too long and was cut off. Ask again, something narrower."
)
RESUME_AWAY = Interruption(
    "resume_unavailable", "The resume could not be fetched right now. Ask again in a moment."
)
BROKEN = Interruption("internal_error", "Something went wrong on our side. Ask again.")
# By the code of a ModelError, whose own sentence speaks of a job, or of the resume. Errors of one
# code share a sentence, which names the way out of each.
OF_MODEL = {
    # Away, over its time, gone silent in the middle, or broken off.
    "model_unavailable": (
        "The model server did not answer in time, or broke off. Ask again in a moment; if that "
        "does not help, its operator can check that it runs and that OPENAI_BASE_URL points at "
        "it, and for a slow model raise MODEL_SECONDS or set a smaller one (OPENAI_MODEL)."
    ),
    # Declined by the model or a filter, or a request that the server does not understand.
    "model_refused": (
        "The model server did not accept this question. Ask again in other words; if it accepts "
        "none, the operator can set another model (OPENAI_MODEL), one that is made for chat."
    ),
    # Nothing that can be told, or too long for the model even with the least of the resume.
    "model_answer_invalid": (
        "The model gave no answer that can be shown, or the question is too long for it. The same "
        "question will most likely fail again: ask about less at once, in fewer words. If that "
        "fails too, the operator can set a more capable model, or one with a larger context "
        "window (OPENAI_MODEL)."
    ),
    "model_auth_failed": (
        "The model server rejected the API key. Check OPENAI_API_KEY, and that the key may use the "
        "model named by OPENAI_MODEL, then ask again."
    ),
    "model_not_found": (
        "The model server does not know this model or address. Check OPENAI_MODEL and "
        "OPENAI_BASE_URL, then ask again."
    ),
    "model_quota_exhausted": (
        "The account of the API key has no credit left. Add credit or set another key, then ask "
        "again."
    ),
}


def of_model(code: str) -> Interruption:
    """What is said of an answer that a model failed to give, for a ModelError's code."""
    return Interruption(code, OF_MODEL.get(code, "The model could not answer this. Ask again."))
