"""What may be uploaded can be analysed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from annotated_types import Le
from vitae.upload.v1.upload_pb2 import ReadFileResponse

from gateway.settings import GatewaySettings
from libs.rpc.channel import Peer
from services.analysis import files
from services.analysis.sandbox_wire import MAX_CONTENT
from services.upload.settings import UploadSettings


@pytest.mark.parametrize("settings", [UploadSettings, GatewaySettings])
def test_the_largest_file_that_may_be_let_in_can_be_read(
    settings: type[UploadSettings | GatewaySettings],
) -> None:
    bounds = settings.model_fields["file_max_bytes"].metadata
    assert [bound.le for bound in bounds if isinstance(bound, Le)] == [MAX_CONTENT]


class Sends:
    """The upload service, with a file of 4 bytes."""

    channel = None

    async def stream(self, *_: Any, **__: Any) -> AsyncIterator[ReadFileResponse]:
        for piece in (b"%P", b"DF"):
            yield ReadFileResponse(piece=piece)


async def test_a_larger_one_is_given_up_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "UploadServiceStub", lambda _: SimpleNamespace(ReadFile=None))
    uploaded = files.UploadedFiles(cast("Peer", Sends()))
    monkeypatch.setattr(files, "MAX_CONTENT", 4)
    assert (await uploaded.read("id", "user")).content == b"%PDF"
    monkeypatch.setattr(files, "MAX_CONTENT", 3)
    with pytest.raises(files.FileTooLarge):
        await uploaded.read("id", "user")
