"""One exception per cause; `reason` becomes the RPC's ErrorInfo reason or the job's error_code."""

from __future__ import annotations

from typing import ClassVar


class DocumentError(Exception):
    """The file cannot be analysed, now or later: the job fails with `code` and says what to do next.

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
    message = "The file is damaged. Open it in your editor, save it again as PDF or DOCX, and upload the new copy."


class FileEncrypted(DocumentError):
    code = "file_encrypted"
    message = "The file needs a password to open. Save a copy without a password and upload that."


class FileTooComplex(DocumentError):
    code = "file_too_complex"
    message = "The file unpacks to far more than a resume holds. Save it again as a plain PDF or DOCX and upload that."


class FileIsScan(DocumentError):
    code = "file_is_scan"
    message = "The file holds pictures of pages, not text. Export the resume as PDF from the program it was written in, and upload that."


class TextTooShort(DocumentError):
    code = "text_too_short"
    message = "There is too little text in the file to analyse. Check that you uploaded the right file."


class NotAResume(DocumentError):
    code = "not_a_resume"
    message = "The text does not read like a resume. Check that you uploaded the right file."


class ExtractTimeout(DocumentError):
    code = "extract_timeout"
    message = "Reading the file took too long. Save it again as a plain PDF or DOCX and upload that."
