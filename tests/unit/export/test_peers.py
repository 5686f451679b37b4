"""What export makes of analysis' words when it takes a profile in."""

from __future__ import annotations

from typing import Any, cast

import grpc
import pytest
from vitae.analysis.v1.analysis_pb2 import ReadProfileRequest, ReadProfileResponse

from libs.rpc.channel import Peer
from libs.rpc.errors import DomainError, Kind, RemoteError
from services.export.models import StoredProfile
from services.export.peers import READ_SECONDS, Analysis


class Answering:
    """A peer that answers one thing."""

    def __init__(self, outcome: ReadProfileResponse | DomainError) -> None:
        self.channel = grpc.aio.insecure_channel("127.0.0.1:9")  # nobody is called
        self._outcome = outcome

    async def call(
        self, method: Any, request: ReadProfileRequest, *, seconds: float, idempotent: bool
    ) -> ReadProfileResponse:
        assert (method is not None, request.job_id, request.user_id) == (True, "job", "user")
        assert (seconds, idempotent) == (READ_SECONDS, True)
        if isinstance(self._outcome, DomainError):
            raise self._outcome
        return self._outcome


def analysis(outcome: ReadProfileResponse | DomainError) -> Analysis:
    return Analysis(cast("Peer", Answering(outcome)))


async def test_a_profile_comes_with_its_upload() -> None:
    found = analysis(ReadProfileResponse(profile_json="{}", upload_id="upload"))
    assert await found.completed("job", "user") == StoredProfile("{}", "upload")


@pytest.mark.parametrize("kind", [Kind.NOT_FOUND, Kind.CONFLICT])
async def test_a_job_that_is_gone_has_none(kind: Kind) -> None:
    assert await analysis(RemoteError(kind, "REASON", "", {})).completed("job", "user") is None


@pytest.mark.parametrize("kind", [Kind.UNAVAILABLE, Kind.INTERNAL, Kind.UNIMPLEMENTED])
async def test_whoever_cannot_tell_is_asked_again(kind: Kind) -> None:
    with pytest.raises(RemoteError):
        await analysis(RemoteError(kind, "REASON", "", {})).completed("job", "user")
