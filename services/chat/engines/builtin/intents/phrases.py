"""What rows about jobs are made of: how questions speak of work, time, people, places."""

from __future__ import annotations

WORKING = (
    r"(?:work\w*|jobs?|roles?|positions?|employ\w*|compan(?:y|ies)|firms?|titles?|doing|do i do"
    r"|unemployed)"
)
NOW = (
    r"(?:current(?:ly)?|now|at the moment|at present|presently|these days|right now|today|nowadays"
    r"|still)"
)
MY = r"(?:my|his|her|their|the)"
EXPERIENCE = r"(?:years?|long|much|months?)"
LED = r"(?:report\w*|manag\w*|led|lead\w*|supervis\w*|under|teams?|train\w*|mentor\w*|coach\w*)"
PEOPLE = (
    r"(?:people|persons|folks|guys|others|employees|staff|engineers|developers|members|reports|subordinates|colleagues"
    r"|workers|men|women|interns|juniors)"
)
WORKED = r"(?:work(?:ed|ing)?|jobs?|employ(?:ed|ment))"
JOBS = r"(?:jobs?|compan(?:y|ies)|employers?|roles?|positions?|firms?)"
SEVERAL = r"(?:two|2|several|multiple|more than one|both|many|three)"
WHILE = (
    r"(?:while|whilst|at the time|during|when|alongside|besides?|in parallel (?:to|with)"
    r"|same time as)"
)
AT_ONCE = r"(?:at once|same time|simultaneous\w*|parallel|at a time)"
SCHOOL = (
    r"(?:stud(?:y|ied|ies|ying|ents?)|universit(?:y|ies)|colleges?|school|degrees?|bachelor'?s?"
    r"|master'?s?|ph\.?d|education)"
)
PLACES = r"(?:cit(?:y|ies)|countr(?:y|ies)|towns?|places|locations?|states?|regions?)"
ABROAD = (
    r"abroad|overseas|(?:in|from) (?:a|any|another|other|foreign|different) (?:foreign )?countr\w+"
    r"|international(?:ly)? (?:work )?experience|experience international\w*"
    r"|foreign (?:work )?experience"
    r"|work(?:ed|ing)? international\w*|outside (?:of )?(?:my|the|his|her|their) (?:home )?country"
)
