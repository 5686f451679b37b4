"""What documents that are no resumes say of themselves, at the head of a line; folded."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import phrases

# The whole line.
HEADINGS: frozenset[str] = phrases(
    """
abstract|table of contents|contents|responsibilities|requirements|job requirements|who you are
who we are|we offer|what we offer|your profile|your tasks|ihre aufgaben|ihr profil|how to apply
apply now|benefits|ingredients|directions|procedure|installation|troubleshooting|conclusion
conclusions|introduction|discussion|results|methods|acknowledgements|acknowledgments|bibliography
agenda|grading|course description
"""
)

# The beginning of a line.
OPENINGS: frozenset[str] = phrases(
    """
invoice|bill to|amount due|total due|purchase order|chapter 1|chapter 2|copyright
license agreement|terms and conditions|terms of|dear sir|dear madam|dear hiring|dear mr|dear ms
to whom it may concern|rechnung|factura|facture|sehr geehrte|madame, monsieur|estimado|estimada
job description|about the role|about the job|about the position|about the team|about the company
what you will do|what you'll do|what you will bring|what you'll bring|what you will need
wir bieten|job title|salary|appendix|figure 1|table 1|minutes of|meeting
"""
)

# Talk to a reader, as in job postings and guides.
ADDRESSES: frozenset[str] = phrases(
    """
you will|you have|you are|your responsibilities|we are looking|we are seeking|the candidate
the ideal candidate|applicant|applicants|equal opportunity employer|our team is|join our
"""
)
