"""Science and research, in laboratories, in the field and at desks."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E how do you write a notebook so that somebody could repeat your work in five years? >
    I write down [say what: lots, settings, what failed], on the same day.
M what was your control, and what would have fooled you without it? >
    The control was [say what]; without it I would have taken [say what] for an effect.
M how did you decide how many times to repeat a measurement? >
    I went by [say what: the spread in a trial run, the effect that mattered].
H which result of yours do you trust least, and what would settle it? >
    It is [say which]; what would settle it is [say what].
@Behavioral
E tell me about an experiment or a study that failed, and what you kept from it. >
    I had wanted to know [say what]. // I kept [say what], and changed [say what].
E when did you explain your work to somebody outside the field? >
    They needed it for [say what]. // I [say which picture or example you used].
M tell me about a result that contradicted your supervisor. >
    We had expected [say what]. // I [say what you repeated before you spoke, and how you put it].
M when did you and a collaborator disagree about who had done what? >
    It was about [say what]. // We [say how it was settled, and what you agree on beforehand now].
M tell me about a method you had to learn by yourself. >
    Nobody near me knew [say what]. // I [say how you learned it, and how you knew that you could
    rely on it].
H when did you find an error in something already shared or published? >
    It was [say what]. // I [say whom you told, and what was done].
@Situational
E your instrument is booked and your samples don't keep: what do you do? >
    I would ask whoever is on it for an hour, find out what can be fixed or frozen, and plan it
    otherwise next time. [Add an example.]
M a reviewer asks for an experiment that would take half a year: how do you answer? >
    I would say what it could show, offer what the present data can, and claim less if need be.
    [Add a case.]
M a student in your group has a result too good to be true: what do you do? >
    I would be glad with them, look at the raw data together, and have it repeated blind. [Add a
    case.]
H you suspect that a colleague has made up data: what are your steps? >
    I would keep what I saw, talk to nobody in the corridor, and go to the person the institution
    names. [Say what rules you know.]
@Problem-Solving
E a protocol works in one pair of hands and not in another: how do you find the difference? >
    I would watch both do it side by side, and swap one step or reagent at a time. [Add a case.]
M the signal is there in the morning and gone in the afternoon: what do you look at? >
    I would look at temperature, light, the order of samples and the age of what was mixed. [Add a
    case.]
H two good papers say opposite things about your question: how do you go on? >
    I would look for what differs in material and measure, and design the one comparison in which
    they can't both be right. [Add an example.]
"""

_TOPICS = """
@Technical
* ! Laboratory work | laborator*, lab, pcr, cell culture, chromatograph*, hplc, spectroscop*,
    microscop*, assay*, sample preparation, titration, reagents, western blot, elisa, bench work,
    wet bench, glp, biosafety | hands that can be trusted
E which step of that method goes wrong first with a beginner? >
    It is [say which]; I show it by [say how].
M how do you know that the instrument tells the truth today? >
    I run [say what: blank, standard, yesterday's sample], and stop if [say what].
H which part of your bench work would you automate, and which never? >
    I would automate [say what]; never [say what], because [say why].
* ! Studies and analysis of data | research, researcher, data collection, field work, fieldwork,
    literature review, qualitative, quantitative research, questionnaire*, statistical analysis,
    investigación, user preference feedback, peer-reviewed | a question worth its answer
E what was the question, in one sentence, and who needed the answer? >
    The question was [say it]; it mattered to [say whom].
M what could have biased who took part, or what you saw? >
    It could have been [say what]; against it I [say what].
H what would have made you give up your hypothesis, and did you say so beforehand? >
    I would have given it up if [say what]; beforehand I had [say what you wrote down].
* Publishing and grants | published, publication*, papers, research paper, co-authored, grants,
    grant writing, conference paper*, patent*, thesis, dissertation, neurips, icml, poster
    presentation, journal | claims the size of the evidence
E what does the paper claim, and what does it not? >
    It claims [say what]; it doesn't claim [say what].
M which reviewer's remark made it better? >
    It was [say which]; we [say what you changed].
H which part would you find hardest to repeat today, and why? >
    It is [say which], because [say why]; what I would share to help is [say what].
* Environment and life | environmental, ecology, biolog*, chemistry, chemical, genetics, physics,
    agricultur*, geolog*, clinical research, molecular, botany, marine biology | the thing itself,
    before the model
E how do you take a sample so that it speaks for the whole? >
    I take it [say how], since [say what varies].
M what in nature spoiled a plan of yours, and what did you do? >
    It was [say what]; I [say what].
H which simple model do you use though you know it is wrong? >
    I use [say which], because [say up to where it holds].
"""

SCIENCE = profession(
    "science",
    "a scientist",
    titles="""
researcher | research assistant | scientist | research intern | postdoc | postdoctoral
lab technician | laboratory technician | chemist | biologist | physicist | research associate
asistente de investigación | research fellow | ecologist | geologist | phd candidate
becario de investigación | undergraduate researcher | clinical research | economist | psychologist
archaeologist | museum
""",
    words="hypothes* | laboratory | phd | doctorado | experiment* | research",
    sheets=_OWN + _TOPICS,
)
