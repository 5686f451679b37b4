"""How questions ask for a kind of skill, of those that `technologies` lists."""

from __future__ import annotations

# What a question calls a kind.
KIND_CUES: tuple[tuple[str, str], ...] = (
    (
        "programming languages",
        (
            r"(?:programming|coding|scripting|computer) languages?"
            r"|languages? (?:\w+ )?(?:can|do|does|did) .{0,20}(?:code|program)"
            r"|(?:in|with) (?:which|what) languages? .{0,20}(?:code|program)"
        ),
    ),
    (
        "programming languages",
        (
            r"(?:good at|know|can \w+|how to|able to) (?:to )?(?:program(?:ming)?|code|coding)$"
            r"|(?:programming|coding) skills?"
        ),
    ),
    ("databases", r"databases?|data bases?|dbms|\bdbs?\b|data ?stores?"),
    (
        "cloud platforms",
        r"clouds?(?: (?:platforms?|providers?|services?|vendors?|tools?|skills?))?(?! \w*native)",
    ),
    (
        "containers and infrastructure tools",
        (
            r"devops|infrastructure (?:tools?|skills?)|container(?:s|isation|ization)?(?: tools?)?"
            r"|ci/cd tools?"
        ),
    ),
    ("frontend tools", r"front[ -]?end"),
    (
        "backend frameworks",
        r"back[ -]?end (?:frameworks?|tools?|technolog\w+|skills?)|web frameworks?",
    ),
    (
        "BI and reporting tools",
        r"\bbi\b|business intelligence|reporting tools?|dashboard tools?|visuali[sz]ation tools?",
    ),
    (
        "machine learning tools",
        r"(?:ml|machine learning|deep learning|ai) (?:frameworks?|tools?|librar\w+|skills?)",
    ),
    ("design tools", r"design (?:tools?|software|programs?)"),
    ("office software", r"office (?:software|programs?|tools?|suite|applications?)"),
    (
        "accounting and business software",
        r"(?:accounting|bookkeeping|erp|crm|business) (?:software|tools?|programs?|systems?)",
    ),
    (
        "messaging and streaming tools",
        r"(?:messag\w+|streaming) (?:tools?|systems?|platforms?)|message (?:queues?|brokers?)",
    ),
    ("version control", r"version control|source control"),
    ("containers and infrastructure tools", r"(?:monitoring|deployment|ci) tools?"),
    ("operating systems", r"operating systems?(?! cours)|\bos(?:es)?\b"),
    ("test tools", r"test(?:ing)? (?:tools?|frameworks?)"),
    (
        # As what is known: a framework may also be what somebody built.
        "frameworks or libraries",
        (
            r"^(?:frameworks?|libraries)$|(?:list|my|all|the|know|uses?|used|with) (?:\w+ ){0,2}"
            r"(?:frameworks|libraries)|(?:which|what|any) (?:\w+ ){0,2}"
            r"(?:frameworks?|librar(?:y|ies))"
        ),
    ),
    (
        "soft skills",
        (
            r"(?:soft|people|personal|social|interpersonal|non-technical) (?:skills?|abilities"
            r"|competenc\w+|qualities)"
        ),
    ),
)
