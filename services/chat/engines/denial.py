"""Which clauses of a sentence deny: only they may repeat a value that stands in the question alone.

"Do I have 25 years of experience?" must not make 25 a value that the resume holds. What is in doubt
is no denial: its sentence is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TURNS = re.compile(
    r"[;\u2014]|\b(?:but|however|although|though|while|whereas|yet|pero|mais|mas|aber|doch)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,:]\s+|[\uff0c\u3001]|\b(?:and|so|because|since|as|y|et|und|e)\b", re.IGNORECASE
)
_SAYS = (
    r"(?:say|mention|state|list|show|give|tell|specif|indicat|contain|includ|confirm|support|prove)"
)
# That the resume doesn't say it goes for all that follows: "doesn't say that you led and earned …".
_SILENT = re.compile(
    rf"\b(?:(?:does|do|did|is|are|was|were)(?:n't| not)|cannot|can't|never|nothing|nowhere) "
    rf"(?:\w+ ){{0,3}}?{_SAYS}\w*|"
    r"\bno (?:mention|evidence|record|sign|indication|proof|trace|information)\b|"
    r"\bno (?:dice|menciona|indica|consta|figura|muestra)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\w(?:n't|nnot)\b|\b(?:not|never|none|nothing|nowhere|neither|nor|without|"
    r"nicht|keine?[mnrs]?|n[ãa]o|pas|aucune?|nunca|ning[uú]n\w*|nessun\w*|niet|geen)\b|"
    r"\bno (?:tiene|tienes|hay|se|es|fue|has|trabaj)\w*|"
    r"\black(?:s|ed|ing)?\b|"
    r"\bno (?!(?:you|i|we|he|she|they|it|there|this|the|your|my|less|fewer)\b)\w+|"
    r"\bun(?:mentioned|stated|listed|known)\b|"
    r"\u6ca1|\u672a|\u4e0d|\u306a\u3044|\u307e\u305b\u3093|\uc5c6|\uc54a",
    re.IGNORECASE,
)
# Words of denial that deny nothing.
_AFFIRMS = re.compile(
    r"\b(?:not (?:only|just|merely|bad|surprising|unusual)|"
    r"no (?:surprise|less than|fewer than|doubt|wonder|question)|without (?:a |any )?doubt|"
    r"(?:don't|do not|can't|cannot) (?:deny|doubt|forget)|nothing (?:but|less than)|"
    r"never (?:less|fewer) than)\b",
    re.IGNORECASE,
)


def clauses(sentence: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a sentence, each with whether it denies what it holds."""
    plain = sentence.replace("\u2019", "'")
    for part in _TURNS.split(plain):
        silent = False
        for clause in _CLAUSE.split(part):
            said = _AFFIRMS.sub(" ", clause)
            silent = silent or bool(_SILENT.search(said))
            yield clause, silent or bool(_DENIES.search(said))
