"""Rows about jobs."""

from __future__ import annotations

from services.chat.engines.builtin.intents.intent import ANYTHING, Intent
from services.chat.engines.builtin.intents.phrases import (
    ABROAD,
    AT_ONCE,
    EXPERIENCE,
    JOBS,
    LED,
    MY,
    NOW,
    PEOPLE,
    PLACES,
    SCHOOL,
    SEVERAL,
    WHILE,
    WORKED,
    WORKING,
)
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
        how many (?:\w+ )?{PEOPLE} .*{LED}|how many (?:direct )?(?:reports|subordinates)
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
        {WORKED} .*{WHILE}(?: \w+){{0,4}} {SCHOOL}|{SCHOOL} .*{WHILE}(?: \w+){{0,4}} {WORKED}
        {WORKED} and (?:\w+ ){{0,3}}?{SCHOOL} .*{AT_ONCE}
        {SCHOOL} and (?:\w+ ){{0,3}}?{WORKED} .*{AT_ONCE}
        (?:combin|juggl|balanc)\w+ (?:\w+ ){{0,3}}?(?:{WORKED}|{SCHOOL})
        working student|part[- ]time .*{SCHOOL}|{SCHOOL} .*part[- ]time
        """
        ),
        overlaps.worked_while_studying,
    ),
    Intent(
        "a title beside studies",
        cue(rf"(?:was|were|am|is|been|as) (?:\w+ )?an? .*{WHILE}(?: \w+){{0,4}} {SCHOOL}"),
        overlaps.held_while_studying,
    ),
    Intent(
        "work at the own school",
        cue(
            rf"{WORKED} (?:\w+ )?(?:at|for) {MY} (?:\w+ )?"
            r"(?:universit(?:y|ies)|colleges?|schools?)$"
        ),
        overlaps.worked_at_school,
    ),
    Intent("order of studies", ANYTHING, study_order.order_of_studies),
    Intent(
        "after studies",
        cue(
            rf"""
        after (?:i |he |she |they |my |his |her |their |the |from |finishing |leaving )*{SCHOOL}
        after (?:\w+ ){{0,2}}?graduat\w+|between .*(?:{SCHOOL}|graduat\w+) and .*{WORKED}
        """
        ),
        overlaps.after_studies,
    ),
    Intent(
        "two jobs at once",
        cue(
            rf"""
        {SEVERAL} (?:\w+ )?(?:{JOBS}|places) .*{AT_ONCE}
        \w+ing and \w+ing .*{AT_ONCE}
        {JOBS} .*overlap\w*|overlapping {JOBS}|moonlight\w*
        """
        ),
        overlaps.two_at_once,
    ),
    Intent(
        "changes of jobs",
        cue(
            rf"""
        (?:chang|switch)(?:e|es|ed|ing) (?:my |his |her |their )?{JOBS}|job[- ]?hop\w*
        hop\w* (?:between|from) jobs?
        average (?:tenure|time|stay|length|duration)|tenures?|how long .*each (?:job|role|company)
        how often .*(?:chang|switch)\w+
        (?:usually|typically|generally|normally) .*(?:stay|last) .*{JOBS}
        """
        ),
        tenures.changes,
        unless=cue("why|reasons?"),
    ),
    Intent(
        "jobs by length",
        cue(rf"{JOBS} .*(?:than|under|over|at (?:least|most)) \w+ (?:years?|months?)"),
        tenures.by_length,
        unless=cue("experience"),
    ),
    Intent(
        "an employer again",
        cue(
            rf"""
        same {JOBS} .*(?:twice|again|more than once|multiple|several)
        (?:returned|came back|went back|come back|go back) to .*{JOBS}
        """
        ),
        tenures.again,
    ),
    Intent("abroad", cue(ABROAD), places.abroad),
    Intent(
        "places of work",
        cue(
            rf"""
        (?:which|what|all|list|name|the) (?:\w+ )?{PLACES} .*{WORKED}
        how many (?:\w+ )?(?:cities|countries|towns|states|locations) .*{WORKED}
        {WORKED} .*(?:which|what) (?:\w+ )?{PLACES}
        where (?:was|were|is|are) {MY} (?:\w+ )?(?:work|{JOBS})(?: located| based)?$
        """
        ),
        places.cities,
        unless=cue(rf"{NOW}|last|latest|most recent|first|previous|longest|shortest"),
    ),
    Intent(
        "by order", ANYTHING, sequence.by_order, unless=cue(r"promot\w+|raise|certif\w+|awards?")
    ),
    Intent("order of two", ANYTHING, order.of_two),
    Intent(
        "years before a title",
        cue(rf"how (?:many )?{EXPERIENCE} .*before .+"),
        titles.before_title,
    ),
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
    Intent("first and last", ANYTHING, extremes.both_ends),
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
        {NOW}\b.*\b{WORKING}|{WORKING}\b.*\b{NOW}|do for a living
        (?:(?:my|his|her|their|the) |\w+'s )(?:\w+ )?employer(?: is)?(?: called)?$
        (?:do|does) \w+ work(?: for| at| as)?$|where (?:do|does) \w+ work|unemployed
        what (?:am|is) \w+ (?:\w+ )?doing {NOW}|^(?:am|is|are) \w+ (?:in work|employed|working)$
        (?:describe|about|summ?ar(?:y of|i[sz]e)|sum up) {MY} (?:job|role|position)$
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
        how (?:many )?{EXPERIENCE} .*(?:as|been|was|were|worked?)\b.*|as an? \w+
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
