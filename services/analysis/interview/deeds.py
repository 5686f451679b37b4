"""Verbs of resumes in the forms that lines open with, for telling a line in the first person."""

from __future__ import annotations

import re

from services.analysis.reading.vocabulary.listing import words

# Duties in the present. Those in AMBIGUOUS are nouns too, and count only before an object.
BASES = words(
    """
achieve acquire adapt address administer advise aid analyze analyse answer apply appraise approve
arrange assemble assess assign assist attend audit author automate balance budget build calculate
care carry chair champion check clean close coach collaborate collect communicate compile complete
compute conduct configure consult contact contribute control coordinate counsel create cultivate
cut deal debug define delegate deliver demonstrate deploy design determine develop devise diagnose
direct discuss dispatch distribute document draft drive edit educate enable encourage enforce engage
engineer enhance ensure escort establish estimate evaluate examine execute expand facilitate field
file find fix focus follow forecast formulate foster fulfill gather generate give greet grow guide
handle head help hire host identify implement improve increase inform inspect install instruct
integrate interact interpret interview introduce investigate issue keep launch lead liaise maintain
make manage market measure mediate meet mentor migrate model monitor motivate navigate negotiate
observe obtain onboard operate optimize optimise orchestrate order organize organise outline oversee
own participate partner perform pitch plan play prepare present process procure produce program
promote propose protect provide publish purchase receive recommend reconcile record recruit reduce
register repair replace report represent research resolve respond restock review run schedule
scale screen secure select sell serve set ship solve sort source staff stock strengthen streamline
supervise supply support survey sustain tackle take teach test track train transcribe transfer
translate treat troubleshoot tutor understand update upgrade upsell use utilize validate verify
visit volunteer weld work write
"""
)
AMBIGUOUS = words(
    """
address aid answer approach audit balance budget care chair champion check close coach contact
control counsel cut deal design direct document draft drive engineer field file fix focus forecast
guide head help host interview issue keep launch lead make market measure mentor model monitor
order outline own partner pitch plan play present process produce program purchase record
register repair report research review run schedule scale screen secure select set ship sort
source staff stock supply support survey tackle test track train transfer tutor update upgrade
use visit volunteer work
"""
)
# Pasts that open few lines.
PASTS = words(
    """
became began bought broke brought came caught chose dealt did drew drove dug fed flew found gave
had hung kept knew left lent lost made oversaw paid rewrote rode rose sang sat saw sewed shot shut
sold sought spent split spoke spread stood swam swept threw told took undertook upsold went
withdrew woke wrote
"""
)
# Verbs of a change, which what follows "through" can explain.
CHANGES = words(
    """
accelerated achieved boosted brought cut decreased doubled expanded grew halved improved increased
lifted lowered optimised optimized raised reduced retained saved shortened tripled won
"""
)
# Words in -ed that praise or describe.
NOT_PAST = words(
    """
accomplished advanced assorted based certified classified combined committed compared dedicated
detailed distinguished embedded experienced expected gifted hundred integrated licensed limited
listed motivated organized-minded outdated preferred related required seasoned shared skilled
talented trusted unlimited united used varied
"""
)
# What others do to a person: "Promoted to …" is told as "I was promoted to …".
DONE_TO = words(
    """
appointed assigned awarded chosen commended elected entrusted hired invited nominated praised
promoted ranked recognised recognized recruited selected tasked
"""
)
# What a line says of its own effect, behind a comma.
RESULTS = {
    "accelerating": "accelerated", "adding": "added", "allowing": "allowed",
    "boosting": "boosted", "bringing": "brought", "cutting": "cut", "decreasing": "decreased",
    "doubling": "doubled", "driving": "drove", "eliminating": "eliminated",
    "enabling": "enabled", "freeing": "freed", "generating": "generated", "growing": "grew",
    "halving": "halved", "improving": "improved", "increasing": "increased",
    "leading to": "led to", "lifting": "lifted", "lowering": "lowered", "preventing": "prevented",
    "raising": "raised", "reducing": "reduced", "removing": "removed",
    "resulting in": "resulted in", "saving": "saved", "shortening": "shortened",
    "speeding up": "sped up", "tripling": "tripled",
}  # fmt: skip
# Words of a line that is about teaching people rather than leading them.
TAUGHT = re.compile(r"\b(?:train|mentor|coach|precept|tutor|taught|teach|onboard)", re.IGNORECASE)
