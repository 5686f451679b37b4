"""Words that mean the same in questions and resumes, and words that carry no meaning there."""

from __future__ import annotations

from services.chat.engines.builtin.words import entries, stem

# What two people call the same thing; a line is a group; `+` goes on with the last.
_ALIKE = """
    kid kids child children student students pupil pupils
    money fund funds funding dollar dollars budget cost costs spend capital round
    raise raised secure secured collect
    reduce reduced cut lower lowered decrease decreased shrink drop dropped save saved less
    + bring faster
    improve improved increase increased grow grew lift lifted boost raise raised better gain
    build built create created develop developed make made write wrote implement implemented
    + design designed introduce introduced launch launched
    lead led manage managed head headed direct directed supervise supervised run ran
    teach taught teaching teacher professor profesor instructor tutor tutoring lesson
    + lessons clases imparti lecture docent profesora
    university universidad college
    train trained coach coached mentor mentored onboard
    speed fast faster latency quick response
    client clients customer customers
    deploy deployment deployments release releases ship shipped
    staff employees people personnel
    organise organize organised organized organizing coordinate coordinated plan planned arrange
    event events series hackathon community events conference
    satisfied satisfaction happy csat
    found founded founder founding cofounder
    company startup startups
    sing sang singer vocalist
    rating ratings rate
    app apps application
    bug bugs defect defects issue issues
    test tests testing
    migrate migrated migration move moved transition
    pay payment payments
    abroad overseas foreign
    error errors failure failures
    citizen citizenship
    win won winner prize award
    patent patents
    user users
    volunteer volunteering voluntary unpaid
    story
    sell sells sold selling seller sales
    certificate certificates certification certified
    thesis dissertation tesis
    english ingles
    supervisor advisor
"""
# Words of a question that a line needn't say.
FILLERS = frozenset(
    stem(word)
    for word in entries(
        """
        know knows knowledge experience experienced experiences familiar skill skills skilled work
        working worked works job jobs role roles position company employer long time times year
        years month able open willing ability capable competent good great expert expertise idea
        ever anywhere
        involved responsible responsibility responsibilities responsibilites duty duties task tasks
        handle handled deal dealt hold holds held talk talks speak about mean cv resume include
        big biggest large largest small how_many number numbers amount quantity percent percentage
        cope happen happened result results big main important able people place
        interesting best help helped earlier career professional background life ask asked wonder
        now compared sorry whether where mine yes no maybe during together part parts level
        currently before after part history learn learned specific area field write writes wrote
        program code coding use used using start started starting begin began proof evidence
        example examples concrete story detail details think believe still already
        """
    )
)
# Words that name nothing to look for: "I looked for “last”" tells nobody anything.
GENERAL = entries(
    """
    previous previously prior former formerly last latest recent recently next current currently
    present presently first second third final early late later earlier before after since until
    ago yet now today tomorrow yesterday soon often twice once always usually sometimes frequently
    rarely same other another new old longer shorter enough kind sort employer employers company
    companies job jobs role roles position positions work worked working career resume cv year
    years month months week weeks day days time times long happen happened person people man woman
    right left far close high low well better best worse worst thing things true real likely
    earliest oldest simultaneously called call came come gone left two three four five several both
    moment point record records history list quite rather pretty fairly less fewer than least
    whole entire full main own able summarize summarise summary overview describe description
    receive received
    """
)
# Words we know, so none of them is a misspelling of another.
UNDERSTOOD = entries(_ALIKE.replace("+", " ")) | GENERAL
_GROUPS: dict[str, int] = {
    stem(word): number
    for number, row in enumerate(_ALIKE.replace("\n    +", "").splitlines())
    for word in row.split()
}


def concept(word: str) -> str:
    """A stem, or the number of the group of stems that mean the same."""
    base = stem(word)
    group = _GROUPS.get(base)
    return base if group is None else f"={group}"


# What happened to a thing, and not which thing it was.
CHANGES = frozenset(concept(word) for word in entries("reduce improve raise fell rise rose"))
