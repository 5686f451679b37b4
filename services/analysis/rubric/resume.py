"""A resume as the rules look at it: one document with the facts read from it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from libs.profile.model import Evidence, Experience, Profile, Project
from services.analysis.reading.document import Document
from services.analysis.reading.sections import Section, split_sections
from services.analysis.rubric import wording
from services.analysis.rubric.career import Bullet, Role, count_words, roles_of
from services.analysis.rubric.evidence import Locator
from services.analysis.rubric.figures import measure
from services.analysis.rubric.guards import is_instruction, is_placeholder, placeholders
from services.analysis.rubric.lexicon import Language, Lexicon, detect, lexicon
from services.analysis.rubric.skills import SkillUse, uses

# More lines than any resume has; what a hostile file has beyond is not looked at.
_MOST_LINES = 400


class Resume:
    """One document with the facts read from it. Everything derived is worked out once."""

    def __init__(self, document: Document, profile: Profile, today: date) -> None:
        self.document = document
        self.profile = profile
        self.today = today
        self.locator = Locator(document)
        self.language: Language | None = detect(document.text)
        self.words: Lexicon | None = lexicon(self.language)
        self.name = wording.person(profile.personal_info.name)
        self.roles = roles_of(profile.experience, today)

    @property
    def subject(self) -> str:
        """Who a sentence is about."""
        return self.name or wording.APPLICANT

    @cached_property
    def bullets(self) -> tuple[Bullet, ...]:
        """The lines under roles, then those under projects, in the order of the profile."""
        found: list[Bullet] = []
        for role, record in zip(self.roles, self.profile.experience, strict=True):
            found += self._bullets(record.highlights, record, role.label, role.index)
        for project in self.profile.projects:
            found += self._bullets(project.highlights, project, project.name, None)
        return tuple(found[:_MOST_LINES])

    @cached_property
    def role_bullets(self) -> tuple[Bullet, ...]:
        return tuple(bullet for bullet in self.bullets if bullet.role is not None)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(split_sections(self.document))

    def has_section(self, kind: str) -> bool:
        """Whether a heading of that kind stands in the text, or words stand under one."""
        return any(section.kind == kind for section in self.sections)

    @cached_property
    def skill_uses(self) -> tuple[SkillUse, ...]:
        """Every listed skill once, with the first line that shows it at work."""
        return tuple(uses(self.profile.skills, self.bullets))

    @cached_property
    def placeholders(self) -> list[tuple[int, int]]:
        """Where words of a template stand that nobody replaced."""
        return placeholders(self.document.text)

    @cached_property
    def word_count(self) -> int:
        return count_words(self.document.text)

    @cached_property
    def dated(self) -> tuple[Role, ...]:
        """Roles with a span, latest first: by end, then by start; current roles come first."""
        spans = [(role, role.span) for role in self.roles if role.span]
        spans.sort(key=lambda pair: (not pair[0].current, -pair[1].last, -pair[1].first))
        return tuple(role for role, _ in spans)

    @property
    def latest(self) -> Role | None:
        """The role a reader looks at first: the latest dated one, else the first written."""
        return self.dated[0] if self.dated else self.roles[0] if self.roles else None

    def of(self, role: Role) -> list[Bullet]:
        return [bullet for bullet in self.bullets if bullet.role == role.index]

    def _bullets(
        self, highlights: list[str], record: Experience | Project, label: str, role: int | None
    ) -> list[Bullet]:
        after = min((e.start for e in record.evidence if e.start is not None), default=0)
        found: list[Bullet] = []
        for highlight in highlights[:_MOST_LINES]:
            evidence = self.locator.find(highlight, after)
            text = wording.tidy(highlight)
            # Lines that speak to a program, or that a template left, say nothing of the person.
            if evidence is None or not text or is_instruction(text) or is_placeholder(text):
                continue
            after = evidence.end or after
            found.append(self._bullet(text, evidence, label, role))
        return found

    def _bullet(self, text: str, evidence: Evidence, label: str, role: int | None) -> Bullet:
        words = self.words
        weak = words.weak_opening.match(text) if words else None
        return Bullet(
            text=text,
            evidence=evidence,
            measure=measure(text, words),
            weak=weak[0] if weak else None,
            leads=bool(words and words.leading.search(text)),
            label=label,
            role=role,
        )
