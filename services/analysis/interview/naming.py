"""Whether a text names a thing, in whichever of its spellings: "Postgres" is "PostgreSQL"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from libs.profile.spellings import SPELLINGS
from services.analysis.reading.vocabulary.listing import words
from services.analysis.reading.words import folded_words

_ROWS = (
    "fea|finite element analysis|finite element method|fem",
    "cfd|computational fluid dynamics",
    "cad|3d cad|2d cad|computer-aided design|computer aided design",
    "gd&t|geometric dimensioning and tolerancing",
    "plc|plcs|programmable logic controllers|programmable logic controller",
    "ehr|emr|electronic health records|electronic medical records|electronic patient records",
    "icu|intensive care|intensive care unit|critical care",
    "er|emergency room|emergency department|a&e",
    "als|advanced life support",
    "acls|advanced cardiac life support|advanced cardiovascular life support",
    "bls|basic life support",
    "cpr|cardiopulmonary resuscitation",
    "rn|registered nurse",
    "sen|send|special educational needs|special education needs",
    "esl|english as a second language",
    "iep|individualized education program|individualized education plan",
    "gaap|generally accepted accounting principles",
    "ifrs|international financial reporting standards",
    "ap|a/p|accounts payable",
    "ar|a/r|accounts receivable",
    "cpa|certified public accountant",
    "erp|enterprise resource planning",
    "crm|customer relationship management",
    "seo|search engine optimization|search engine optimisation",
    "sem|search engine marketing",
    "etl|extract transform load",
    "hr|human resources",
    "qa|quality assurance",
    "pos|point of sale",
    "kpi|kpis|key performance indicators",
    "sla|slas|service level agreements",
    "oop|object-oriented programming|object oriented programming",
    "tdd|test-driven development|test driven development",
    "iac|infrastructure as code",
    "pmp|project management professional",
)
_SAME = SPELLINGS | {name: tuple(row.split("|")) for row in _ROWS for name in row.split("|")}
_STEM = 6  # letters
# Names of ordinary words: as tools they are written with a capital.
_ORDINARY = words(
    """
access ada ansible apex chef excel express flask go helm julia node outlook puppet react rest ruby
rust sage scheme send sketch spark spring swift unity vault vue word
"""
)
# A kind of tool, and what is of it: whoever works in SolidWorks has met CAD.
_OF_A_KIND = {
    "cad": "solidworks|autocad|catia|creo|inventor|fusion 360|siemens nx|revit|onshape",
    "sql": "postgresql|mysql|mariadb|sql server|sqlite|t-sql|pl/sql",
    "version control": "git|svn|mercurial",
    "cloud": "aws|azure|gcp",
    "cloud platforms": "aws|azure|gcp",
    "public cloud": "aws|azure|gcp",
    "ci/cd": "jenkins|github actions|gitlab ci|circleci",
    "spreadsheets": "excel|google sheets",
    "fea": "ansys|abaqus|nastran",
    "ehr": "epic|cerner|meditech",
    "accounting software": "quickbooks|xero|sage|netsuite|sap",
    "crm": "salesforce|hubspot|zoho",
}


def says(text: str, term: str) -> bool:
    """Whether a text has the term in one of its spellings, its last word perhaps with another
    ending.
    """
    folded = f" {' '.join(folded_words(text))} "
    return any(_stands(form, text, folded) for form in _forms(term))


def says_one_of_its_kind(text: str, term: str) -> bool:
    """Whether a text names a tool of the kind that the term names: SolidWorks, for CAD."""
    members = [one for form in _forms(term) for one in _OF_A_KIND.get(form, "").split("|") if one]
    return any(says(text, one) for one in members)


def may_say(text: str, term: str) -> bool:
    """Whether one line has all the words of a term, in any form and order: "registered with the
    NMC", for NMC registration. Too little to claim it, enough not to deny it.
    """
    wanted = [word[:_STEM] for word in folded_words(term)]
    lines = ([word[:_STEM] for word in folded_words(line)] for line in text.splitlines())
    return len(wanted) > 1 and any(set(wanted) <= set(line) for line in lines)


def _forms(term: str) -> Iterator[str]:
    folded = " ".join(folded_words(term))
    plain = term.casefold().strip()
    yield from dict.fromkeys((folded, *_SAME.get(plain, ()), *_SAME.get(folded, ())))


def _stands(form: str, text: str, folded: str) -> bool:
    if len(form) <= 2 or form in _ORDINARY:
        spelled = "|".join(re.escape(one) for one in {form.title(), form.upper()})
        return re.search(rf"(?<![\w+#@&-])(?:{spelled})(?![\w+#&-])", text) is not None
    said = re.escape(" ".join(folded_words(form)))
    return bool(said) and re.search(rf" {said}(?:s|es|ed|ing|ions?)? ", folded) is not None
