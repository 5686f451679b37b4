"""Rows about jobs."""

from __future__ import annotations

from services.chat.engines.builtin.intents.intent import ANYTHING, Intent
from services.chat.engines.builtin.topics import (
    career,
    employer,
    pauses,
    roles,
    sequence,
    skills,
    tools,
)
from services.chat.engines.builtin.words import cue

_WORKING = (
    r"(?:work\w*|jobs?|roles?|positions?|employ\w*|compan(?:y|ies)|firms?|titles?|doing|do i do"
    r"|unemployed)"
)
_NOW = (
    r"(?:current(?:ly)?|now|at the moment|at present|presently|these days|right now|today|nowadays"
    r"|still)"
)
_STUDY = (
    r"stud(?:y|ied|ies|ying)|degrees?|educat(?:ion|ional|ed)|universit(?:y|ies)|colleges?"
    r"|graduat\w+"
    r"|majors?|majored|alma mater|diplomas?|school(?:s|ing)?|ph\.?d|doctorate"
    r"|master'?s?(?! \w+ (?:the|python|in))|bachelor'?s?|msc|mba|academic|abroad|field of study"
    r"|qualifications?"
)
_EXPERIENCE = r"(?:years?|long|much|months?)"
WORK: tuple[Intent, ...] = (
    Intent(
        "gaps",
        cue(
            r"""
        gaps?|not (?:working|employed|have a job)|unemploy(?:ed|ment)|career breaks?
        without (?:a )?(?:job|work)|time off|out of (?:a )?(?:work|job)|jobless|between jobs
        since (?:my|his|her|their|the|\w+'s) last (?:job|role|position|employment)
        """
        ),
        pauses.gaps,
    ),
    Intent("by order", ANYTHING, sequence.by_order),
    Intent("neighbour", ANYTHING, roles.neighbour),
    Intent(
        "promotions",
        cue(
            r"""
        promot(?:ed|ions?)|career (?:path|progress\w*|develop\w*|growth|develop)
        (?:career|titles?|role) .*(?:develop|progress|evolve|grow|advance|change)\w*
        climb\w*|advanc(?:e|ed|ement)|ris(?:e|en) (?:in|at|through)|rose
        """
        ),
        career.promotions,
    ),
    Intent("extreme", ANYTHING, roles.extreme, unless=cue("projects?|team")),
    Intent("at an employer", ANYTHING, employer.at_employer, unless=cue(_STUDY)),
    Intent(
        "in a period",
        ANYTHING,
        roles.in_period,
        unless=cue(r"win|won|awards?|prizes?|certif\w+|published|publications?|" + _STUDY),
    ),
    Intent(
        "work in a place",
        cue(r"(?:work\w*|jobs?|employ\w*) .*in \w+|(?:in|from) \w+ .*work\w*"),
        career.in_place,
    ),
    Intent(
        "founder",
        cue(
            r"""
        (?:found|start)(?:ed)? (?:(?:a|any|my|his|her|the|own) ){0,2}(?:startup|start-up|company
        business|firm)
        founders?|co-?founde[dr]|entrepreneur\w*|own (?:company|business)
        """
        ),
        career.founded,
    ),
    Intent(
        "current job",
        cue(
            rf"""
        {_NOW}\b.*\b{_WORKING}|{_WORKING}\b.*\b{_NOW}|do for a living|employer$
        (?:do|does) \w+ work(?: for| at| as)?$|where (?:do|does) \w+ work|unemployed
        what (?:am|is) \w+ (?:\w+ )?doing {_NOW}
        """
        ),
        roles.current,
        unless=cue("before|after"),
    ),
    Intent("knows a tool", ANYTHING, tools.know),
    Intent(
        "not known",
        cue(
            r"""
        (?:do|does|did|can) \w* ?not (?:i |he |she )?(?:know|do)$|what .*not know
        (?:skills?|technologies) .*(?:lack|missing|not)|lack
        """
        ),
        skills.unknown,
    ),
    Intent(
        "years under a title",
        cue(rf"how (?:many )?{_EXPERIENCE} .*(?:as|been|was|were|worked?)\b.*|as an? \w+"),
        career.as_title,
        unless=cue("how many (?:people|students|users|requests)"),
    ),
    Intent(
        "years of work",
        cue(
            r"""
        (?:years?|much|amount) .*(?:experience|work(?:ed|ing)?|career)|how experienced
        how long .*work\w*|experience (?:in years|overall|in total)|how long .*career
        total (?:work )?experience|work years
        """
        ),
        career.total_years,
        unless=cue("what .*done|how much .*(?:save|cost|time)"),
    ),
    Intent("internships", cue("internships?|(?:as an? )?intern"), career.as_title),
    Intent(
        "counted employers",
        cue(
            """
        how many (?:different )?(?:companies|employers|firms|organi[sz]ations|places)
        number of (?:companies|employers)
        """
        ),
        career.companies,
    ),
    Intent(
        "counted jobs",
        cue(
            r"""
        how many (?:different |\w+ )?(?:jobs|roles|positions|posts)
        number of (?:jobs|roles|positions)
        """
        ),
        career.jobs,
    ),
    Intent(
        "titles",
        cue(
            """
        (?:job )?titles?|(?:roles|positions) (?:have|has|did|held|i held)
        (?:what|which) (?:roles|positions)
        """
        ),
        career.titles,
        unless=cue(r"title of|thesis|leader\w*|manag\w*"),
    ),
)
