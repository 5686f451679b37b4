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
""",
)
