"""All SQL of rendered files, and of the profiles they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from libs.db.database import Database
from services.export.models import Key, StoredProfile
from services.export.rendering import File

BEFORE_ALL = "00000000-0000-0000-0000-000000000000"

# One statement for both: a look-up costs as much as making a short file. The profile is read only
# where there is no file.
_FIND = """
    SELECT filename, content, profile.upload_id,
        CASE WHEN content IS NULL THEN profile END AS profile
    FROM (SELECT) AS one
    LEFT JOIN rendered_files AS file ON file.user_id = %(user_id)s AND file.job_id = %(job_id)s
        AND format = %(format)s AND masked = %(masked)s AND renderer = %(renderer)s
        AND rendered_at > now() - make_interval(secs => %(seconds)s)
    LEFT JOIN profiles AS profile
        ON profile.user_id = %(user_id)s AND profile.job_id = %(job_id)s"""
_KEEP = """
    INSERT INTO rendered_files (job_id, format, masked, user_id, upload_id, renderer, filename,
        size, content)
    VALUES (%(job_id)s, %(format)s, %(masked)s, %(user_id)s, %(upload_id)s,
        %(renderer)s, %(filename)s, octet_length(%(content)s), %(content)s)
    ON CONFLICT (job_id, format, masked) DO UPDATE SET
        user_id = excluded.user_id, upload_id = excluded.upload_id, renderer = excluded.renderer,
        filename = excluded.filename, size = excluded.size, content = excluded.content,
        rendered_at = excluded.rendered_at"""
# The newest files that fit stay.
_TRIM = """
    DELETE FROM rendered_files AS file USING (
        SELECT job_id, format, masked,
            sum(size) OVER (ORDER BY rendered_at DESC, job_id, format, masked) AS total
        FROM rendered_files WHERE user_id = %(user_id)s
    ) AS counted
    WHERE file.user_id = %(user_id)s AND counted.total > %(most)s
        AND (file.job_id, file.format, file.masked)
            = (counted.job_id, counted.format, counted.masked)"""
_PRUNE = """
    DELETE FROM rendered_files WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM rendered_files
        WHERE rendered_at <= now() - make_interval(secs => %(seconds)s) LIMIT %(limit)s))"""
_TAKE_IN = """
    WITH earlier AS (DELETE FROM rendered_files WHERE job_id = %(job_id)s)
    INSERT INTO profiles (job_id, user_id, upload_id, profile)
    VALUES (%(job_id)s, %(user_id)s, %(upload_id)s, %(text)s)
    ON CONFLICT (job_id) DO UPDATE SET
        user_id = excluded.user_id, upload_id = excluded.upload_id, profile = excluded.profile"""
_ERASE = """
    WITH files AS (DELETE FROM rendered_files WHERE {column} = %(id)s)
    DELETE FROM profiles WHERE {column} = %(id)s"""
_ERASE_JOB, _ERASE_UPLOAD, _ERASE_USER = (
    _ERASE.format(column=each) for each in ("job_id", "upload_id", "user_id")
)
# Each by itself ends at its index's first rows; both together would read all that is after.
_SOME_AFTER = """
    (SELECT DISTINCT upload_id FROM {table} WHERE upload_id > %(after)s
    ORDER BY upload_id LIMIT %(limit)s)"""
_UPLOADS_AFTER = f"""
    {_SOME_AFTER.format(table="rendered_files")} UNION {_SOME_AFTER.format(table="profiles")}
    ORDER BY upload_id LIMIT %(limit)s"""


@dataclass(frozen=True, slots=True)
class Found:
    """What is kept for an export: the file, or else the profile to make it of, or neither."""

    file: File | None = None
    profile: StoredProfile | None = None


class Repository:
    """Files by their key for as long as they are fresh, profiles by their job for as long as their
    upload is there; each seen by its owner alone.
    """

    def __init__(
        self, database: Database, renderer: str, *, seconds: float, bytes_per_user: int
    ) -> None:
        """`renderer`: the version of what renders. Others' files are not found."""
        self._database = database
        self._renderer = renderer
        self._seconds = seconds
        self._bytes_per_user = bytes_per_user

    async def find(self, key: Key) -> Found:
        values = {**asdict(key), "renderer": self._renderer, "seconds": self._seconds}
        row = await self._database.row(_FIND, values)
        assert row is not None
        if row.content is not None:
            return Found(file=File(row.filename, row.content))
        return Found(profile=StoredProfile(row.profile, row.upload_id) if row.profile else None)

    async def keep(self, key: Key, upload_id: str, file: File) -> None:
        """In the place of an older one; the user's oldest go where there is no room for all."""
        values = {**asdict(key), **asdict(file), "upload_id": upload_id}
        await self._database.change(_KEEP, {**values, "renderer": self._renderer})
        room = {"user_id": key.user_id, "most": self._bytes_per_user}
        await self._database.change(_TRIM, room)

    async def prune(self, limit: int) -> int:
        """Deletes at most `limit` that are not fresh any more; how many it found."""
        return await self._database.change(_PRUNE, {"seconds": self._seconds, "limit": limit})

    async def take_in(self, job_id: str, user_id: str, profile: StoredProfile) -> None:
        """Stores a profile; what was made of the job before, should there be any, goes."""
        values = {"job_id": job_id, "user_id": user_id, **asdict(profile)}
        await self._database.change(_TAKE_IN, values)

    async def erase_job(self, job_id: str) -> None:
        await self._database.change(_ERASE_JOB, {"id": job_id})

    async def erase_upload(self, upload_id: str) -> None:
        await self._database.change(_ERASE_UPLOAD, {"id": upload_id})

    async def erase_user(self, user_id: str) -> None:
        await self._database.change(_ERASE_USER, {"id": user_id})

    async def uploads_after(self, after: str, limit: int) -> Sequence[str]:
        """Ids of uploads of which something is kept, in order, after `after` ("" for the first)."""
        values = {"after": after or BEFORE_ALL, "limit": limit}
        return [row.upload_id for row in await self._database.rows(_UPLOADS_AFTER, values)]
