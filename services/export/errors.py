"""What can go wrong in export."""

from __future__ import annotations

from libs.rpc.errors import DomainError, Invalid, Kind


class JobNotFound(DomainError):
    """Said without asking: what can't be an id is nobody's job."""

    kind = Kind.NOT_FOUND
    reason = "JOB_NOT_FOUND"
    message = "There is no such job. Choose another of your jobs, or upload the resume again."


class ExportTooLarge(Invalid):
    reason = "EXPORT_TOO_LARGE"
    message = "This profile makes too large a file. JSON and CSV without masking take least."


class ExportNameUnknown(Invalid):
    """A name that was not read is hidden nowhere, though it may stand in any text."""

    reason = "EXPORT_NAME_UNKNOWN"
    message = (
        "No name was found in this resume, so it can't be hidden wherever it stands. Export "
        "without masking and hide it yourself, or upload the resume with the name on top."
    )


class ExportTimedOut(DomainError):
    kind = Kind.UNAVAILABLE
    reason = "EXPORT_TIMED_OUT"
    message = "Making the file took too long. Try again; JSON and CSV without masking take least."


class ExportFailed(DomainError):
    kind = Kind.UNAVAILABLE
    reason = "EXPORT_FAILED"
    message = "The file could not be made. Try again, or choose another format."


class ExportBusy(DomainError):
    """Everybody together waits for more files than may wait."""

    kind = Kind.UNAVAILABLE
    reason = "EXPORT_BUSY"
    message = "Too many files are being made at this moment. Try again in a few seconds."


class TooManyExportsAtOnce(DomainError):
    """The caller alone does."""

    kind = Kind.EXHAUSTED
    reason = "TOO_MANY_EXPORTS_AT_ONCE"
    message = "You are exporting too many files at once. Wait until one is done."
