"""The model misbehaves: each job ends as its own fault has it end, and its neighbours don't notice.

What each fault is answered with, call by call: tests/integration/test_llm_misbehaviour.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from vitae.analysis.v1.analysis_pb2 import SubmitJobRequest

from tests.fake_openai.modes import Modes
from tests.fault.scene import MIME, Scene, running
from tests.support.packages import plain_docx
from tests.support.people import parts_of
from tests.support.servers import Postgres, ServerFactory

INVALID = "model_answer_invalid"
FORMS = ["json_schema", "json_object"]

# Of which endpoint, and the code it ends the job with: empty where it passes or doesn't matter.
FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("chat", {"fault": "status", "status": 429, "retry_after": 1.0, "times": 4}, ""),
    ("chat", {"fault": "status", "status": 500, "times": 4}, ""),
    ("chat", {"fault": "status", "status": 503, "times": 4}, ""),
    ("chat", {"fault": "reset", "times": 4}, ""),
    ("chat", {"fault": "html", "times": 4}, ""),
    ("chat", {"fault": "error_200", "times": 4}, ""),
    ("chat", {"fault": "hang", "times": 1}, ""),
    ("chat", {"fault": "trickle", "times": 1}, ""),
    ("chat", {"fault": "empty_choices", "times": 1}, ""),
    ("chat", {"fault": "null_content", "times": 1}, ""),
    ("chat", {"fault": "length", "times": 1}, ""),
    ("chat", {"dress": "fence"}, ""),
    ("chat", {"dress": "trailing_comma"}, ""),
    ("chat", {"dress": "prose"}, ""),
    ("chat", {"dress": "thinking"}, ""),
    ("chat", {"usage": False}, ""),
    ("chat", {"fault": "empty_choices"}, INVALID),
    ("chat", {"fault": "length"}, INVALID),
    ("chat", {"fault": "wrong"}, INVALID),
    ("chat", {"fault": "prose"}, INVALID),
    ("chat", {"fault": "huge"}, INVALID),
    ("chat", {"fault": "refusal"}, "model_refused"),
    ("chat", {"fault": "status", "status": 401}, "model_auth_failed"),
    ("chat", {"fault": "status", "status": 404}, "model_not_found"),
    ("embeddings", {"fault": "status", "status": 429, "retry_after": 1.0, "times": 4}, ""),
    ("embeddings", {"fault": "status", "status": 500, "times": 4}, ""),
    ("embeddings", {"fault": "hang", "times": 1}, ""),
    ("embeddings", {"fault": "reset", "times": 1}, ""),
    ("embeddings", {"reordered": True}, ""),
    ("embeddings", {"base64": True}, ""),
    ("embeddings", {"max_inputs": 1}, ""),
    ("embeddings", {"usage": False}, ""),
    ("embeddings", {"dimension": 384}, "embedding_dimension"),
    ("embeddings", {"fault": "mixed_dimension"}, "embedding_dimension"),
    ("embeddings", {"fault": "nan"}, INVALID),
    ("embeddings", {"fault": "missing"}, INVALID),
]


def behave(scene: Scene, number: int, **modes: dict[str, Any]) -> Modes:
    """Towards the resume of that number alone."""
    found = scene.model.towards[f"person{number}@example.com"] = Modes.model_validate(modes)
    return found


@pytest.mark.timeout(300)
async def test_each_fault_ends_its_job_as_it_should(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> None:
    """All side by side. What passes burns neither attempts nor retries."""
    settings = {"MODEL_SECONDS": "3"}
    async with running(server_factory, tmp_path, postgres, settings=settings) as scene:
        asked = await asked_in_every_form(scene)
        given = [
            behave(scene, number, **{endpoint: mode})
            for number, (endpoint, mode, _) in enumerate(FAULTS, start=10)
        ]
        job_ids = await scene.submit(len(FAULTS), first=10)
        await scene.wait_finished(job_ids, within=200)
        jobs = await scene.jobs()
        for job_id, fault in zip(job_ids, FAULTS, strict=True):
            assert jobs[job_id]["error_code"] == (fault[-1] or None), fault
        assert not any(modes.chat.times or modes.embeddings.times for modes in given)
        served = [job_id for job_id in job_ids if jobs[job_id]["status"] == "completed"]
        assert {(jobs[j]["attempts"], jobs[j]["retries"]) for j in served} == {(1, 0)}
        await scene.check_kept_once([*asked, *served])
        await scene.settled()


async def asked_in_every_form(scene: Scene) -> list[str]:
    """Jobs of a server that refuses forms of an answer and of one that takes no notice of them.

    Between them an answer that fits no form: what is known of the server's forms is forgotten.
    """
    ends = [
        ({"refuse": FORMS}, "completed"),
        ({"fault": "wrong"}, "failed"),
        ({"ignore": FORMS}, "completed"),
    ]
    job_ids: list[str] = []
    for number, (mode, end) in enumerate(ends):
        behave(scene, number, chat=mode)
        job_ids += await scene.submit(1, first=number)
        await scene.wait_status(job_ids[-1], end)
    served = [job_ids[0], job_ids[-1]]
    # One call more than forms: the last asks in words alone.
    assert all(scene.calls()[job_id] > len(FORMS) for job_id in served)
    return served


async def test_a_model_that_stays_away_ends_its_jobs(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> None:
    """Heartbeats don't keep a job alive that hangs."""
    settings = {"MODEL_SECONDS": "2", "MODEL_WAIT_SECONDS": "3"}
    async with running(server_factory, tmp_path, postgres, settings=settings) as scene:
        behave(scene, 0, chat={"fault": "status", "status": 503})
        behave(scene, 1, chat={"fault": "hang"})
        behave(scene, 2, chat={"fault": "trickle"})
        job_ids = await scene.submit(3)
        for job_id in job_ids:
            job = await scene.wait_status(job_id, "failed", within=40)
            assert job["error_code"] == "model_unavailable"
            assert "OPENAI_" in job["error_message"]  # what to change
            assert scene.calls()[job_id] >= 1


async def test_a_text_that_is_no_resume_is_not_indexed_to_its_end(scene: Scene) -> None:
    """Embeddings take minutes: the job ends without them, and the next is not kept waiting."""
    scene.model.modes.embeddings.latency = 60.0
    person, recipe = scene.people[0], plain_docx(*["Stir the flour into the warm milk."] * 40)
    upload = await scene.rpc.upload(person, parts_of(recipe, "recipe.docx", MIME))
    request = SubmitJobRequest(upload_id=upload.id)
    answer = await scene.rpc.call("analysis", "SubmitJob", request, person)
    job = await scene.wait_status(answer.job.job_id, "failed", within=15)
    assert job["error_code"] == "not_a_resume"
    await scene.model.until(lambda server: server.inflight == 0)
