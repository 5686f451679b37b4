"""One exception per cause; `reason` becomes the RPC's ErrorInfo reason or the job's error_code."""

from __future__ import annotations

from typing import ClassVar

from libs.rpc.errors import DomainError, Kind

FIRST_WAIT_SECONDS = 2.0
SHORTEST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 60.0


class DocumentError(Exception):
    """The file cannot be analysed, now or later: the job fails with `code` and says what to do.

    `str(error)` is shown to the owner of the file.
    """

    code: ClassVar[str] = "file_unreadable"
    message: ClassVar[str] = (
        "The file could not be read. Save it again as PDF or DOCX and upload the new copy."
    )

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)


class FileBroken(DocumentError):
    code = "file_broken"
    message = (
        "The file is damaged. Open it in your editor, save it again as PDF or DOCX, and upload the "
        "new copy."
    )


class FileEncrypted(DocumentError):
    code = "file_encrypted"
    message = "The file needs a password to open. Save a copy without a password and upload that."


class FileTooComplex(DocumentError):
    code = "file_too_complex"
    message = (
        "The file unpacks to far more than a resume holds. Save it again as a plain PDF or DOCX "
        "and upload that."
    )


class FileIsScan(DocumentError):
    code = "file_is_scan"
    message = (
        "The file holds pictures of pages, not text. Export the resume as PDF from the program it "
        "was written in, and upload that."
    )


class TextTooShort(DocumentError):
    code = "text_too_short"
    message = (
        "There is too little text in the file to analyse. Check that you uploaded the right file."
    )


class NotAResume(DocumentError):
    code = "not_a_resume"
    message = "The text does not read like a resume. Check that you uploaded the right file."


class ExtractTimeout(DocumentError):
    code = "extract_timeout"
    message = (
        "Reading the file took too long. Save it again as a plain PDF or DOCX and upload that."
    )


class JobError(Exception):
    """What ends a job that no file is to blame for. `code` and the text are shown to its owner."""

    code: ClassVar[str] = "internal_error"
    message: ClassVar[str] = "Something went wrong on our side. Retry the job."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)


class DeadlineExceeded(JobError):
    code = "deadline_exceeded"
    message = "The analysis took longer than it may. Retry the job when the system is less busy."


class JobCrashed(JobError):
    code = "job_crashed"
    message = (
        "The analysis broke off several times without a result. Save the file again as PDF or "
        "DOCX and upload the new copy, or retry the job."
    )


class FileGone(JobError):
    code = "file_gone"
    message = "The file of this job was deleted. Upload it again."


class QuestionsError(JobError):
    """What ends a set of interview questions."""

    message = "Something went wrong on our side. Ask for the questions again."


class QuestionsDeadlineExceeded(QuestionsError):
    code = "deadline_exceeded"
    message = (
        "Making the questions took longer than it may. Ask for fewer, or again when the system is "
        "less busy."
    )


class QuestionsCrashed(QuestionsError):
    code = "questions_crashed"
    message = (
        "Making the questions broke off several times without a result. Ask for them again; if "
        "that fails too, analyse the resume anew."
    )


class Waiting(Exception):
    """Something the job needs is away: try again in `seconds` without it counting as a failure.

    `what` is for the owner ("the model"); `code` and the text are the failure if it stays away.
    """

    def __init__(self, what: str, code: str, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.what = what
        self.code = code
        self.seconds = seconds

    def pause(self, waits: int) -> float:
        """Seconds until the next try, after `waits` earlier ones."""
        seconds = self.seconds or FIRST_WAIT_SECONDS * 2 ** min(waits, 10)
        return min(max(seconds, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS)


class FenceLost(Exception):
    """Another claim, a cancellation or an erasure has taken the job over: stop, write nothing."""


class UploadNotFound(DomainError):
    kind = Kind.NOT_FOUND
    reason = "UPLOAD_NOT_FOUND"
    message = "There is no such upload. Choose another of your uploads, or upload the file again."


class JobNotFound(DomainError):
    kind = Kind.NOT_FOUND
    reason = "JOB_NOT_FOUND"
    message = "There is no such job. Choose another of your jobs, or upload the resume again."


class TooManyJobsOfAFile(DomainError):
    kind = Kind.CONFLICT
    reason = "TOO_MANY_JOBS_OF_A_FILE"
    message = (
        "This file was analysed a hundred times, and all of it is kept. Use one of its jobs, or "
        "delete the file and upload it again."
    )


class JobNotFailed(DomainError):
    kind = Kind.CONFLICT
    reason = "JOB_NOT_FAILED"
    message = "Only a failed job can be retried. Start a new job for the same upload instead."


class RetriesExhausted(DomainError):
    kind = Kind.CONFLICT
    reason = "RETRIES_EXHAUSTED"
    message = "The job was retried five times. Upload the file again to start a new one."


class JobFinished(DomainError):
    kind = Kind.CONFLICT
    reason = "JOB_FINISHED"
    message = "The job has already ended. To analyse the resume anew, start another job."


class JobNotCompleted(DomainError):
    kind = Kind.CONFLICT
    reason = "JOB_NOT_COMPLETED"
    message = (
        "The job has no profile: it has not completed. Wait until it has; where it failed, retry "
        "it, and where it was cancelled, start another."
    )


class IdempotencyKeyReused(DomainError):
    kind = Kind.CONFLICT
    reason = "IDEMPOTENCY_KEY_REUSED"
    message = "This Idempotency-Key was used for another upload. Use a new key."


class QuestionSetNotFound(DomainError):
    kind = Kind.NOT_FOUND
    reason = "QUESTION_SET_NOT_FOUND"
    message = (
        "There is no such set of interview questions. Choose another of the job's sets, or ask for "
        "a new one."
    )


class QuestionSetsUnderWay(DomainError):
    kind = Kind.CONFLICT
    reason = "QUESTION_SETS_UNDER_WAY"
    message = "Several sets of questions are still being made for this job. Wait for one to end."


class QuestionsKeyReused(IdempotencyKeyReused):
    message = "This Idempotency-Key was used for other questions. Use a new key."


class EmbeddingUnavailable(DomainError):
    kind = Kind.UNAVAILABLE
    reason = "EMBEDDING_UNAVAILABLE"
    message = "Texts cannot be compared by meaning right now. Try again in a moment."


class QueueUnavailable(DomainError):
    kind = Kind.UNAVAILABLE
    reason = "QUEUE_UNAVAILABLE"
    message = "New jobs cannot be queued right now. Try again in a moment."
