"""Words beside and instead of headings: modifiers, doubtful words, titles of the document."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import phrases, words

# Words that may stand around the noun in a heading; others need typography to be believed.
MODIFIERS: frozenset[str] = words(
    """
relevant related additional other selected professional work working career key core main major
personal academic technical industry teaching research clinical leadership volunteer community
customer service management performance practical recent current previous earlier further special
general and & of the in my top notable international military business computer language foreign
extra y e et und en de del la el las los mis otras otros otra professionnelle professionnelles
academique profesional laboral academica technische berufliche meine ambito industria il le di
della professionale lavorativa do da em
"""
)

# What a document calls itself: never a name, never a section.
DOCUMENT_TITLES: frozenset[str] = phrases(
    """
resume|curriculum vitae|curriculum|cv|vita|resume / cv|cv / resume|lebenslauf|hoja de vida
curriculo|resume sample|sample resume|functional resume|functional resume sample
chronological resume|combination resume|resume template|cv template|europass
europass curriculum vitae|curriculum vitae europass|tabellarischer lebenslauf|bewerbung
curriculum vitæ|cover letter|personal resume|my resume|my cv|professional resume
"""
)
DOCUMENT_WORDS: frozenset[str] = words(
    """
resume cv curriculum vitae lebenslauf curriculo vita europass sample template functional
chronological page
"""
)

# Single words that name a section in one resume and a skill, a label or a post in the next.
AMBIGUOUS: frozenset[str] = words(
    """
research work web teaching service community tools software technology technologies programming
press media volunteer leadership other studies positions roles stage stages academics informatica
logiciels outils langages strumenti herramientas ferramentas edv consulting languages language
communication freelance contact address overview links social online training courses knowledge
abilities tecnologias service reviewing outreach clubs organizations misc additional
"""
)
