"""Whether a question is understood without what was said before it.

Only then may its answer be given again: "Where was that?" means something else every time. What is
in doubt leans: that costs a stored answer, the other mistake would give a wrong one.
"""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"^(?:and|or|but|also|so|then|what about|how about|what if|same|again|more|why not|"
    r"(?:tell|say|give|show) (?:me )?(?:more|again|another)|anything else|what else|who else|"
    r"where else|go on|continue|elaborate|explain|really|yes|no|ok|okay|thanks?)\b"
)
# "This resume" and "that person" are what every question is about.
_SUBJECT = r"(?:resume|résumé|cv|profile|document|candidate|person|applicant|man|woman)\b"
_POINTING = re.compile(
    r"\b(?:it|its|them|those|these|former|latter|aforementioned|else|again|"
    rf"(?:this|that) (?!{_SUBJECT})(?:one|job|role|company|employer|place|time|position|degree|"
    r"school|project|skill|team|language|year|gap|part|answer|list|is|was|were|mean|happen)\w*|"
    r"(?:about|of|in|on|at|for|with|by|do|did|does|is|was|like|than|from|after|before|why|how|"
    r"say|said|call|mean|means) (?:this|that)(?=\W*$)|"
    r"(?:which|what|the (?:first|second|third|last|other|next|previous|same)) ones?|"
    r"the (?:other|same|previous|others)|you (?:said|told|mentioned|meant)|"
    r"(?:above|earlier|previous(?:ly)?) (?:answer|said|mentioned|question)|"
    r"(?:be|more|less) (?:specific|detailed|details?)|(?:over|back) there|"
    r"(?:work|worked|do|did|live|lived|study|studied|be|been|stay|stayed|leave|left|long) there)\b"
)
# It stands for nothing here.
_EMPTY = re.compile(r"\bis it (?:true|correct|right|possible|likely|fair|clear|stated|known)\b")
_NOTHING_ASKED = re.compile(
    r"^(?:why|when|where|how|who|what|which|how come|how so|how long|how much|how many|since when|"
    r"for how long|until when|in what|at which|with whom)\W*$"
)


def stands_alone(question: str) -> bool:
    """Whether `question` needs no earlier message to be understood."""
    asked = " ".join(question.casefold().replace("\u2019", "'").split())
    if not any(map(str.isalnum, asked)) or _NOTHING_ASKED.match(asked):
        return False
    return not (_OPENING.match(asked) or _POINTING.search(_EMPTY.sub(" ", asked)))
