"""Students, graduates and people in their first jobs."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E which course changed how you think about the work you want to do, and what do you use of it? >
    It was [say which]; I use it when [say when].
M how did you split the work on a group project, and what would you do otherwise? >
    We split it by [say what]; I would [say what].
M explain one thing you have learned as if I were a friend who studies something else. >
    I would explain [say what], like this: [two sentences].
H what can you do already that usually takes people a year on the job, and how can I check it? >
    It is [say what]; you can check it by [say what: code, a paper, a person].
@Behavioral
E how did you come to choose what you study or do, and has it turned out as you thought? >
    I was looking for [say what]. // What I found: [say what, and what surprised me].
E tell me about something you organised besides your studies. >
    It needed [say what]. // I [say what you did, and how many came or took part].
M tell me about a group in which one person did nothing. >
    We had to [say what]. // I [say what you said to them, and what you did in the end].
M when did you get a bad mark or a refusal, and what did you do the week after? >
    It was for [say what]. // I [say whom you asked, and what you changed].
M tell me about a time you had to learn something in a few days. >
    I needed it for [say what]. // I [say how you went about it, and how you knew that it was
    enough].
H when did you stand up for something that your friends thought not worth it? >
    It was about [say what]. // I [say what you did, and what it cost].
@Situational
E on your first day you don't understand half of what is said: what do you do? >
    I would write down the words, ask one person at the end of the day, and not pretend. [Add an
    example.]
E you have finished your task and everybody is busy: what do you do? >
    I would check it once more, then ask who could use a hand, or improve what slowed me down.
    [Add an example.]
M your mentor shows you a way that you know to be outdated: what do you say? >
    I would do it once as shown, then ask what speaks against the other way. [Add an example.]
M an exam and a deadline at work fall on the same day: what do you do, and when? >
    I would tell both as soon as I know, and offer what I can do beforehand. [Add an example.]
H you are asked to do something on your own that you have only seen once: what do you do? >
    I would say so, write down the steps as I remember them, and ask for five minutes before I
    start and after. [Add an example.]
@Problem-Solving
E you are stuck on something for two hours: what do you do before you ask, and when do you ask? >
    I would write down what I tried and what I expected, look at it after a walk, and ask within
    the day. [Add an example.]
M how would you find out what a company like ours is really like to work for? >
    I would talk to somebody who does the job I'd do, and to one who left. [Say what you have
    found out.]
H you have one term, four courses and a job: how do you plan so that nothing breaks? >
    I would put down the fixed dates, give each week a slack afternoon, and drop one thing early
    rather than two late. [Say how you did it.]
"""

_TOPICS = """
@Technical
* ! Internships | intern, internship*, becario, trainee, work placement, co-op, stagiaire,
    praktikum | what was really yours
E what did you do there that stayed when you left? >
    It was [say what]; it is used by [say whom], as far as I know.
M what did you see there that you would do otherwise? >
    It was [say what]; I would [say what].
H what would you have needed from your mentor to do twice as much? >
    I would have needed [say what], and should have asked for it [say when].
* ! Student projects and societies | hackathon*, capstone, student club, society, vice president,
    treasurer of, volunteer*, team captain, extracurricular, fraternity, student government,
    membership, campus | doing things that nobody makes you do
E for whom was your largest project, and how did you get others to join? >
    It was for [say whom]; others came because [say why].
M what nearly made a project of yours fail? >
    It was [say what]; I [say what].
H who carries your project on now, and what did you do so that somebody can? >
    It is carried on by [say whom, or that it ended]; I had [say what].
"""

STUDENT = profession(
    "student",
    "somebody at the beginning of a career",
    titles="""
student | intern | trainee | volunteer | peer tutor | teaching intern | graduate | apprentice
becario | production intern | summer intern | undergraduate | work study | werkstudent
""",
    words="coursework | gpa | dean's list | sophomore | semester* | campus | class of | hackathon",
    sheets=_OWN + _TOPICS,
)
