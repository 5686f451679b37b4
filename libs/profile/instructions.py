"""Words in a resume that are meant for a program which reads it: data, never followed."""

from __future__ import annotations

import re

_INSTRUCTION = re.compile(
    r"(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}?(?:above|(?:previous|prior|preceding|earlier)"
    r"\s+(?:\w+\s+)?(?:instruction|prompt|rule|criteri|text|message|content)|(?:your|system)\s+"
    r"(?:instruction|prompt|rule)|instructions)"
    r"|\b(?:score|rate|grade|rank|mark)\s+(?:this|me|him|her|it|(?:the|my)\s+(?:resume|cv|candidate|applicant"
    r"|document))\b[^.\n]{0,40}?(?:\d{2,3}|highest|perfect|top|maximum|full|excellent|hired?)"
    r"|\b(?:give|award|assign|return|output)\s(?:this|me|him|her|it|the|a|an)\b[^.\n]{0,40}?"
    r"(?:score|rating|grade)\s(?:of\s)?(?:\d{2,3}\b|ten\b|maximum|full)"
    r"|(?:^|[,;:.]\s*)(?:score|rating)\s*[=:]?\s*100\b(?!\s*%)"
    r"|\byou are (?:now )?(?:an? )?(?:ai|assistant|chatgpt|(?:large )?language model)\b"
    r"|\bas an? (?:ai|language model|assistant),? you\b"
    r"|\b(?:recommend|select|shortlist|hire|advance) this (?:candidate|applicant|resume|person)\b"
    r"|\b(?:reveal|print|show|output|repeat) (?:\w+ ){0,2}(?:system|developer) prompt\b"
    r"|<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?INST\]"
    r"|\bignor[ae] (?:\w+ ){0,3}(?:anterior(?:es)?|instrucciones)"
    r"|\b(?:ignore[zr]?|oublie[zr]?) (?:\w+ ){0,3}(?:précédent\w*|instructions)"
    r"|\b(?:ignorier\w*|vergiss) (?:\w+ ){0,3}(?:vorherig\w*|obig\w*|anweisung\w*)",
    re.IGNORECASE | re.MULTILINE,
)


def speaks_to_program(text: str) -> bool:
    """Whether the words speak to a program that reads the resume instead of about a person."""
    return _INSTRUCTION.search(text) is not None
