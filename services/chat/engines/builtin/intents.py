"""Which composer answers which question: a table, the most specific rows first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply
from services.chat.engines.builtin.topics import (
    career,
    contact,
    evidence,
    found,
    judgement,
    lookup,
    outside,
    records,
    roles,
    study,
    tools,
)
from services.chat.engines.builtin.words import cue

Composer = Callable[[Query], Reply | None]
_ANYTHING = re.compile("")


@dataclass(frozen=True, slots=True)
class Intent:
    """A composer, and the words of a question that call for it; None from it: the next row's turn."""

    name: str
    cues: re.Pattern[str]
    compose: Composer
    unless: re.Pattern[str] | None = None


_WORKING = r"(?:work\w*|jobs?|roles?|positions?|employ\w*|compan(?:y|ies)|firms?|titles?|doing|do i do|unemployed)"
_NOW = r"(?:current(?:ly)?|now|at the moment|at present|presently|these days|right now|today|nowadays|still)"
_THE_RESUME = r"(?:my|your|his|her|their|this|the|it|\w+'s)? ?(?:resume|cv|profile|application|it)"
_STUDY = (
    r"stud(?:y|ied|ies|ying)|degrees?|educat(?:ion|ional|ed)|universit(?:y|ies)|colleges?"
    r"|graduat\w+"
    r"|majors?|majored|alma mater|diplomas?|school(?:s|ing)?|ph\.?d|doctorate"
    r"|master'?s?(?! \w+ (?:the|python|in))|bachelor'?s?|msc|mba|academic|abroad|field of study"
    r"|qualifications?"
)
_EXPERIENCE = r"(?:years?|long|much|months?)"

