"""The least a gRPC service over PostgreSQL can be: one row by its key. `… ADDRESS DATABASE_URL`."""

from __future__ import annotations

import sys
from typing import Any

import grpc
import uvloop
from psycopg_pool import AsyncConnectionPool
from vitae.analysis.v1 import analysis_pb2 as pb
from vitae.analysis.v1 import analysis_pb2_grpc as pb_grpc

QUERY = """SELECT job_id::text, upload_id::text, progress, stage, attempts, retries, created_at,
    started_at, completed_at FROM jobs WHERE job_id = %s"""


class Bare(pb_grpc.AnalysisServiceServicer):
    def __init__(self, pool: AsyncConnectionPool[Any]) -> None:
        self._pool = pool

    async def GetJob(self, request: pb.GetJobRequest, context: Any) -> pb.GetJobResponse:
        async with self._pool.connection() as connection:
            row = await (await connection.execute(QUERY, (request.job_id,))).fetchone()
        job = pb.Job(
            job_id=row[0],
            upload_id=row[1],
            status=pb.JOB_STATUS_COMPLETED,
            progress=row[2],
            stage=row[3],
            attempts=row[4],
            retries=row[5],
            created_at=row[6],
            started_at=row[7],
            completed_at=row[8],
        )
        return pb.GetJobResponse(job=job)


async def main(address: str, url: str) -> None:
    async with AsyncConnectionPool(url, min_size=8, kwargs={"autocommit": True}) as pool:
        server = grpc.aio.server()
        servicer: Any = Bare  # of one method: the others answer UNIMPLEMENTED
        pb_grpc.add_AnalysisServiceServicer_to_server(servicer(pool), server)
        server.add_insecure_port(address)
        await server.start()
        await server.wait_for_termination()


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:]))
