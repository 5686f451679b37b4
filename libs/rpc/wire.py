"""Domain errors on the wire: `google.rpc.Status` with `ErrorInfo`, both ways."""

from __future__ import annotations

import grpc
from google.protobuf import any_pb2
from google.rpc import error_details_pb2, status_pb2

from libs.rpc.errors import DomainError, Kind, RemoteError, Unavailable

DOMAIN = "vitae"
DETAILS_KEY = "grpc-status-details-bin"

STATUS_OF: dict[Kind, grpc.StatusCode] = {
    Kind.INVALID: grpc.StatusCode.INVALID_ARGUMENT,
    Kind.UNAUTHENTICATED: grpc.StatusCode.UNAUTHENTICATED,
    Kind.FORBIDDEN: grpc.StatusCode.PERMISSION_DENIED,
    Kind.NOT_FOUND: grpc.StatusCode.NOT_FOUND,
    Kind.EXISTS: grpc.StatusCode.ALREADY_EXISTS,
    Kind.CONFLICT: grpc.StatusCode.FAILED_PRECONDITION,
    Kind.EXHAUSTED: grpc.StatusCode.RESOURCE_EXHAUSTED,
    Kind.UNAVAILABLE: grpc.StatusCode.UNAVAILABLE,
    Kind.UNIMPLEMENTED: grpc.StatusCode.UNIMPLEMENTED,
    Kind.INTERNAL: grpc.StatusCode.INTERNAL,
}
KIND_OF = {status: kind for kind, status in STATUS_OF.items()}
# A peer that is gone, slow or restarting looks the same to whoever waits for it.
_AWAY = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.CANCELLED,
)


def to_status(
    error: DomainError,
) -> tuple[grpc.StatusCode, str, tuple[tuple[str, bytes], ...]]:
    """Code, message and trailing metadata for `context.abort`."""
    code = STATUS_OF[error.kind]
    info = error_details_pb2.ErrorInfo(reason=error.reason, domain=DOMAIN, metadata=error.details)
    packed = any_pb2.Any()
    packed.Pack(info)
    number: int = code.value[0]
    status = status_pb2.Status(code=number, message=str(error), details=[packed])
    return code, str(error), ((DETAILS_KEY, status.SerializeToString()),)


def from_error(error: grpc.aio.AioRpcError) -> DomainError:
    """The failure a peer reported, or Unavailable where it reported none of ours."""
    for key, value in error.trailing_metadata() or ():
        if key == DETAILS_KEY and isinstance(value, bytes):
            status = status_pb2.Status.FromString(value)
            info = error_details_pb2.ErrorInfo()
            if any(packed.Unpack(info) for packed in status.details) and info.domain == DOMAIN:
                kind = KIND_OF.get(error.code(), Kind.INTERNAL)
                return RemoteError(kind, info.reason, status.message, dict(info.metadata))
    if error.code() in _AWAY:
        return Unavailable()
    if error.code() is grpc.StatusCode.UNIMPLEMENTED:
        return RemoteError(Kind.UNIMPLEMENTED, "NOT_AVAILABLE", "This is not available yet.", {})
    return DomainError()
