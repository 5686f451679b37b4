"""Rows about skills, studies and everything else; the last one answers any question."""

from __future__ import annotations

from services.chat.engines.builtin.intents.intent import ANYTHING, Intent
from services.chat.engines.builtin.topics import (
    career,
    evidence,
    found,
    leading,
    lookup,
    projects,
    roles,
    skills,
    study,
)
from services.chat.engines.builtin.words import STUDY, cue

REST: tuple[Intent, ...] = (
    Intent(
        "skills of a kind",
        ANYTHING,
        skills.by_kind,
        unless=cue("how (?:did|was|were|much|many)|what did|saved?|when did"),
    ),
    Intent("sections", ANYTHING, lookup.section),
    Intent("projects", ANYTHING, projects.projects),
    Intent(
        "studies",
        cue(STUDY + r"|^(?:when )?(?:did|have|has) \w+ (?:finish|complete)(?:e?d)?$"),
        study.study,
        unless=cue(
            r"""
        how many students|teach\w*|taught|schools? (?:children|kids)|after school
        master the
        """
        ),
    ),
    Intent(
        "is of a trade",
        cue(
            r"""
        ^(?:is|am|are|was|were) (?:\w+ ){1,3}an? .*
        (?:work(?:ed|ing)?|employed|serve[ds]?|job|been|act(?:ed)?) as an? .*
        """
        ),
        evidence.is_a,
    ),
    Intent(
        "leadership",
        cue(
            """
        lead(?:s|er|ers|ership)?|led
        (?:manage[ds]?|managing|supervise[ds]?) .*(?:people|team|staff|others|anyone|employees)
        (?:people|team) management|management experience|teams?|report(?:s|ed)? to
        direct reports
        (?:mentor|coach|train)(?:ed|ing|s)? .*(?:people|others|anyone|somebody|colleagues|juniors
        staff|engineers|employees)
        managerial|subordinates
        """
        ),
        leading.leadership,
        unless=cue("team name|which team|what team"),
    ),
    Intent(
        "achievements",
        cue(
            r"""
        achievements?|accomplish\w*|results?|(?:hard )?numbers|figures|metrics|impact
        successes|proud|quantif\w+|measurable
        """
        ),
        evidence.achievements,
        unless=cue("toefl|test|result in"),
    ),
    Intent(
        "employers",
        cue(
            r"""
        (?:companies|employers|firms|organi[sz]ations)
        (?:every|each) (?:company|employer|firm)
        where (?:have|has|did|do|does|had) .*work(?:ed|ing)?|(?:for|with) whom .*work\w*
        who(?:m)? .*work(?:ed)? (?:for|with|at)
        (?:work|employment|job|career|professional) (?:history|experience|background)
        (?:previous|past|former|earlier|prior|other|all|my|his|her) (?:\w+ )?(?:jobs|roles
        positions|employers|companies)
        which (?:company|employer|firm)|experience section|(?:company|employer|firm) names?
        (?:my|his|her|their|your|\w+ is|\w+s) experience$
        experience (?:do|does|did) \w+ have$
        """
        ),
        career.companies,
    ),
    Intent(
        "all skills",
        cue(
            r"""
        skills?|competenc(?:e|es|ies|y)|technologies|tech stack|expertise|abilities
        tools (?:do|does|can|i)
        (?:which|what) (?:software|programs|applications|apps|tools)|strong in
        what (?:do|does) \w+ know|good at$|qualified in
        """
        ),
        skills.all_skills,
    ),
    Intent(
        "responsibilities",
        cue("responsibilit(?:y|ies)$|duties|(?:daily|main) tasks"),
        roles.current,
    ),
    Intent("lines", ANYTHING, found.found),
)
