"""Rows about the resume as a whole, its owner, and what it can't answer."""

from __future__ import annotations

from services.chat.engines.builtin.intents.intent import ANYTHING, Intent
from services.chat.engines.builtin.topics import (
    contact,
    evidence,
    judgement,
    lookup,
    outside,
    records,
)
from services.chat.engines.builtin.words import cue

_THE_RESUME = r"(?:my|your|his|her|their|this|the|it|\w+'s)? ?(?:resume|cv|profile|application|it)"
GENERAL: tuple[Intent, ...] = (
    Intent("order", ANYTHING, outside.order),
    Intent("talk", ANYTHING, outside.talk),
    Intent("private", ANYTHING, lookup.private),
    Intent("elsewhere", ANYTHING, outside.elsewhere),
    Intent(
        "warnings",
        cue(
            """
        hidden text|warnings?
        (?:wrong|problems?|issues?) with (?:my|the|this) (?:file|document|pdf|upload)
        invisible|(?:file|document) (?:ok|okay|fine|readable|broken)|dropped
        """
        ),
        judgement.warnings,
    ),
    Intent(
        "score",
        cue(
            rf"""
        (?:my|the|this|his|her|your|overall|total|what|resume|cv) (?:\w+ )?(?:scores?
        rating)(?! (?:in|of the|for))
        scored?|(?:how many|my) points|how (?:good|strong|bad|well written) is {_THE_RESUME}
        is {_THE_RESUME} (?:\w+ ){{0,2}}?(?:good|ok|okay|fine|strong|bad|great|decent|ready|weak)
        (?:good|bad|strong|weak|great|decent) (?:resume|cv)
        (?:rate|grade) {_THE_RESUME}
        rate (?:this|the|me|him|her) ?(?:candidate|applicant|person)?
        think (?:about|of) {_THE_RESUME}
        """
        ),
        judgement.score,
        unless=cue("satisfaction|credit|store|toefl|test"),
    ),
    Intent(
        "weaknesses",
        cue(
            """
        weak(?:ness|nesses|est)?|weak (?:points?|spots?|sides?)|shortcomings?|flaws?
        bad at|bullet points? .*(?:strong|good|ok|fine|enough)
        (?:wrong|bad|missing|lacking) (?:with|about|in|from) (?:my|the|this|his|her) (?:resume|cv
        profile)
        red flags?|concerns?|drawbacks?
        """
        ),
        judgement.weaknesses,
    ),
    Intent(
        "advice",
        cue(
            rf"""
        (?:can|could|should|to|would|might) .*(?:improve|better|change|fix|strengthen|polish|add to)
        improve(?:ments?)? .*(?:resume|cv|profile)?|recommendations?|suggestions?|advice
        tips?|make {_THE_RESUME} .*(?:better|stronger)|next steps?|feedback
        """
        ),
        judgement.advice,
        unless=cue("did|improved|was|were|would hire"),
    ),
    Intent(
        "strengths",
        cue(
            r"""
        strengths?|strong (?:points?|sides?|suits?)|best at|strongest (?:points?|sides?)
        stand out|good at$|selling points?|(?:why|reasons?) (?:should|would|to) .*hire
        special about|impressive|hire
        makes (?:me|him|her|\w+) (?:a|special|different|unique)
        what (?:am|is) \w+ good at
        """
        ),
        judgement.strengths,
    ),
    Intent(
        "fit",
        cue(
            """
        fits?|suit(?:s|ed|able)?
        (?:good|right|strong|great|ideal|perfect) (?:candidate|match|choice|person)
        qualif(?:y|ied) (?:for|as|to)|would .*hire|(?:apply|applying) for
        match(?:es)? (?:for|the|this)|ready for
        """
        ),
        evidence.fit,
    ),
    Intent(
        "summary",
        cue(
            """
        summar(?:y|ies|i[sz]e)|sum (?:me|him|her|them|it|up)|elevator pitch|pitch
        introduc(?:e|tion)
        (?:tell|say|know)(?: me)?(?: something| more| a bit)? about (?:yourself|myself|me|him|her
        them|the candidate|this person)
        about (?:yourself|myself)|who is (?:this|he|she|the candidate)|overview
        in a nutshell|short bio|biography|background|about me
        describe (?:me|myself|him|her|the candidate)
        what is (?:this|the|my) (?:resume|cv|document) about|professional profile
        """
        ),
        judgement.summary,
    ),
    Intent("who", cue("who (?:is|am|are) .*"), judgement.person),
    Intent("contact", ANYTHING, contact.contact, unless=cue("how did|what did")),
    Intent(
        "expiry of a certificate",
        cue(
            r"""
        expir\w+|(?:valid|good) (?:until|till|for|through)|still valid
        renew(?:al|ed)?(?: due)?$
        """
        ),
        records.expiry,
    ),
    Intent(
        "certificates",
        cue("certif(?:y|ied|icates?|ications?)|certs?|licen[cs]es?|credentials?"),
        records.certificates,
        unless=cue("certification program|experience .*"),
    ),
    Intent("languages", ANYTHING, records.languages),
)
