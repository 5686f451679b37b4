"""What is news, and what waits."""

from __future__ import annotations

import asyncio

import orjson
from vitae.analysis.v1 import analysis_pb2 as pb
from vitae.analysis.v1 import interview_pb2
from vitae.chat.v1.chat_pb2 import ChatDelta

from gateway.live.chat_frames import MERGED_BYTES, Delta, Piece
from gateway.live.frames import News, Outbox


def job(**fields: object) -> pb.Job:
    return pb.Job(job_id="j", status=pb.JOB_STATUS_ANALYZING, **fields)  # type: ignore[arg-type]


def test_an_older_state_is_no_news() -> None:
    news = News()
    assert news.take(job(progress=70, attempts=1))
    assert not news.take(job(progress=30, attempts=1))
    assert news.take(job(progress=70, attempts=1, queue_position=3))
    assert news.take(job(progress=10, attempts=2))
    assert not news.take(job(progress=70, attempts=1))


def test_the_end_is_later_than_anything_of_its_run_and_a_retry_later_than_the_end() -> None:
    news = News()
    failed = pb.Job(job_id="j", status=pb.JOB_STATUS_FAILED, progress=50, attempts=1)
    assert news.take(failed)
    assert not news.take(job(progress=50, attempts=1))
    assert news.unfinished() == []
    assert news.take(pb.Job(job_id="j", status=pb.JOB_STATUS_QUEUED, retries=1))
    assert news.unfinished() == ["j"]


def test_of_a_set_its_end_is_the_latest_and_all_before_is_news() -> None:
    def a_set(status: interview_pb2.QuestionSetStatus.ValueType) -> interview_pb2.QuestionSet:
        return interview_pb2.QuestionSet(set_id="s", job_id="j", status=status)

    news = News()
    for _ in range(2):
        assert news.take(a_set(interview_pb2.QUESTION_SET_STATUS_GENERATING))
        assert news.take(a_set(interview_pb2.QUESTION_SET_STATUS_QUEUED))
    assert news.unfinished() == ["s"]
    assert news.take(a_set(interview_pb2.QUESTION_SET_STATUS_FAILED))
    assert not news.take(a_set(interview_pb2.QUESTION_SET_STATUS_GENERATING))
    assert news.unfinished() == []


def test_what_is_remembered_is_bounded() -> None:
    news = News()
    for number in range(1000):
        news.take(pb.Job(job_id=str(number)))
    assert len(news.unfinished()) == 256


async def test_frames_keep_their_order_and_a_newer_state_takes_the_place_of_an_older() -> None:
    outbox = Outbox(3)
    assert outbox.put("hello")
    assert outbox.put("a1", "a")
    assert outbox.put("b1", "b")
    assert outbox.put("a2", "a")
    assert not outbox.put("c1", "c")
    assert [await outbox.get() for _ in range(3)] == ["hello", "a2", "b1"]


async def test_a_full_outbox_makes_who_can_wait_wait() -> None:
    outbox = Outbox(4)
    for number in range(4):
        outbox.put(str(number))
    waiting = asyncio.create_task(outbox.room())
    await asyncio.sleep(0)
    assert not waiting.done()
    await outbox.get()
    await outbox.get()
    await asyncio.wait_for(waiting, 1)


def piece(seq: int, content: str) -> Piece:
    return Piece.of(ChatDelta(message_id="m", job_id="j", seq=seq, content=content))


async def test_pieces_that_wait_become_one_frame_and_a_sent_one_stays_as_it_is() -> None:
    outbox = Outbox(2)
    first = Delta(piece(1, "One "))
    assert outbox.put(first)
    assert first.add(piece(2, "two "))
    assert first.add(piece(3, "thré\n"))
    frame = orjson.loads(await outbox.get())
    assert (frame["seq"], frame["content"]) == (3, "One two thré\n")
    assert not first.add(piece(4, "four"))


def test_a_frame_of_merged_pieces_is_bounded() -> None:
    merged = Delta(piece(1, "x"))
    taken = 1
    while merged.add(piece(taken + 1, "word " * 200)):
        taken += 1
    assert 20 < taken < 40
    assert len(merged.take()) <= MERGED_BYTES
