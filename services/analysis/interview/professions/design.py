"""Design of products, interfaces, graphics and spaces."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E how do you start: with paper, with words or on the screen, and why? >
    I start with [say which], because [say what it keeps open].
M how do you show three directions so that people don't choose by taste? >
    Each answers [say what question]; I show them with [say what: the same content, a real task].
M which detail did you fight for, and what would have been lost without it? >
    It was [say which]; without it [say what would have happened to whom].
H where did you give up consistency on purpose? >
    It was at [say where], because [say what the user needed there].
@Behavioral
E tell me about a piece of work that you would show first, and one decision in it. >
    It had to [say what, for whom]. // The decision was [say which], because [say why].
E when did you throw away something you loved? >
    I had made [say what]. // I dropped it when [say what you saw], and [say what came instead].
M tell me about feedback that hurt and helped. >
    They said [say what]. // I [say what you did with it first, and a day later].
M when did engineers tell you that it couldn't be built? >
    What they couldn't build was [say what]. // We [say what you kept, and what changed].
M tell me about a test that proved you wrong. >
    I had believed [say what]. // People [say what they did], and I [say what you changed].
H when were you asked to design something that worked against its users? >
    What was wanted was [say what]. // I [say what you showed, and how it ended].
@Situational
E a client says: make it pop. What do you ask? >
    I would ask who should notice what, and what they do now instead. [Add an example.]
M the design is done and the copy comes in twice as long: what do you do? >
    I would try it with the real words first, cut with the writer, and change the layout if they
    are needed. [Add a case.]
M two days before release you see that a screen can't be used without a mouse: what do you do? >
    I would say so with the task that fails, propose the smallest fix, and not call it a detail.
    [Add a case.]
H your lead copies a competitor's look: what do you say? >
    I would ask what we hope to get by it, show what is theirs in it and what would be ours. [Add
    what you have done.]
E you have one hour with users: what do you do with it? >
    I would watch three do one task without helping. [Add what you saw in such an hour.]
@Problem-Solving
E people leave a form at the same field: how do you find out why? >
    I would watch a few fill it in, and ask whether the field is needed at all. [Add a case.]
M a new design tests better and sells worse: how do you take that apart? >
    I would look at who was tested, at what, and at those who came often before. [Add a case.]
H a system of components has grown into forty buttons: how do you bring it back? >
    I would collect them on one wall with the place of each, keep what differs for a reason, and
    change screens one by one. [Add what you did.]
M nobody finds a feature that everybody asks for: where do you begin? >
    I would ask what they call it and where they look first. [Add an example.]
"""

_TOPICS = """
@Technical
* ! Interaction and interfaces | ux, user experience, wireframe*, prototyp*, figma, sketch,
    interaction design, user interface, ui designs, onboarding flow, mockups, information
    architecture, user flow*, adobe xd, redesign* | the person at the screen
E what did people do before, and what did your design take off them? >
    Before, they [say what]; it takes off [say what].
M which step did you remove, and how did you make sure that nobody needed it? >
    It was [say which]; I made sure by [say how].
M what happens on that screen when there is nothing, too much, or an error? >
    With nothing it [say what]; with too much [say what]; on an error [say what].
H how did you know that it was the design that moved the figure, and not the season? >
    I compared [say what], over [say how long]; what I can't rule out is [say what].
* ! Research with users | usability, user research, usability session*, interviews with users,
    user testing, personas, usability testing, journey map*, card sort* | listening without
    leading
E how do you ask so that people don't please you? >
    I ask about [say what: the last time, not whether they like it].
M what did you see in a session that nobody had said in a survey? >
    I saw [say what]; it changed [say what].
H five people say five things: what do you bring back to the team? >
    I bring [say what: what they did, one clip, what I would try], and not an average.
* ! Design systems and handing over | design system, component library, style guide, brand
    guideline*, design tokens, handoff, storybook, cross-platform | work that others build on
E what do you hand over besides the picture? >
    I hand over [say what: states, spacing, words, why].
M how do you decide whether something becomes a part of the system? >
    When [say what: a third use, an owner], and not before.
H a team breaks out of the system because it is slower: who is right? >
    I would look at what they needed, and change the system if a second team needs it too. [Add a
    case.]
* Graphic and visual design | graphic design, photoshop, illustrator, indesign, typography, logo*,
    branding, print design, layout, adobe creative, inkscape, gimp, packaging design, poster*,
    photography, animation, video editing, after effects, motion design, motion graphics | reasons
    behind taste
E why that typeface, and where would it fail? >
    Because [say why]; it would fail at [say where].
M how do you prepare work for print so that it comes back as you saw it? >
    I check [say what: colour, bleed, resolution, a proof].
H how do you make something recognisable without a logo on it? >
    By [say what: proportion, colour, voice], as in [name a piece].
"""

DESIGN = profession(
    "design",
    "a designer",
    titles="""
product designer | ux designer | ui designer | graphic designer | designer | interaction designer
art director | creative director | web designer | illustrator | interior designer | ux researcher
visual designer | fashion designer | photographer | animator | motion designer | video editor
industrial designer | game designer | diseñador | diseñadora gráfica | gestalter
""",
    words="user experience | visual | creative | design thinking | portfolio",
    sheets=_OWN + _TOPICS,
)
