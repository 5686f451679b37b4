"""Which lines of a long resume a model is given."""

from __future__ import annotations

from services.chat.engines import prompt
from services.chat.engines.engine import Asked, Passage, Resume
from tests.unit.chat.engines.resumes import resume_of

MOST = 24_000
LONG = (
    "Did this and that in many words. " * 900
    + "Kept the lighthouse of Bugio. "
    + "And more. " * 900
)


def passage(resume: Resume, words: str, around: int = 0) -> Passage:
    start = resume.text.index(words) - around
    end = start + len(words) + 2 * around
    return Passage(resume.text[start:end], start, end, 1, 0.9)


def texts(resume: Resume, *passages: Passage, most: int = MOST) -> list[str]:
    found = prompt.shown(resume, passages, most)
    assert sum(line.end - line.start for _, line in found) <= most
    for number, line in found:
        whole = resume.lines[number - 1]
        assert whole.start <= line.start < line.end <= whole.end
    return [resume.text[line.start : line.end] for _, line in found]


def test_a_line_that_is_too_long_hides_no_other() -> None:
    resume = resume_of(f"Zoë Example\n{LONG}\nHarbour Systems\nPython, C++, Go")
    shown = texts(resume)
    assert [shown[0], *shown[2:]] == ["Zoë Example", "Harbour Systems", "Python, C++, Go"]
    assert LONG.startswith(shown[1])
    assert len(shown[1]) > 2_000


def test_of_a_line_that_is_too_long_the_passage_is_shown() -> None:
    resume = resume_of(f"Zoë Example\n{LONG}\nPython, C++, Go")
    best = passage(resume, "Kept the lighthouse of Bugio.", around=200)
    for most in (MOST, 4_000):
        shown = texts(resume, best, most=most)
        assert shown[0] == "Zoë Example"
        assert "Kept the lighthouse of Bugio." in shown[1]
        assert shown[-1] == "Python, C++, Go"
    asked = Asked("Bugio?", resume, passages=(best,))
    user = prompt.messages(asked, prompt.shown(resume, (best,), 4_000), ())[1]["content"]
    assert "\n[2] … " in user


def test_passages_that_overlap_are_shown_once() -> None:
    resume = resume_of(f"Zoë Example\n{LONG}")
    words = "Kept the lighthouse of Bugio."
    shown = texts(resume, passage(resume, words, 100), passage(resume, words, 150))
    assert "".join(shown).count("Bugio") == 1


def test_a_resume_of_one_line_shows_its_beginning() -> None:
    assert LONG.startswith(texts(resume_of(LONG))[0])