INTENTS: tuple[Intent, ...] = (
    Intent("order", _ANYTHING, outside.order),
    Intent("talk", _ANYTHING, outside.talk),
    Intent("private", _ANYTHING, lookup.private),
    Intent("elsewhere", _ANYTHING, outside.elsewhere),
    Intent(
        "warnings",
        cue(
            """
        hidden text|warnings?
        (?:wrong|problems?|issues?) with (?:my|the|this) (?:file|document|pdf|upload)
        invisible|(?:file|document) (?:ok|okay|fine|readable|broken)|dropped
        """
        ),
        judgement.warnings,
    ),
    Intent(
        "score",
        cue(
            rf"""
        (?:my|the|this|his|her|your|overall|total|what|resume|cv) (?:\w+ )?(?:scores?|points
        rating)(?! (?:in|of the|for))
        scored?|how (?:good|strong) is {_THE_RESUME}|(?:rate|grade) {_THE_RESUME}
        rate (?:this|the|me|him|her) ?(?:candidate|applicant|person)?
        think (?:about|of) {_THE_RESUME}
        """
        ),
        judgement.score,
        unless=cue("satisfaction|credit|store|toefl|test"),
    ),
    Intent(
        "weaknesses",
        cue(
            """
        weak(?:ness|nesses|est)?|weak (?:points?|spots?|sides?)|shortcomings?|flaws?
        bad at
        (?:wrong|bad|missing|lacking) (?:with|about|in|from) (?:my|the|this|his|her) (?:resume|cv
        profile)
        red flags?|concerns?|drawbacks?
        """
        ),
        judgement.weaknesses,
    ),
    Intent(
        "advice",
        cue(
            rf"""
        (?:can|could|should|to|would|might) .*(?:improve|better|change|fix|strengthen|polish|add to)
        improve(?:ments?)? .*(?:resume|cv|profile)?|recommendations?|suggestions?|advice
        tips?|make {_THE_RESUME} .*(?:better|stronger)|next steps?|feedback
        """
        ),
        judgement.advice,
        unless=cue("did|improved|was|were|would hire"),
    ),
    Intent(
        "strengths",
        cue(
            r"""
        strengths?|strong (?:points?|sides?|suits?)|best at|strongest (?:points?|sides?)
        stand out|good at$|selling points?|(?:why|reasons?) (?:should|would|to) .*hire
        special about|impressive|hire
        makes (?:me|him|her|\w+) (?:a|special|different|unique)
        what (?:am|is) \w+ good at
        """
        ),
        judgement.strengths,
    ),
    Intent(
        "fit",
        cue(
            """
        fits?|suit(?:s|ed|able)?
        (?:good|right|strong|great|ideal|perfect) (?:candidate|match|choice|person)
        qualif(?:y|ied) (?:for|as|to)|would .*hire|(?:apply|applying) for
        match(?:es)? (?:for|the|this)|ready for
        """
        ),
        evidence.fit,
    ),
    Intent(
        "summary",
        cue(
            """
        summar(?:y|ies|i[sz]e)|sum (?:me|him|her|them|it|up)|elevator pitch|pitch
        introduc(?:e|tion)
        (?:tell|say|know)(?: me)?(?: something| more| a bit)? about (?:yourself|myself|me|him|her
        them|the candidate|this person)
        about (?:yourself|myself)|who is (?:this|he|she|the candidate)|overview
        in a nutshell|short bio|biography|background|about me
        describe (?:me|myself|him|her|the candidate)
        what is (?:this|the|my) (?:resume|cv|document) about|professional profile
        """
        ),
        judgement.summary,
    ),
    Intent("who", cue("who (?:is|am|are) .*"), judgement.person),
    Intent("contact", _ANYTHING, contact.contact, unless=cue("how did|what did")),
    Intent(
        "certificates",
        cue("certif(?:y|ied|icates?|ications?)|certs?|licen[cs]es?|credentials?"),
        records.certificates,
        unless=cue("certification program|experience .*"),
    ),
    Intent("languages", _ANYTHING, records.languages),
    Intent(
        "gaps",
        cue(
            """
        gaps?|not (?:working|employed|have a job)|unemploy(?:ed|ment)|career breaks?
        without (?:a )?(?:job|work)|time off
        """
        ),
        career.gaps,
    ),
    Intent("neighbour", _ANYTHING, roles.neighbour),
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
    Intent("extreme", _ANYTHING, roles.extreme, unless=cue("projects?|team")),
    Intent("at an employer", _ANYTHING, roles.at_employer, unless=cue(_STUDY)),
    Intent(
        "in a period",
        _ANYTHING,
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
        found(?:ed)? (?:a |any |my |the )?(?:own )?(?:startup|start-up|company|business|firm)
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
    Intent("knows a tool", _ANYTHING, tools.know),
    Intent(
        "not known",
        cue(
            r"""
        (?:do|does|did|can) \w* ?not (?:i |he |she )?(?:know|do)$|what .*not know
        (?:skills?|technologies) .*(?:lack|missing|not)|lack
        """
        ),
        tools.unknown,
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
    Intent(
        "skills of a kind",
        _ANYTHING,
        tools.by_kind,
        unless=cue("how (?:did|was|were|much|many)|what did|saved?|when did"),
    ),
    Intent("sections", _ANYTHING, lookup.section),
    Intent("projects", _ANYTHING, records.projects),
    Intent(
        "studies",
        cue(_STUDY),
        study.study,
        unless=cue(
            r"""
        how many students|teach\w*|taught|schools? (?:children|kids)|after school
        master the
        """
        ),
    ),
    Intent("is of a trade", cue("^(?:is|am|are|was|were) (?:\\w+ ){1,3}an? .*"), evidence.is_a),
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
        evidence.leadership,
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
        which (?:company|employer|firm)|experience section
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
        tools.all_skills,
    ),
    Intent(
        "responsibilities",
        cue("responsibilit(?:y|ies)$|duties|(?:daily|main) tasks"),
        roles.current,
    ),
    Intent("lines", _ANYTHING, found.found),
)


def reply_to(query: Query) -> Reply:
    """The first row that answers; the last always does."""
    for intent in INTENTS:
        if not query.asks(intent.cues) or (intent.unless and query.asks(intent.unless)):
            continue
        reply = intent.compose(query)
        if reply is not None and reply.text:
            return reply
    return found.found(query)
