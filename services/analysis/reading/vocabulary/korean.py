"""Korean words of study, which take their endings without a blank: parts of phrases, not words."""

from __future__ import annotations

SCHOOL_PARTS: tuple[str, ...] = ("대학교", "대학원", "고등학교", "전문대학")
DEGREE_PARTS: tuple[str, ...] = ("학사", "석사", "박사")
