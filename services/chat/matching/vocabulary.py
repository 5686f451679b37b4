"""What words mean in questions about a resume: which say nothing, and which say the same.

A word that stands nowhere here is taken to be a name or something else that matters.
"""

from __future__ import annotations

from collections.abc import Iterable

from services.chat.matching.words import listed, stem

# Grammar alone. They may come and go.
FUNCTION = listed(
    """a an the this that these those it its there here so as such just also too very really quite
    be is are was were am been being do does did done doing have has had having will would shall
    can could may might please hi hello hey thanks thank ok okay and or but if then else both
    either any some all every each own which what who whom whose when where why how
    i me my mine myself we us our ours you your yours yourself he him his she her hers they them
    their theirs himself herself one candidate applicant owner s t d ll re ve m
    of at in on for with by from to into onto about through over under during within via per up
    out off than while because possess not no never howmany howmuch howlong
    cv resume résumé resumes"""
)

# Verbs and nouns that carry a question without changing what it asks.
_LIGHT = listed(
    """tell describe explain list name show give say mention include contain display look talk walk
    let get make take go thing something anything everything kind type sort way detail info
    information ever yet already far overall actually basically exactly generally briefly quickly
    bit lot much many own face profile listed shown called various different able hold attend
    professional specific particular state appear quick"""
)
LIGHT = frozenset(map(stem, _LIGHT))

# Words of one meaning. The first names it.
_SAME: dict[str, tuple[str, ...]] = {
    "achieve": ("achieve", "achievement", "accomplish", "accomplishment"),
    "after": ("after", "afterwards", "following", "since"),
    "advance": ("advance", "promotion", "promote"),
    "award": ("award", "prize", "honour", "honor"),
    "bad": ("bad", "poor", "worse"),
    "before": ("before", "prior", "until", "till"),
    "certificate": ("certificate", "certification", "certify", "cert"),
    "challenge": ("challenge", "difficulty", "obstacle", "challenging"),
    "change": ("change", "switch"),
    "colleague": ("colleague", "coworker", "teammate"),
    "company": ("company", "employer", "organisation", "organization", "firm"),
    "conflict": ("conflict", "dispute"),
    "contact": ("contact", "reach"),
    "cost": ("cost", "expense", "spending"),
    "create": ("create", "build", "develop", "implement"),
    "current": ("current", "present", "now", "presently", "today", "currently"),
    "customer": ("customer", "client"),
    "decide": ("decide", "decision"),
    "decrease": ("decrease", "reduce", "cut", "shrink", "lessen", "lower"),
    "degree": ("degree", "diploma", "qualification"),
    "difficult": ("difficult", "hard", "tough", "hardest", "harder"),
    "easy": ("easy", "simple", "easiest", "easier"),
    "end": ("end", "stop", "finish", "complete", "conclude"),
    "fail": ("fail", "failure"),
    "gap": ("gap", "break"),
    "goal": ("goal", "objective", "aim"),
    "good": ("good", "well"),
    "grade": ("grade", "gpa"),
    "graduate": ("graduate", "graduation"),
    "handle": ("handle", "deal", "cope"),
    "high": ("high", "higher", "highest"),
    "hobby": ("hobby", "interest", "pastime"),
    "improve": ("improve", "improvement", "better", "stronger", "enhance", "strengthen"),
    "increase": ("increase", "raise", "grow", "boost", "lift"),
    "lack": ("lack", "missing", "absent"),
    "large": (
        "large",
        "big",
        "larger",
        "largest",
        "bigger",
        "biggest",
        "huge",
        "size",
        "greatest",
        "howlarge",
    ),
    "latest": ("latest", "newest", "final", "last", "recent"),
    "lead": ("lead", "manage", "supervise", "head"),
    "leave": ("leave", "quit", "resign", "depart"),
    "less": ("less", "fewer", "below"),
    "like": ("like", "enjoy", "love"),
    "live": ("live", "reside", "residence", "based", "located"),
    "long": ("long", "longer", "longest", "lengthy"),
    "low": ("low", "lowest"),
    "main": ("main", "key", "core", "primary", "mainly", "important", "importance"),
    "manager": ("manager", "boss", "supervisor"),
    "mistake": ("mistake", "error"),
    "migrate": ("migrate", "migration", "move", "transition"),
    "more": ("more", "above", "exceed"),
    "phone": ("phone", "telephone", "mobile"),
    "prefer": ("prefer", "preference"),
    "previous": ("previous", "former", "past", "earlier", "previously"),
    "problem": ("problem", "issue"),
    "publish": ("publish", "publication"),
    "receive": ("receive", "win", "earn", "obtain", "acquire", "gain"),
    "recommend": ("recommend", "recommendation", "advice", "advise", "suggest", "suggestion"),
    "remove": ("remove", "delete", "drop"),
    "salary": ("salary", "wage", "compensation"),
    "score": ("score", "rating"),
    "short": ("short", "shorter", "shortest", "brief"),
    "should": ("should", "must", "ought"),
    "skill": ("skill", "competence", "competency", "expertise", "ability"),
    "solve": ("solve", "resolve", "fix"),
    "speak": ("speak",),
    "start": ("start", "begin", "join"),
    "strength": ("strength", "strong"),
    "study": ("study", "education", "educate", "educational", "major"),
    "succeed": ("succeed", "success", "successful"),
    "summary": ("summary", "summarise", "summarize", "overview"),
    "team": ("team", "group"),
    "tool": ("tool", "technology"),
    "top": ("top",),
    "university": ("university", "college", "uni"),
    "weakness": ("weakness", "weak"),
    "year": ("year",),
    "month": ("month",),
}

