"""Numbers by which a register knows a person: of a licence, a membership, a passport."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KIND = (
    r"(?:(?:driving |driver'?s? )?licen[cs]e|registration|registered|membership|member|passport"
    r"|national insurance|social security|NPI|SSN|PIN|ID)"
)
_SIGN = r"(?:number|num\b|no\b\.?|nr\b\.?|№|#|ID\b|PIN\b|[:=])"
# A code holds a run of four digits or more, or letters and digits in one: `17F0123E`, `JE-44321`.
_CODE = r"(?=[A-Z/-]{0,6}\d[\dA-Z/-]{4,23}\b)[A-Z\d]+(?:[/-][A-Z\d]+){0,4}"
_NUMBER = re.compile(
    rf"\b(?i:{_KIND})\b[ \t]{{0,2}}(?i:{_SIGN}[ \t]{{0,2}}){{0,3}}(?P<code>{_CODE})(?![\w%])"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d){0,2}")


def codes(text: str) -> Iterator[tuple[int, int]]:
    """Where the number of a register stands behind the word that says so; dates are none."""
    for found in _NUMBER.finditer(text):
        if not _YEARS.fullmatch(found["code"]):
            yield found.span("code")
