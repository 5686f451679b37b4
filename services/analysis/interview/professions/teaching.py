"""Teaching, tutoring, training and work with children."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E how do you find out in the first ten minutes what a new class already knows? >
    I [say what: a question without marks, a small task], and look for [say what].
M how do you build one lesson for those who are bored and those who are lost? >
    All have the same aim; I vary [say what: steps, help, depth], as in [name a lesson].
M what do you give back on a piece of work, so that it is read and used? >
    I give [say what: one thing done well, one to change], and time to change it in [say when].
H how do you know that students have learned a thing, and not only done it? >
    I ask [say what] a week later, in another form, and look for [say what].
@Behavioral
E tell me about a learner you nearly gave up on. >
    What was hard was [say what, without names]. // I [say what you tried, and what opened the
    door].
E tell me about a lesson that went wrong. >
    I had planned [say what]. // I [say when you noticed, what you did in the room and what you
    changed afterwards].
M when did a parent or a guardian disagree with you? >
    They wanted [say what]. // I [say how you listened, what you showed and what you agreed on].
M tell me about a class or group that did not work together. >
    The trouble was [say what]. // I [say what you changed: seats, tasks, rules they made].
M when did you change what you teach because of what you saw in their work? >
    I had seen [say what]. // I [say what you dropped, and what you put in its place].
H tell me about a worry you had for a child or a student, and what you did with it. >
    What I had noticed was [say what, without names]. // I [say whom you told, the same day or
    not, and why].
@Situational
E two pupils argue loudly while the rest are working: what do you do? >
    I would go over, speak low, part them with a task each, and hear both after the lesson. [Add
    an example.]
E half the class has not done the homework that your lesson builds on: what now? >
    I would find out why, start from what those have who did it, and have a short way for the
    rest. [Add an example.]
M a bright student hands in work that isn't theirs: how do you handle it? >
    I would talk to them alone, ask them to explain it, follow the school's rule, and find out
    what made them. [Add a case, without names.]
M the timetable loses you a fifth of your hours: what do you leave out? >
    I would keep what the next year builds on, and give up breadth before practice. [Say what you
    have left out.]
H a pupil tells you something that you must pass on, and asks you not to: what do you say? >
    I would say at once that I can't keep it, to whom it goes, and stay with them for it. [Say
    what training you have had.]
@Problem-Solving
E one group does much worse than the other on the same test: how do you find out why? >
    I would look at single questions, at when and how each was taught, and ask a few of them to
    think aloud. [Add a case.]
M attendance falls on one weekday: how do you go about it? >
    I would ask who and why before writing rules: the bus, a job, that day's lesson. [Add what you
    found.]
M a pupil who reads well can't solve problems in words: how do you find the gap? >
    I would have them tell the story, draw it, and only then write it, to see where it stops. [Add
    a case.]
H marks rise every year and nobody knows more: how would you find out? >
    I would give an old paper, mark some blind with a colleague, and compare. [Add what you have
    seen.]
"""

_TOPICS = """
@Technical
* ! Planning lessons | lesson plan*, curriculum, curricul*, lessons, syllabus, course material*,
    materiales didácticos, material didáctico, recital curriculum, learning objectives, course
    design | an aim before an activity
E which aim stood over a lesson of yours, and how did you see at its end who had reached it? >
    The aim was [say it]; at the end I saw it by [say what].
M what did you leave out of that course, and on what grounds? >
    I left out [say what], because [say what mattered more].
H how would you take over a course whose plan is good and whose results are not? >
    I would watch where they stop following, and change the order or the practice before the
    content. [Add a case.]
* ! Classroom and groups | classroom management, supervised students, class of, after school,
    supervis* students, student behavior, behaviour, group of children, homework completion,
    laboratorio de clases, aural-skills sections | calm that doesn't need a loud voice
E which routine do you set up in the first week, and what does it save you later? >
    It is [say what]; it saves [say what].
M what do you do before a disturbance, so that it doesn't come? >
    I [say what: where I stand, what they have in hand, whom I look at].
H a rule of yours made things worse: what was it, and what replaced it? >
    The rule was [say what]; what replaced it was [say what].
* ! Assessment | exams, grading, graded, assessment of students, student performance,
    calificaciones, exámenes, rubric*, test scores, standardized test*, report cards | fairness
    one can explain
E how do you make sure that you give the same mark for the same work on Friday evening? >
    I [say what: one question at a time, without names, samples again].
M which question did you take out of a test, and what had it really measured? >
    It was [say which]; it measured [say what].
H a mark decides about a place and you doubt it: what do you do? >
    I would have a colleague mark it blind, go by the criteria, and say how sure I am. [Add a
    case.]
* Special needs and differences | special education, iep, iep*, inclusion, esl, ell, learning
    disabilit*, differentiat*, autism, dyslexia, gifted, diverse backgrounds | seeing the child
    before the label
E what did you change in a lesson for one child that turned out to help all? >
    I changed [say what]; it helped because [say why].
M how do you work with an assistant or a therapist so that the child isn't between two plans? >
    We [say what: one page, ten minutes a week, who decides].
H how do you tell a language problem from a learning problem? >
    I look at [say what: the first language, tasks without words, progress], and ask [say whom].
* Tutoring and one-to-one | tutor*, private lessons, voice lessons, mentoría, peer tutor, study
    sessions, office hours, mentored students, one-on-one, private voice, docent, museum tours,
    school tours | letting them do the work
E how do you keep from solving it for them? >
    I ask [say what], wait, and hand back [say what].
M how do you decide that somebody no longer needs you? >
    When they [say what], without [say what].
H a learner works hard and doesn't get better: what do you change? >
    I would change what they practise rather than how much, after watching them once from start to
    end. [Add a case.]
* Teaching with technology | online teaching, blackboard, moodle, google classroom, canvas lms,
    e-learning, remote teaching, virtual class*, smartboard, educational software, lms | tools
    that serve the aim
E which tool did you give up, and what do you do instead? >
    It was [name it]; instead I [say what].
M how do you notice online that somebody has stopped following? >
    I look at [say what], and ask [say what].
"""

TEACHING = profession(
    "teaching",
    "a teacher",
    titles="""
teacher | teaching assistant | tutor | instructor | lecturer | professor | educator | principal
profesor | profesora | ayudante de profesor | lehrer | lehrerin | enseignant | school counselor
substitute teacher | trainer | camp counselor | after school counselor | nanny | childcare
paraprofessional | librarian | dean | docent | voice instructor | preschool | maestra | coach
academic advisor | curriculum developer | youth worker | babysitter
""",
    words="""
students | pupils | taught | school | education | teaching | impartí | alumnos | children
""",
    sheets=_OWN + _TOPICS,
)
