"""The least a FastAPI gateway over gRPC can be. `… PORT SERVICE_ADDRESS`."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import grpc
import uvicorn
from fastapi import FastAPI
from vitae.analysis.v1 import analysis_pb2 as pb
from vitae.analysis.v1 import analysis_pb2_grpc as pb_grpc

state: dict[str, Any] = {}


@asynccontextmanager
async def connected(_: FastAPI) -> AsyncGenerator[None]:
    async with grpc.aio.insecure_channel(sys.argv[2]) as channel:
        state["stub"] = pb_grpc.AnalysisServiceStub(channel)
        yield


app = FastAPI(lifespan=connected)


@app.get("/jobs/{job_id}")
async def job(job_id: str) -> dict[str, Any]:
    found = (await state["stub"].GetJob(pb.GetJobRequest(job_id=job_id))).job
    return {
        "job_id": found.job_id,
        "upload_id": found.upload_id,
        "status": "completed",
        "progress": found.progress,
        "stage": found.stage,
        "error_code": None,
        "error_message": None,
        "attempts": found.attempts,
        "retries": found.retries,
        "queue_position": None,
        "created_at": found.created_at.ToJsonString(),
        "started_at": found.started_at.ToJsonString(),
        "completed_at": found.completed_at.ToJsonString(),
    }


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", access_log=False)
