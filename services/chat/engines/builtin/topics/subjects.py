"""Subjects a profile has no field for: how questions ask for them, how resumes say them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.chat.engines.builtin.words import cue


@dataclass(frozen=True, slots=True)
class Subject:
    """`what` names it in an answer; `asked` finds it in a question, `said` in a folded line."""

    what: str
    asked: re.Pattern[str]
    said: re.Pattern[str]
    # Where a heading says it, the lines below are meant.
    section: bool = False


def _subject(what: str, asked: re.Pattern[str], words: str, *, section: bool = False) -> Subject:
    return Subject(what, asked, re.compile(rf"(?<!\w)(?:{words})(?!\w)"), section)


_OF = "(?:my|your|his|her|their)"
# The person as the one something was done to: "was I trained", "did anyone train me".
_WAS = r"(?:was|were|been|am|is|are|got|get|being) (?:\w+ ){0,3}?"
_NOT_GIVEN = r"(?! (?:for|of|others|people|staff|new|sessions|experience|duties|materials?))"
_ANYBODY = r"(?:anyone|anybody|someone|somebody|they|\w+) (?:ever |else )?"
_PERSON = "(?:me|you|him|her|them)"
PRIVATE = (
    _subject(
        "salary",
        cue(
            """
        salar(?:y|ies)|earn(?:s|ed|ing|ings)?|wages?|compensation|remuneration|paid
        pay ?check|pay (?:rate|range|expectations?)|hourly rate
        how much .*(?:get paid|cost to hire)
        """
        ),
        r"salar(?:y|ies)|compensation|per annum|hourly rate|sueldo|pretensi\w+ salarial\w*",
    ),
    _subject(
        "marital status",
        cue(
            """
        married|marriage|husband|wife|spouse|divorced|marital(?: status)?|girlfriend
        boyfriend|single or|engaged to
        """
        ),
        "married|marital status|spouse|divorced|estado civil|casad[oa]|solter[oa]",
    ),
    _subject(
        "family and children",
        cue(
            rf"""
        (?:have|has|having|got|many) (?:any )?(?:kids|children|sons?|daughters?|siblings|brothers
        sisters)
        {_OF} (?:kids|children|sons?|daughters?|family|parents|mother|father)
        """
        ),
        r"children: ?\d|\d children|(?:mother|father) of|family status",
    ),
    _subject(
        "religion",
        cue("religio(?:n|us)|faith|church|believe in god|christian|muslim|jewish"),
        "religion|religious|church|faith",
    ),
    _subject(
        "political views",
        cue("politic(?:s|al)|vote[sd]?|democrat|republican"),
        "political|politics|democrats?|republicans?",
    ),
    _subject(
        "health",
        cue(
            """
        health (?:condition|problems?|status|issues?)|disabilit(?:y|ies)|disabled
        pregnan(?:t|cy)|ill(?:ness)?|smok(?:e|er|es)
        """
        ),
        "disabilit(?:y|ies)|disabled|non-smoker|health status",
    ),
    _subject(
        "age or date of birth",
        cue(
            rf"""
        how old(?! (?:is|was) .*(?:job|role|company|firm|employer))
        {_OF} age|age of|what age|birth ?(?:day|date|place)?|date of birth|born
        age
        """
        ),
        r"date of birth|born|birth ?date|fecha de nacimiento|age:? \d\d|d\.o\.b\.?|dob",
    ),
    _subject(
        "driving licence",
        cue("driv(?:ing|er'?s?) licen[cs]es?|licen[cs]e to drive|drive a car|car licen[cs]e"),
        r"driv\w+'?s? licen[cs]e|carnet de conducir",
    ),
    _subject(
        "citizenship or work permit",
        cue(
            """
        citizens?(?:hips?)?|nationalit(?:y|ies)|visas?|work(?:ing)? permits?|green card
        sponsorship|(?:allowed|authori[sz]ed|eligible|permitted) to work|right to work
        work authori[sz]ation|passport
        """
        ),
        r"citizen(?:ship)?|nationality|visa|work permit|green card|sponsorship"
        r"|authori[sz]ed to work|nacionalidad",
    ),
    _subject(
        "availability",
        cue(
            r"""
        notice period|available to start|availability|how soon
        (?:am|is|are) (?:i|you|he|she|they|\w+) (?:\w+ )?available|available (?:now|immediately)
        (?:can|could) (?:i|you|he|she|they|\w+) (?:start|begin|join)
        """
        ),
        "notice period|available (?:from|immediately|to start)|availability",
    ),
    _subject(
        "reasons for leaving",
        cue(
            r"""
        why .*(?:leave|left|leaving|quit|go|gone|resign(?:ed)?|fired|change jobs?)
        reasons? .*(?:leav(?:e|ing)|quit(?:ting)?)
        (?:got|was|were|been|get) (?:\w+ ){0,2}?(?:fired|sacked|laid off|dismissed|made redundant)
        """
        ),
        "reason for leaving|laid off|made redundant|resigned",
    ),
    _subject(
        "relocation or travel",
        cue("relocat(?:e|ion|ing)|willing to (?:move|travel)|move to another"),
        r"relocat\w+|willing to travel",
    ),
    _subject(
        "a manager",
        cue(
            rf"""
        who (?:is|was|were|are) (?:{_OF}|the|\w+'s|\w+) (?:\w+ )?(?:boss(?:es)?|managers?)
        names? of (?:{_OF}|the|\w+'s) (?:\w+ )?(?:boss(?:es)?|managers?|superiors?)
        (?:manager|boss|superior)'?s? (?:is )?(?:name|called)
        what is {_OF} (?:\w+ )?(?:boss|manager)
        who (?:is|was) {_OF} (?:\w+ )?supervisors? .*(?:job|work|role|position|company|employer)
        {_OF} (?:current|present|previous|last|direct|line) (?:supervisor|superior|manager|boss)
        who (?:do|does|did|was|am|is) \w+ (?:currently )?report(?:ing)? to
        to whom .*report|who (?:manages|managed) (?:me|him|her|them|you|\w+)
        {_WAS}(?:managed|led|directed) by
        (?:did|does|has) {_ANYBODY}(?:manage|managed|lead|led|direct|directed) {_PERSON}
        """
        ),
        r"report(?:s|ing|ed) (?:directly )?to|managed by|managers? ?:|line manager",
    ),
    _subject(
        "a professor, supervisor, adviser or mentor",
        cue(
            rf"""
        who (?:is|was|were|are) (?:{_OF}|the|\w+'s|\w+) (?:\w+ )?(?:professors?|advis[eo]rs?
        supervisors?|mentors?|teachers?|colleagues?)
        names? of (?:{_OF}|the|\w+'s) (?:\w+ )?(?:professors?|supervisors?|advis[eo]rs?|mentors?
        teachers?)
        who (?:supervised|advised|mentored|taught|coached) (?:me|him|her|them|you|\w+)
        {_WAS}(?:supervised|advised|mentored|taught|coached|tutored)(?: by|$)
        (?:did|does|has) {_ANYBODY}(?:supervise|advise|mentor|teach|taught|coach|tutor)d? {_PERSON}
        """
        ),
        r"prof\.|professors?|(?:advis[eo]rs?|supervisors?|mentors?) ?:|supervision of|dr\."
        r"|(?:supervised|advised|mentored|taught|coached) by|report(?:ing|ed) to"
        r"|under the (?:guidance|supervision|mentorship) of",
    ),
    _subject(
        "training that was received",
        cue(
            rf"""
        {_WAS}trained(?: (?:by|in|on|to|at|for) .*)?$
        (?:did|does|has) {_ANYBODY}(?:train|trained) {_PERSON}|who trained {_PERSON}
        (?:receive|get|got|have|had|undergo|take)\w* (?:any |some |formal )?training{_NOT_GIVEN}
        (?:what|which) (?:\w+ )?training (?:did|do|have|has|had|was|were)
        """
        ),
        r"trained (?:by|in|on|as|at|under)|boot ?camp|training (?:course|program(?:me)?)"
        r"|(?:completed|received|underwent|attended) (?:[\w-]+ ){0,4}training",
    ),
    _subject(
        "possessions",
        cue(
            r"""
        (?:own|have|has|got|owns|drives?) (?:a|an|any|my own|\w+ own) (?:\w+ )?(?:cars?|vehicles?
        motorcycles?|houses?|flats?|apartments?|pets?|dogs?|cats?|boats?|laptops?)
        """
        ),
        r"own (?:car|vehicle)|vehiculo propio",
    ),
    _subject(
        "references",
        cue("references?|referees?|vouch for"),
        "references?|referees?|referencias",
        section=True,
    ),
)
SECTIONS = (
    _subject(
        "hobbies or interests",
        cue(
            """
        hobb(?:y|ies)|interests|free time|spare time|leisure|pastimes?
        outside (?:of )?work|for fun
        """
        ),
        "interests|hobbies|aficiones|pasatiempos",
        section=True,
    ),
    _subject(
        "grades",
        cue("gpa|grades?|marks?|grade point average|cum laude|with honou?rs"),
        r"gpa|promedio|cum laude|grade point average|first.class honou?rs|\d\.\d/\d\.\d",
    ),
    _subject(
        "publications",
        cue(
            """
        publications?|published|papers?|articles? (?:published|written|i wrote)
        journals?
        """
        ),
        r"publications?|publicaciones|published|papers?|proceedings|journal",
        section=True,
    ),
    _subject("patents", cue("patents?|patented"), "patents?", section=True),
    _subject(
        "awards or honours",
        cue(
            """
        awards?(?:ed)?|prizes?|honou?rs|won|win|medals?|scholarships?|distinctions?
        recognitions?|trophies
        """
        ),
        r"awards?|prizes?|honou?rs|winner|won|\d(?:st|nd|rd|th) place|finalist|scholarships?"
        r"|fellowship|fellow"
        r"|medals?|distinci\w+|1st/\d+|dean's list|excellence",
        section=True,
    ),
    _subject(
        "volunteer work",
        cue(r"volunt\w+|unpaid work|charit(?:y|ies|able)|community service|pro bono"),
        r"volunt\w+|pro bono|charity|servicio social",
        section=True,
    ),
    _subject(
        "objective",
        cue(
            """
        looking for|objectives?|career goals?|goals?|aspirations?|ambitions?
        (?:kind|sort|type) of (?:job|role|work) .*(?:want|seek|like)|seeking
        """
        ),
        "objective|seeking|looking for|objetivo",
        section=True,
    ),
    _subject("research", cue("research(?:ed|ing)?"), r"research\w*|investigacion"),
    _subject("thesis", cue("thesis|dissertation"), "thesis|dissertation|tesis"),
    _subject(
        "military service",
        cue("military(?: service)?|army|navy|armed forces|veteran|soldier|national service"),
        "military|army|navy|veteran|air force|cyber command|servicio militar",
    ),
    _subject(
        "coursework",
        cue(
            """
        course ?work
        (?:which|what|relevant|university|academic|my) (?:courses|classes|modules)
        courses (?:did|have|taken|i took)
        """
        ),
        r"(?:relevant |incoming )?course ?work|courses|cursos(?: academicos)?(?: relevantes)?",
        section=True,
    ),
    _subject("minor", cue("minor"), "minor"),
    _subject(
        "remote work", cue("remote(?:ly)?|home office|work(?:ed|ing)? from home"), "remote|remotely"
    ),
    _subject(
        "talks",
        cue(
            """
        invited talks?|talks? (?:given|did|have)|gave talks?|spoken? at
        conference talks?|speeches
        """
        ),
        r"invited talks?|talks?|presented|conferences?|keynote",
        section=True,
    ),
)
