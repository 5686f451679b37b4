"""Verbs that open a sentence about work done: such a line is no title and no skill."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import words

ACTION_VERBS: frozenset[str] = words(
    """
accelerated achieved acquired acted adapted addressed administered adopted advised advocated
aided analyzed analysed answered applied appointed architected arranged assembled assessed
assigned assisted attained attended audited authored automated awarded balanced boosted briefed
budgeted built calculated captured carried catalogued championed coached co-authored collaborated
collected communicated compiled completed composed computed conceived condensed conducted
configured consolidated constructed consulted contributed controlled converted coordinated
counseled created cultivated cut decreased defined delegated delivered demonstrated deployed
designed detected determined developed devised diagnosed directed discovered distributed
documented doubled drafted drove earned edited educated eliminated enabled enforced engineered
enhanced ensured established evaluated examined exceeded executed expanded expedited explained
facilitated filed finalized fixed forecasted forged formed formulated fostered founded gained
gathered generated grew guided handled headed helped hired identified implemented improved
improvised increased influenced informed initiated innovated inspected inspired installed
instituted instructed integrated interviewed introduced invented investigated invited joined
judged launched learned led lectured leveraged liaised maintained managed mapped marketed
maximized measured mediated mentored merged met migrated minimized modeled moderated modernized
monitored motivated moved navigated negotiated observed obtained operated optimized optimised
orchestrated ordered organized organised oversaw owned participated partnered performed pioneered
piloted planned played prepared presented prevented prioritized processed procured produced
profiled programmed projected promoted proposed prototyped proved provided provisioned published
purchased raised ran re-architected rebuilt received recognized recommended reconciled recorded
recruited redesigned reduced refactored refined regulated rehearsed released removed reorganized
repaired replaced reported represented researched resolved responded restored restructured
retained reviewed revised revitalized rewrote rolled saved scaled scheduled scored secured
selected served set shaped shipped simplified sold solved sorted spearheaded staffed standardized
started steered streamlined strengthened structured studied submitted succeeded supervised
supplied supported surpassed surveyed tackled tailored targeted taught tested tracked trained
transformed translated treated triaged troubleshot tuned tutored unified updated upgraded used
utilized validated verified visualized volunteered won worked wrote

administre analice apoye atendi colabore contribui coordine cree desarrolle dirigi disene elabore
gestione implemente imparti lidere logre mejore organice participe realice reduje supervise
trabaje
"""
)
