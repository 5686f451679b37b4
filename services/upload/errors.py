"""What can go wrong in upload."""

from __future__ import annotations

from libs.rpc.errors import DomainError, Invalid, Kind


class UploadNotFound(DomainError):
    kind = Kind.NOT_FOUND
    reason = "UPLOAD_NOT_FOUND"
    message = "There is no such upload. Choose another of your uploads, or upload the file again."


class FileTooLarge(Invalid):
    reason = "FILE_TOO_LARGE"

    def __init__(self, most: int) -> None:
        super().__init__(f"The file is larger than {most / 1024 / 1024:g} MB.", max_bytes=str(most))


class FileEmpty(Invalid):
    reason = "FILE_EMPTY"
    message = "The file is empty. Check that you chose the right one."


class UnsupportedFileType(Invalid):
    reason = "UNSUPPORTED_FILE_TYPE"
    message = "Only PDF, DOC and DOCX files can be read."


class LinkedInUrlInvalid(Invalid):
    reason = "LINKEDIN_URL_INVALID"
    message = "linkedin_url must be a profile's address, such as https://www.linkedin.com/in/name."


class UploadTooSlow(Invalid):
    reason = "UPLOAD_TOO_SLOW"
    message = "The file did not arrive in time. Try again on a steadier connection."


class QuotaExceeded(DomainError):
    kind = Kind.EXHAUSTED
    reason = "QUOTA_EXCEEDED"
    message = "Your storage is full. Delete files that you no longer need."


class TooManyAtOnce(DomainError):
    """The caller alone holds as many uploads open as one may."""

    kind = Kind.EXHAUSTED
    reason = "TOO_MANY_UPLOADS_AT_ONCE"
    message = "You are uploading too many files at once. Wait until one is done."


class UploadBusy(DomainError):
    """Everybody together does."""

    kind = Kind.UNAVAILABLE
    reason = "UPLOAD_BUSY"
    message = "Too many files are being uploaded at this moment. Try again in a few seconds."
