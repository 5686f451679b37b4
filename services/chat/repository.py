"""Messages: all SQL of chat but that of stored answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from libs.db.database import Database
from libs.db.pages import Page, PageRequest
from services.chat.engines.engine import Turn
from services.chat.errors import Interruption
from services.chat.message import COLUMNS, End, Message, New, Told

HISTORY_TURNS = 10
HISTORY_CHARACTERS = 8_000
REAPED_AT_ONCE = 100
BEFORE_ALL = "00000000-0000-0000-0000-000000000000"

# Question and answer in one statement: both or neither. The limit is looked at in the same one, so
# that it holds, give or take one, over several processes; within one it holds exactly.
_ASK = f"""
    WITH asked AS (
        INSERT INTO chat_messages
            (message_id, user_id, job_id, upload_id, role, content, status, client_id)
        SELECT %(question_id)s, %(user_id)s, %(job_id)s, %(upload_id)s, 'user', %(content)s,
            'complete', %(client_id)s
        WHERE (SELECT count(*) FROM chat_messages
            WHERE user_id = %(user_id)s AND status = 'streaming') < %(most)s
        ON CONFLICT (user_id, client_id) WHERE client_id IS NOT NULL DO NOTHING
        RETURNING {COLUMNS}
    ), reply AS (
        INSERT INTO chat_messages (message_id, user_id, job_id, upload_id, role, status, reply_to,
            owner, heartbeat_at)
        SELECT %(reply_id)s, user_id, job_id, upload_id, 'assistant', 'streaming', message_id,
            %(owner)s, now()
        FROM asked
        RETURNING {COLUMNS}
    ) SELECT * FROM asked UNION ALL SELECT * FROM reply ORDER BY message_id"""
_ASKED = f"""
    WITH asked AS (
        SELECT {COLUMNS} FROM chat_messages
        WHERE user_id = %(user_id)s AND client_id = %(client_id)s
    ) SELECT * FROM asked UNION ALL
    SELECT {COLUMNS} FROM chat_messages WHERE reply_to = (SELECT message_id FROM asked)
    ORDER BY message_id"""
_ANSWER = f"""
    SELECT {COLUMNS}, piece_ends FROM chat_messages
    WHERE message_id = %(message_id)s AND user_id = %(user_id)s AND role = 'assistant'"""
_PAGE = f"""
    SELECT {COLUMNS} FROM chat_messages
    WHERE user_id = %(user_id)s AND job_id = %(job_id)s
        AND (CAST(%(before)s AS uuid) IS NULL OR message_id < %(before)s)
    ORDER BY message_id DESC LIMIT %(limit)s"""
_HISTORY = f"""
    SELECT role, content FROM chat_messages
    WHERE user_id = %(user_id)s AND job_id = %(job_id)s AND message_id < %(before)s
        AND status <> 'streaming' AND content <> ''
    ORDER BY message_id DESC LIMIT {HISTORY_TURNS}"""

_MINE = "message_id = %(message_id)s AND owner = %(owner)s AND status = 'streaming'"
_CHECKPOINT = f"""
    UPDATE chat_messages SET content = %(content)s, seq = %(seq)s,
        piece_ends = CAST(%(piece_ends)s AS integer[]), heartbeat_at = now()
    WHERE {_MINE}"""
_END = f"""
    UPDATE chat_messages SET content = %(content)s, seq = %(seq)s,
        piece_ends = CAST(%(piece_ends)s AS integer[]), status = %(status)s,
        from_qa = %(from_qa)s, engine = %(engine)s, citations = CAST(%(citations)s AS jsonb),
        error_code = %(error_code)s, error_message = %(error_message)s,
        owner = NULL, heartbeat_at = NULL
    WHERE {_MINE}
    RETURNING {COLUMNS}"""
_BEAT = """
    UPDATE chat_messages SET heartbeat_at = now()
    WHERE message_id = ANY(CAST(%(message_ids)s AS uuid[])) AND owner = %(owner)s
    RETURNING message_id"""
_INTERRUPT = f"""
    UPDATE chat_messages SET status = 'interrupted', seq = seq + 1, owner = NULL,
        heartbeat_at = NULL, error_code = %(code)s, error_message = %(message)s
    WHERE message_id = %(message_id)s AND user_id = %(user_id)s AND status = 'streaming'
    RETURNING {COLUMNS}"""
_REAP = f"""
    UPDATE chat_messages SET status = 'interrupted', seq = seq + 1, owner = NULL,
        heartbeat_at = NULL, error_code = %(code)s, error_message = %(message)s
    WHERE message_id IN (
        SELECT message_id FROM chat_messages
        WHERE status = 'streaming'
            AND heartbeat_at < now() - make_interval(secs => %(seconds)s)
            AND NOT message_id = ANY(CAST(%(alive)s AS uuid[]))
        LIMIT {REAPED_AT_ONCE} FOR UPDATE SKIP LOCKED
    ) RETURNING {COLUMNS}"""

_EXISTS = "SELECT 1 FROM chat_messages WHERE message_id = %(message_id)s"
_ERASE_UPLOAD = "DELETE FROM chat_messages WHERE upload_id = %(id)s"
_ERASE_USER = "DELETE FROM chat_messages WHERE user_id = %(id)s"
# Stored answers too: those to a set's questions are there before anybody has asked.
_UPLOADS_AFTER = """
    SELECT upload_id FROM chat_messages WHERE upload_id > %(after)s
    UNION SELECT upload_id FROM qa_pairs WHERE upload_id > %(after)s
    ORDER BY upload_id LIMIT %(limit)s"""


class Messages:
    def __init__(self, database: Database, owner: str) -> None:
        """`owner` names this process in the rows of the answers it gives."""
        self._database = database
        self._owner = owner

    async def ask(self, new: New, most: int) -> tuple[Message, Message] | None:
        """Keeps a question and begins its answer, in one commit. None where the client's id was
        used before, or where `most` answers of the user are being given.
        """
        values = asdict(new) | {"owner": self._owner, "most": most}
        return _pair(await self._database.rows(_ASK, values))

    async def asked(self, user_id: str, client_id: str) -> tuple[Message, Message] | None:
        """The question of this client's id, and its answer as it stands."""
        values = {"user_id": user_id, "client_id": client_id}
        return _pair(await self._database.rows(_ASKED, values))

    async def answer(self, message_id: str, user_id: str) -> tuple[Message, Told] | None:
        """A user's answer, and the pieces that are kept of it."""
        values = {"message_id": message_id, "user_id": user_id}
        row = await self._database.row(_ANSWER, values)
        if row is None:
            return None
        message = Message.of(row)
        return message, Told(message_id, message.content, tuple(row.piece_ends or ()))

    async def page(self, user_id: str, job_id: str, request: PageRequest) -> Page[Message]:
        """A job's messages, newest first."""
        values = {
            "user_id": user_id,
            "job_id": job_id,
            "before": request.before,
            "limit": request.limit + 1,
        }
        found = [Message.of(row) for row in await self._database.rows(_PAGE, values)]
        return request.page(found, [message.message_id for message in found])

    async def history(self, question: Message) -> tuple[Turn, ...]:
        """What was said of the job before, oldest first, as much as an engine is to read."""
        values = {
            "user_id": question.user_id,
            "job_id": question.job_id,
            "before": question.message_id,
        }
        turns: list[Turn] = []
        left = HISTORY_CHARACTERS
        for row in await self._database.rows(_HISTORY, values):
            left -= len(row.content)
            if left < 0:
                break
            turns.append(Turn(row.role, row.content))
        return tuple(reversed(turns))

    async def checkpoint(self, told: Told) -> bool:
        """Keeps what was told. False where the answer is no longer this process's to give."""
        return await self._database.change(_CHECKPOINT, self._told(told)) > 0

    async def end(self, told: Told, end: End) -> Message | None:
        """Ends an answer. None where it is no longer this process's to give."""
        why = end.interruption
        values = self._told(told) | {
            "seq": len(told.ends) + 1,
            "status": "interrupted" if why else "complete",
            "from_qa": end.from_qa,
            "engine": end.engine,
            "citations": json.dumps([asdict(found) for found in end.citations]),
            "error_code": why.code if why else None,
            "error_message": why.message if why else None,
        }
        row = await self._database.row(_END, values)
        return Message.of(row) if row else None

    async def beat(self, message_ids: Sequence[str]) -> set[str]:
        """Says that these answers are being given; which of them are this process's still."""
        if not message_ids:
            return set()
        values = {"message_ids": list(message_ids), "owner": self._owner}
        return {row.message_id for row in await self._database.rows(_BEAT, values)}

    async def interrupt(self, message_id: str, user_id: str, why: Interruption) -> Message | None:
        """Ends an answer whoever gives it. None where it has ended."""
        values = {"message_id": message_id, "user_id": user_id, **asdict(why)}
        row = await self._database.row(_INTERRUPT, values)
        return Message.of(row) if row else None

    async def reap(self, seconds: float, alive: Sequence[str], why: Interruption) -> list[Message]:
        """Ends answers that nobody has been heard to give for `seconds`; `alive` are not among
        them.
        """
        values = {"seconds": seconds, "alive": list(alive), **asdict(why)}
        return [Message.of(row) for row in await self._database.rows(_REAP, values)]

    async def exists(self, message_id: str) -> bool:
        return await self._database.row(_EXISTS, {"message_id": message_id}) is not None

    async def erase_upload(self, upload_id: str) -> None:
        await self._database.change(_ERASE_UPLOAD, {"id": upload_id})

    async def erase_user(self, user_id: str) -> None:
        await self._database.change(_ERASE_USER, {"id": user_id})

    async def uploads(self, after: str, limit: int) -> Sequence[str]:
        """Uploads after `after`, in order, of which something is kept here."""
        values = {"after": after or BEFORE_ALL, "limit": limit}
        return [row.upload_id for row in await self._database.rows(_UPLOADS_AFTER, values)]

    def _told(self, told: Told) -> dict[str, object]:
        return {
            "message_id": told.message_id,
            "owner": self._owner,
            "content": told.content,
            "seq": len(told.ends),
            "piece_ends": list(told.ends),
        }


def _pair(rows: Sequence[Any]) -> tuple[Message, Message] | None:
    """Question and answer; the question is the older."""
    if len(rows) != 2:
        return None
    return Message.of(rows[0]), Message.of(rows[1])
