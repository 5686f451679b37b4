"""A truthful answer to the analysis prompt, from the resume text inside it, and to any schema.

Simple on purpose: first line, addresses, lines with years, lines under a heading of skills. Every
value and quote is copied from the text, so what is claimed can be found.
"""

from __future__ import annotations

import re
from typing import Any

RESUME = re.compile(r"<resume-([0-9a-f]+)>\n(.*)\n</resume-\1>", re.DOTALL)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
_PHONE = re.compile(r"\+?\(?\d[\d ().-]{7,}\d")
_LINK = re.compile(r"(?:https?://|www\.|linkedin\.com/|github\.com/)[^\s|,;)]+")
_YEARS = re.compile(
    r"(?:\b[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d\s*[-\u2013\u2014]+\s*"
    r"(?:[A-Z][a-z]{2,8}\.? )?(?:(?:19|20)\d\d|[Pp]resente?|[Cc]urrent)\b"
)
_SKILLS = re.compile(r"^\W*(?:(?:technical|core|key)\s+)?skills\b\W*(.*)$", re.IGNORECASE)
_SCHOOL = re.compile(r"universi|college|institut|school", re.IGNORECASE)


def resume_in(prompt: str) -> str | None:
    """The resume text that a prompt holds; None where it holds none."""
    match = RESUME.search(prompt)
    return match.group(2) if match else None


def read(text: str) -> dict[str, Any]:
    """The answer for one resume, in the shape the analysis prompt asks for."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    longest = sorted(lines, key=len, reverse=True)[:2]
    name = lines[0] if lines else ""
    return {
        "person": {
            "name": name or None,
            "email": _first(_EMAIL, text),
            "phone": _first(_PHONE, text),
            "location": None,
            "links": _LINK.findall(text)[:5],
            "age": None,
        },
        "summary": {"text": f"The resume of {name}.", "quotes": lines[:1]},
        "skills": [{"name": skill, "category": "other"} for skill in _skills(lines)],
        "experience": _experience(lines),
        "education": [_school(line) for line in lines if _SCHOOL.search(line)][:5],
        "certifications": [],
        "projects": [],
        "languages": [],
        "strengths": [
            {"text": "Says what was done.", "quotes": [line], "absent": []} for line in longest
        ],
        "weaknesses": [
            {"text": "Names no patents.", "quotes": [], "absent": ["patent number"]},
        ],
        "recommendations": [
            {
                "text": "Put this line first.",
                "priority": "medium",
                "quotes": longest[:1],
                "absent": [],
            }
        ],
    }


def instance(schema: dict[str, Any]) -> Any:
    """The plainest value that a JSON Schema in the strict subset allows."""
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return instance(schema["anyOf"][0])
    kind = schema.get("type")
    if kind == "object":
        return {name: instance(field) for name, field in schema["properties"].items()}
    plain: dict[str, Any] = {"array": [], "string": "text", "integer": 1, "number": 1.0}
    return plain.get(str(kind), kind == "boolean" or None)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match.group() if match else None


def _skills(lines: list[str]) -> list[str]:
    for position, line in enumerate(lines):
        if heading := _SKILLS.match(line):
            listed = heading.group(1) or " , ".join(lines[position + 1 : position + 3])
            parts = [part.strip() for part in re.split(r"[,;|\u2022]", listed)]
            return [part for part in parts if 0 < len(part) <= 40][:20]
    return []


def _experience(lines: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for position, line in enumerate(lines):
        if not (years := _YEARS.search(line)) or _SCHOOL.search(line):
            continue
        beside = max(line[: years.start()], line[years.end() :], key=len).strip(" ,|()-\u2013\t")
        after = lines[position + 1 : position + 2]
        found.append(
            {
                "company": lines[position - 1] if position else None,
                "title": beside or None,
                "location": None,
                "dates": years.group(),
                "highlights": [text for text in after if not _YEARS.search(text)],
            }
        )
    return found[:10]


def _school(line: str) -> dict[str, Any]:
    return {"institution": line, "degree": None, "field": None, "dates": None}
