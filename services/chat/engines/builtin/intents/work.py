"""Rows about jobs."""

from __future__ import annotations

from services.chat.engines.builtin.intents.intent import ANYTHING, Intent
from services.chat.engines.builtin.names import INTERNSHIPS
from services.chat.engines.builtin.topics import (
    career,
    employer,
    extremes,
    leading,
    order,
    overlaps,
    pauses,
    places,
    roles,
    sequence,
    skills,
    study_order,
    tenures,
    titles,
    tools,
)
from services.chat.engines.builtin.words import STUDY, cue

_WORKING = (
    r"(?:work\w*|jobs?|roles?|positions?|employ\w*|compan(?:y|ies)|firms?|titles?|doing|do i do"
    r"|unemployed)"
)
_NOW = (
    r"(?:current(?:ly)?|now|at the moment|at present|presently|these days|right now|today|nowadays"
    r"|still)"
)
_MY = r"(?:my|his|her|their|the)"
_EXPERIENCE = r"(?:years?|long|much|months?)"
_LED = r"(?:report\w*|manag\w*|led|lead\w*|supervis\w*|under|teams?|train\w*|mentor\w*|coach\w*)"
_PEOPLE = (
    r"(?:people|persons|folks|guys|others|employees|staff|engineers|developers|members|reports|subordinates|colleagues"
    r"|workers|men|women|interns|juniors)"
)
_WORKED = r"(?:work(?:ed|ing)?|jobs?|employ(?:ed|ment))"
_JOBS = r"(?:jobs?|compan(?:y|ies)|employers?|roles?|positions?|firms?)"
_SEVERAL = r"(?:two|2|several|multiple|more than one|both|many|three)"
_WHILE = (
    r"(?:while|whilst|at the time|during|when|alongside|besides?|in parallel (?:to|with)"
    r"|same time as)"
)
_AT_ONCE = r"(?:at once|same time|simultaneous\w*|parallel|at a time)"
_SCHOOL = (
    r"(?:stud(?:y|ied|ies|ying|ents?)|universit(?:y|ies)|colleges?|school|degrees?|bachelor'?s?"
    r"|master'?s?|ph\.?d|education)"
)
_PLACES = r"(?:cit(?:y|ies)|countr(?:y|ies)|towns?|places|locations?|states?|regions?)"
_ABROAD = (
    r"abroad|overseas|(?:in|from) (?:a|any|another|other|foreign|different) (?:foreign )?countr\w+"
    r"|international(?:ly)? (?:work )?experience|experience international\w*"
    r"|foreign (?:work )?experience"
    r"|work(?:ed|ing)? international\w*|outside (?:of )?(?:my|the|his|her|their) (?:home )?country"
)
WORK: tuple[Intent, ...] = (
    Intent(
        "what was not done",
        cue(
            r"what .*(?:did|do|does|have|has) \w+ (?:not|never) (?:do|done|achiev\w+|accomplish\w*)"
        ),
        employer.undone,
    ),
    Intent(
        "team size",
        cue(
            rf"""
        how many (?:\w+ )?{_PEOPLE} .*{_LED}|how many (?:direct )?(?:reports|subordinates)
        (?:how (?:big|large)|size of) .*teams?|team'?s? size
        """
        ),
        leading.team_size,
    ),
    Intent(
        "gaps",
        cue(
            r"""
        gaps?|not (?:working|employed|have a job)|unemploy(?:ed|ment)|career breaks?
        without (?:a )?(?:job|work)|time off|out of (?:a )?(?:work|job)|jobless
        (?:be|am|is|are|was|were|been|i|he|she|they|currently|time) between jobs
        (?:holes?|breaks?|pauses?) (?:in|between) .*(?:work|career|history|resume|cv|employ\w+|jobs)
        since (?:i|he|she|they|\w+) (?:last )?(?:worked|had (?:a|any|my last) (?:job|work))
        since (?:my|his|her|their|the|\w+'s) last (?:job|role|position|employment)
        """
        ),
        pauses.gaps,
    ),
    Intent(
        "work and studies at once",
        cue(
            rf"""
        {_WORKED} .*{_WHILE}(?: \w+){{0,4}} {_SCHOOL}|{_SCHOOL} .*{_WHILE}(?: \w+){{0,4}} {_WORKED}
        {_WORKED} and (?:\w+ ){{0,3}}?{_SCHOOL} .*{_AT_ONCE}
        {_SCHOOL} and (?:\w+ ){{0,3}}?{_WORKED} .*{_AT_ONCE}
        (?:combin|juggl|balanc)\w+ (?:\w+ ){{0,3}}?(?:{_WORKED}|{_SCHOOL})
        working student|part[- ]time .*{_SCHOOL}|{_SCHOOL} .*part[- ]time
        """
        ),
        overlaps.worked_while_studying,
    ),
    Intent(
        "a title beside studies",
        cue(rf"(?:was|were|am|is|been|as) (?:\w+ )?an? .*{_WHILE}(?: \w+){{0,4}} {_SCHOOL}"),
        overlaps.held_while_studying,
    ),
    Intent(
        "work at the own school",
        cue(
            rf"{_WORKED} (?:\w+ )?(?:at|for) {_MY} (?:\w+ )?"
            r"(?:universit(?:y|ies)|colleges?|schools?)$"
        ),
        overlaps.worked_at_school,
    ),
    Intent("order of studies", ANYTHING, study_order.order_of_studies),
    Intent(
        "after studies",
        cue(
            rf"""
        after (?:i |he |she |they |my |his |her |their |the |from |finishing |leaving )*{_SCHOOL}
        after (?:\w+ ){{0,2}}?graduat\w+|between .*(?:{_SCHOOL}|graduat\w+) and .*{_WORKED}
        """
        ),
        overlaps.after_studies,
    ),
    Intent(
        "two jobs at once",
        cue(
            rf"""
        {_SEVERAL} (?:\w+ )?(?:{_JOBS}|places) .*{_AT_ONCE}
        \w+ing and \w+ing .*{_AT_ONCE}
        {_JOBS} .*overlap\w*|overlapping {_JOBS}|moonlight\w*
        """
        ),
        overlaps.two_at_once,
    ),
    Intent(
        "changes of jobs",
        cue(
            rf"""
        (?:chang|switch)(?:e|es|ed|ing) (?:my |his |her |their )?{_JOBS}|job[- ]?hop\w*
        hop\w* (?:between|from) jobs?
        average (?:tenure|time|stay|length|duration)|tenures?|how long .*each (?:job|role|company)
        how often .*(?:chang|switch)\w+
        (?:usually|typically|generally|normally) .*(?:stay|last) .*{_JOBS}
        """
        ),
        tenures.changes,
        unless=cue("why|reasons?"),
    ),
    Intent(
        "jobs by length",
        cue(rf"{_JOBS} .*(?:than|under|over|at (?:least|most)) \w+ (?:years?|months?)"),
        tenures.by_length,
        unless=cue("experience"),
    ),
    Intent(
        "an employer again",
        cue(
            rf"""
        same {_JOBS} .*(?:twice|again|more than once|multiple|several)
        (?:returned|came back|went back|come back|go back) to .*{_JOBS}
        """
        ),
        tenures.again,
    ),
    Intent("abroad", cue(_ABROAD), places.abroad),
    Intent(
        "places of work",
        cue(
            rf"""
        (?:which|what|all|list|name|the) (?:\w+ )?{_PLACES} .*{_WORKED}
        how many (?:\w+ )?(?:cities|countries|towns|states|locations) .*{_WORKED}
        {_WORKED} .*(?:which|what) (?:\w+ )?{_PLACES}
        where (?:was|were|is|are) {_MY} (?:\w+ )?(?:work|{_JOBS})(?: located| based)?$
        """
        ),
        places.cities,
        unless=cue(rf"{_NOW}|last|latest|most recent|first|previous|longest|shortest"),
    ),
    Intent(
        "by order", ANYTHING, sequence.by_order, unless=cue(r"promot\w+|raise|certif\w+|awards?")
    ),
    Intent("order of two", ANYTHING, order.of_two),
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
    Intent("extreme", ANYTHING, extremes.extreme, unless=cue("projects?|team")),
    Intent("at an employer", ANYTHING, employer.at_employer),
    Intent(
        "in a period",
        ANYTHING,
        roles.in_period,
        unless=cue(r"win|won|awards?|prizes?|certif\w+|published|publications?|" + STUDY),
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
        {_NOW}\b.*\b{_WORKING}|{_WORKING}\b.*\b{_NOW}|do for a living
        (?:(?:my|his|her|their|the) |\w+'s )(?:\w+ )?employer(?: is)?(?: called)?$
        (?:do|does) \w+ work(?: for| at| as)?$|where (?:do|does) \w+ work|unemployed
        what (?:am|is) \w+ (?:\w+ )?doing {_NOW}
        (?:describe|about|summ?ar(?:y of|i[sz]e)|sum up) {_MY} (?:job|role|position)$
        """
        ),
        roles.current,
        unless=cue("before|after|previous|prior|former|past|first|second|hours|overtime"),
    ),
    Intent("knows a tool", ANYTHING, tools.know),
    Intent(
        "not known",
        cue(
            r"""
        (?:do|does|did|can) \w* ?not (?:i |he |she )?(?:know|do)$|what .*not know
        (?:skills?|technologies|tools|languages|frameworks|databases) .*(?:lack|missing|not)|lack
        """
        ),
        skills.unknown,
    ),
    Intent(
        "years under a title",
        cue(
            rf"""
        how (?:many )?{_EXPERIENCE} .*(?:as|been|was|were|worked?)\b.*|as an? \w+
        since when .*(?:am|is|are|been|was).* an? .*|when .*(?:become|became|made) .*
        """
        ),
        titles.as_title,
        unless=cue("how many (?:people|students|users|requests)"),
    ),
    Intent(
        "years of work",
        cue(
            r"""
        (?:years?|much|amount) .*(?:experience|work(?:ed|ing)?|career)|how experienced
        how long .*work\w*|experience (?:in years|overall|in total)|how long .*career
        total (?:work )?experience|work years|how many years(?: (?:in total|overall|all in all))?$
        """
        ),
        career.total_years,
        unless=cue("what .*done|how much .*(?:save|cost|time)"),
    ),
    Intent(
        "internships",
        INTERNSHIPS,
        titles.internships,
        unless=cue(r"(?:mentor|coach|train|supervis|manag|hir|recruit|guid)\w* (?:\w+ )?interns?"),
    ),
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
