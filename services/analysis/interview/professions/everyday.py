"""Skills of many trades, asked about beside a trade's own."""

from __future__ import annotations

from services.analysis.interview.bank import profession

EVERYDAY = profession(
    "everyday",
    "an applicant",
    titles="",
    words="",
    sheets="""
@Technical
* Spreadsheets | excel, spreadsheet*, google sheets, pivot table*, vlookup, microsoft office,
    google suite, microsoft suite, office suite | care with figures that others will trust
E which function or feature do you use every week, and what did you do by hand before you knew it?
    >
    It is [name it]; before that I [say what you did by hand].
M how do you keep a workbook from breaking when somebody sorts, pastes or inserts a row? >
    I [say what: tables, locked cells, one sheet for input], and check totals by [say how].
M when is a spreadsheet the wrong tool, and what did you move out of one? >
    It is wrong when [say the sign]; what I moved was [name it].
H you inherit a workbook of forty sheets that nobody understands, and a decision hangs on it: how
    do you check it? >
    I would start from the figure that is used and walk back to its inputs, test it with known
    cases, and write down what I can't prove. [Add a case.]
* Presentations | powerpoint, presentation*, public speaking, presented, keynote, toastmasters |
    being understood by the last row
E what is on your first slide or in your first sentence? >
    It is [say what], so that [say what].
M what do you do when they stop listening in the middle? >
    I [say what: ask, skip, tell the case].
H you have five minutes instead of thirty: what is left? >
    What is left is [say the one thing, and what I ask of them].
* Documentation | documentation, docs, technical writing, user guides, manuals, knowledge base,
    wrote guides, procedures, sops | writing for the one who comes after
E for whom did you write it, and how did you find out whether they could use it? >
    For [say whom]; I found out by [say how].
M what do you leave out of a manual? >
    I leave out [say what], because [say why].
H how do you keep a document true once the thing has changed? >
    I would [say what: beside the thing, checked by a test, a name and a date on it].
* Automation | automat*, scripting, scripts, macros, vba, power automate, zapier, rpa, bots |
    whether it was worth it
E what was done by hand before, how long did it take, and who checks it now? >
    By hand it was [say what], [add your number]; now it is checked by [say whom or what].
M how do people notice when it has quietly stopped working? >
    They notice by [say what: a message, a missing file, a count].
H what should not have been automated? >
    It was [say what], because [say what a person sees in it].
* Communication | communication, communication skills, interpersonal, written communication,
    verbal communication, customer-facing, phone | words that fit the person
E what did you once write or say that was taken quite otherwise than you meant? >
    It was [say what]; since then I [say what].
M how do you say something unwelcome in an e-mail, and when don't you use one? >
    I [say how]; I don't write when [say when].
* Organising one's work | organizational skills, organization, time management, attention to
    detail, multitasking, prioritiz*, self-motivated, planning skills, patience, problem-solving,
    problem solving | a habit one can see
E show me how you keep your open things: where would I find what is due on Thursday? >
    It is in [say where]; I look at it [say when].
M which kind of slip do you still make, and what have you built around it? >
    It is [say which]; around it I [say what].
H what do you let go of when there is too much? >
    I let go of [say what] first, and tell [say whom].
* Vendors and contracts | vendor*, supplier relations, outsourc*, third-party, contractors |
    getting what was promised from people you don't employ
E how do you notice early that a supplier will be late? >
    I notice by [say what], and ask for [say what].
M what did you put in writing because it had once gone wrong? >
    It was [say what], after [say what had happened].
* Languages at work | bilingual, interpreting, interpreter, translation, translated, multilingual,
    spanish speaking | meaning rather than words
E when did a word-for-word rendering nearly cause harm? >
    It was about [say what]; I put it as [say how].
M how do you interpret for somebody who is upset? >
    I [say what: short pieces, in the first person, nothing of mine].
""",
)