# So general that another word may say the same, or none: "What did I do", "What was my role".
WORK, JOB, DUTY, KNOW, TIME = "work", "job", "duty", "know", "time"
_GENERAL: dict[str, tuple[str, ...]] = {
    WORK: ("work", "employ", "employment", "stay", "tenure", "spend", "career"),
    JOB: ("job", "role", "position", "post", "occupation"),
    DUTY: ("duty", "responsibility", "responsible", "task"),
    TIME: ("time", "occasion", "situation", "instance", "example", "moment"),
    KNOW: (
        "know", "familiar", "experience", "experienced", "use", "proficient", "proficiency",
        "knowledge", "versed", "practise", "practice", "background",
    ),
}  # fmt: skip
GENERAL = frozenset(_GENERAL)


def _by_stem(same: dict[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    return ((stem(form), meaning) for meaning, forms in same.items() for form in forms)


MEANING: dict[str, str] = {**dict(_by_stem(_SAME)), **dict(_by_stem(_GENERAL))}
MEANINGS = frozenset(MEANING.values())
# Endings that change the meaning are not taken off these.
MEANING_OF_FORM = {
    "strongest": "top",
    "weakest": "weakness",
    "best": "top",
    "worst": "bad",
    "least": "less",
    "most": "more",
    "led": "lead",
    "left": "leave",
    "skilled": KNOW,
}

_COUNTED = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
NUMBERS: dict[str, str] = {
    **{word: str(number) for number, word in enumerate(_COUNTED) if word != "one"},
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "hundred": "100",
    "thousand": "1000",
    "million": "1000000",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "once": "1x",
    "twice": "2x",
}

NEGATORS = frozenset({"not", "no", "never", "without", "none", "neither", "nor"})

# Prepositions, and the direction that some give. Of the rest it makes no difference which stands.
PREPOSITIONS: dict[str, str] = {
    **dict.fromkeys(
        listed("of at in on for with about through during within via as over under between"), ""
    ),
    "": "",
    "without": "",
    "from": "from",
    "to": "to",
    "into": "to",
    "onto": "to",
    "before": "before",
    "until": "before",
    "after": "after",
    "since": "after",
    "than": "than",
    "by": "by",
    "off": "off",
    # As a conjunction it is said of two things, and what it stands before then stands in both.
    **dict.fromkeys(("but", "except", "besides"), "except"),
}
# Without a direction of their own, and yet never the same: work for a person, work with one.
OPPOSED = frozenset(
    frozenset(pair.split())
    for pair in ("for with", "for through", "for under", "for over", "under over", "with under",
                 "with over", "in by", "on off", "for on", "at under", "at through", "with through",
                 "with by")
)  # fmt: skip
# Having one is having received it.
RECEIVED = frozenset({"degree", "certificate", "award"})
ALL = "all"  # in a question for yes or no
# They stand before or after what they tell of: "my current title", "my title now".
FLOATING = frozenset(
    {
        *("current", "latest", "previous", "more", "less", "good", "bad", "low", "high", "large"),
        *("short", "long", "old", "top", "main", "easy", "difficult", ALL),
    }
)
