"""What to do about the way lines are written, shown on the lines themselves."""

from __future__ import annotations

from libs.profile.wording import clip, listed, quoted, sentence
from services.analysis.rubric import rewrite
from services.analysis.rubric.career import Bullet
from services.analysis.rubric.finding import Finding, Step
from services.analysis.rubric.resume import Resume

_LONGEST_REWRITE = 110  # characters


def no_figures(resume: Resume, finding: Finding) -> Step:
    if not finding.bullets:
        return None
    first = finding.bullets[0]
    others = [bullet for bullet in finding.bullets[1:] if bullet.label != first.label]
    second = (others or list(finding.bullets[1:2]))[:1]
    text = f"Say how much under {first.label}: {_numbered(resume, first)}"
    if second:
        where = f" ({second[0].label})" if second[0].label != first.label else ""
        text += f" and {_numbered(resume, second[0])}{where}"
    return sentence(text), [first, *second]


def _numbered(resume: Resume, bullet: Bullet) -> str:
    if resume.language == "en":
        return f"“{rewrite.with_number(bullet.text)}”"
    return f"“{clip(bullet.text, 110).rstrip('.')}: {rewrite.NUMBER}, {rewrite.RESULT}”"


def weak_openings(resume: Resume, finding: Finding) -> Step:
    lines = finding.bullets[:2]
    steps = [f"{_own_deed(resume, bullet)} ({bullet.label})" for bullet in lines]
    return f"Start with what you did: {listed(steps)}.", lines


def _own_deed(resume: Resume, bullet: Bullet) -> str:
    """What the line could become: `“Worked on” → “[your own deed] on the …”`."""
    weak = bullet.weak or ""
    line = rewrite.with_deed(bullet.text, weak) if resume.language == "en" else None
    if line is None:
        return f"{quoted(bullet.text, 90)} → “{rewrite.DEED}, {rewrite.RESULT}”"
    return f"{quoted(weak)} → “{line}”"


def dense(_: Resume, finding: Finding) -> str:
    bullet = finding.bullets[0]
    parts = [part for part in bullet.text.split(". ") if part]
    if len(parts) > 1:
        return (
            f"Split the {bullet.words} words under {bullet.label} in two, the second from"
            f" {quoted(parts[1], 70)}."
        )
    return (
        f"Split {quoted(bullet.text, 70)} ({bullet.label}, {bullet.words} words) into a deed"
        f" and its result."
    )


def first_person(resume: Resume, finding: Finding) -> str:
    bullet, word = finding.bullets[0], finding.terms[0]
    if bullet.weak:
        return f"Drop “{word}” and say what you did: {_own_deed(resume, bullet)} ({bullet.label})."
    shorter = clip(bullet.text, 90)
    if bullet.text.startswith(f"{word} "):
        rest = shorter[len(word) + 1 :]
        return f"Drop “{word}”: “{rest[:1].upper()}{rest[1:].rstrip('.')}” ({bullet.label})."
    return f"Drop “{word}” from {quoted(shorter, 90)} ({bullet.label}) and begin with the verb."


def mixed_openings(_: Resume, finding: Finding) -> Step:
    changed = [
        (bullet, past) for bullet in finding.bullets[:2] if (past := rewrite.in_past(bullet.text))
    ]
    if not changed:
        return None
    steps = listed([f"{_in_past(bullet, past)} ({bullet.label})" for bullet, past in changed])
    return f"Begin with what was done, as elsewhere: {steps}.", [bullet for bullet, _ in changed]


def _in_past(bullet: Bullet, past: str) -> str:
    """The whole line as it should be; of a long one, the words that change, not a part of it."""
    if len(past) <= _LONGEST_REWRITE:
        return f"“{past.rstrip('. ')}”"
    written, better = bullet.text.split(" "), past.split(" ")
    last = max(at for at in range(3) if at == 0 or written[at] != better[at])
    return f"“{' '.join(written[: last + 1])}” → “{' '.join(better[: last + 1])}”"


def repeated(_: Resume, finding: Finding) -> Step:
    word = finding.terms[0].capitalize()
    lines = [
        f"“[another verb] {clip(b.text.partition(' ')[2], 60).rstrip('.')}”"
        for b in finding.bullets[:2]
    ]
    return f"Keep “{word}” once and vary the rest: {listed(lines)}.", finding.bullets[:2]
