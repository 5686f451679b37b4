"""A profile on a terminal: everything a person looks for, nothing that drives the terminal."""

from __future__ import annotations

import io

from rich.console import Console

from deploy.local.profile_view import clean, show
from libs.profile.model import Profile

QUOTE = {
    "kind": "quote",
    "page": 1,
    "paragraph": 2,
    "start": 0,
    "end": 5,
    "quote": "Reduced costs by 30%",
}
PROFILE: dict[str, object] = {
    "engine": {"name": "builtin", "model": "builtin", "version": "1"},
    "personal_info": {"name": "Quillan Testerby", "email": "q@example.org", "phone": "+1 555 0100"},
    "work_years": 7.5,
    "summary": "Builds things.",
    "skills": [
        {"name": "Python", "category": "Languages"},
        {"name": "Go", "category": "Languages"},
    ],
    "experience": [
        {
            "company": "Example Works",
            "title": "Developer",
            "start": "2019-03",
            "current": True,
            "highlights": ["Reduced costs by 30%"],
        },
        {"company": "Sample Labs", "title": "Junior", "start": "2016", "end": "2019-02"},
    ],
    "education": [{"institution": "Example University", "degree": "BSc", "end": "2016"}],
    "strengths": [{"text": "Saves money.", "evidence": [QUOTE]}],
    "weaknesses": [{"text": "No summary.", "evidence": [{"kind": "absence", "quote": "Summary"}]}],
    "recommendations": [{"text": "Add a summary.", "priority": "high"}],
    "score": {
        "total": 61.5,
        "version": "1",
        "parts": [
            {"name": "results", "points": 11.5, "max": 25, "why": "2 of 5 lines give a figure"}
        ],
    },
    "warnings": [{"code": "hidden_text", "message": "Some text is invisible."}],
    "dropped": [{"path": "skills[2]", "value": "Rust", "reason": "not in the text"}],
}


def printed(profile: dict[str, object]) -> str:
    stream = io.StringIO()
    show(Profile.model_validate(profile), Console(file=stream, width=100, force_terminal=False))
    return stream.getvalue()


def test_all_that_a_person_looks_for() -> None:
    text = printed(PROFILE)
    for part in (
        *("Quillan Testerby", "q@example.org · +1 555 0100", "7.5 years of work", "Builds things."),
        *("Score 61.5/25", "results  11.5/25  2 of 5 lines give a figure"),
        *("Developer, Example Works  2019-03 – present", "• Reduced costs by 30%"),
        *("Junior, Sample Labs  2016 – 2019-02", "BSc, Example University  2016"),
        *("Languages: Python, Go", "+ Saves money.", "“Reduced costs by 30%”", "- No summary."),
        *("looked for and not found: Summary", "→ Add a summary.  (high)"),
        *("! Some text is invisible.", "1 claims were dropped", "Engine: builtin"),
    ):
        assert part in text


def test_an_empty_profile_can_be_shown() -> None:
    text = printed({"engine": {"name": "builtin", "model": "builtin", "version": "1"}})
    assert "(no name found)" in text
    assert "Experience" not in text


def test_text_of_a_file_drives_neither_terminal_nor_markup() -> None:
    name = "\x1b[31mEvil\x07 \u202ename[/bold] [link=x]y"
    text = printed({**PROFILE, "personal_info": {"name": name}})
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "[31mEvil name[/bold] [link=x]y" in text


def test_clean_is_one_line() -> None:
    assert clean("a\nb\tc") == "a b c"
    assert clean(None) == ""
