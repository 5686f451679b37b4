"""ExportService on the wire."""

from __future__ import annotations

from collections.abc import Mapping

from vitae.export.v1 import export_pb2 as pb
from vitae.export.v1 import export_pb2_grpc

from libs.rpc.server import Access, for_user

NAME = pb.DESCRIPTOR.services_by_name["ExportService"].full_name
ACCESS: Mapping[str, Access] = {
    "ExportProfile": for_user("gateway"),
}


class ExportRpc(export_pb2_grpc.ExportServiceServicer):
    """Not built yet: what is not overridden answers UNIMPLEMENTED."""


def export_rpc() -> ExportRpc:
    return ExportRpc()  # pyright: ignore[reportAbstractUsage] - the base answers for it
