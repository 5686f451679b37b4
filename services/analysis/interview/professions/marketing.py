"""Marketing, communication and content."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E whom did you write for last, and what did they want that had nothing to do with the product? >
    It was for [say whom]; what they wanted was [say what], as I knew from [say where].
M which measure did a campaign of yours answer to, and which did you refuse to be judged by? >
    It answered to [say which]; I refused [say which], because [say what it leaves out].
M how do you decide that a message is finished? >
    When [say what: one thought, one thing to do, read aloud], and [say who has seen it].
H which part of the budget would you cut first if half of it went, and how do you know? >
    I would cut [say what], since [say what the figures showed, or that they don't show it].
@Behavioral
E tell me about a campaign that worked, and why you think it did. >
    It was meant to [say what, for whom]. // I [say what you chose, tried and changed].
E tell me about a campaign that did not work. >
    We had expected [say what]. // I [say when you saw it, what you stopped and what you kept].
M when did sales or the product people tell you that your message was wrong? >
    They said [say what]. // I [say what you checked, and what you changed].
M tell me about something you published that you would take back. >
    It was [say what]. // I [say how you noticed, what you said and what you changed].
M when did you have to make something good with almost no money? >
    There was [add your number] to spend. // I [say what you did instead of buying].
H when were you asked to claim more than was true? >
    They wanted to say [say what]. // I [say what you offered instead, and how it ended].
@Situational
E a post draws angry comments within an hour: what do you do? >
    I would read before I answer, find out whether they are right, answer once and plainly, and
    leave it up unless it does harm. [Add an example.]
M the launch is on Monday and the product slips by two weeks: what do you do with the campaign? >
    I would stop what can't be taken back, tell partners first, and use the time for those who
    already wait. [Add a case.]
M the founder loves a slogan that the test readers misunderstand: how do you go on? >
    I would let them hear the readers rather than me, and bring two others to choose from. [Add a
    case.]
H a competitor says something false about you, and it spreads: what do you advise? >
    I would find out who believes it before making it larger, answer with what can be checked, and
    let others say it for us. [Add what you have seen.]
E you may ask customers only one question: which one? >
    I would ask what they did before they had it, and listen for their own words. [Say what you
    have asked, and learned.]
@Problem-Solving
E visitors double and orders do not: how do you find out why? >
    I would split by where they came from, follow the way to the order, and watch a few real
    people. [Add a case.]
M open rates fall month by month: where do you look? >
    I would look at whom we added, how often we write, and whether the mail arrives at all, before
    changing subjects. [Add what you found.]
M how would you find out which of five channels brings buyers, and not only clicks? >
    I would switch one off in one place for a while, and ask new buyers how they came. [Add what
    you have tried.]
H a brand is known by everybody and bought by few: how do you take that apart? >
    I would ask those who considered it and went elsewhere, by price, by place and by trust. [Add
    an example.]
"""

_TOPICS = """
@Technical
* ! Campaigns | campaign*, paid media, google ads, advertis*, ppc, facebook ads, lead gen, media
    buying, go-to-market, launch campaign, sales promotions, promotional campaigns | aims before
    channels
E which one thing was the reader of your last campaign meant to do, and how many did it? >
    They were to [say what]; [add your number] did.
M how did you share the money between what works now and what may work next? >
    About [add your number] went to [say what]; I decided by [say what].
H cost for each new customer has doubled: what do you look at before you cut? >
    I would look at who they are and stay, at tiredness of the ads, at the page behind them. [Add
    a case.]
* ! Content and social media | content strategy, content creation, content marketing, web content,
    social media, blog*, copywriting, newsletters, instagram, linkedin posts, editorial,
    storytelling, email marketing, mailchimp, press release*, public relations, blog posts, social
    posts | a voice that people recognise
E how does a week of posts come about, and who says what is left out? >
    It begins with [say what]; left out is [say what], by [say whom].
M which post did better than you expected, and what did you learn from it that you could use
    again? >
    It was [say which]; I learned [say what].
H how do you keep one voice when five people write? >
    I would keep [say what: examples, words we don't use, one reader], and edit [say what].
* Search and web analytics | seo, sem, google analytics, web traffic, organic traffic, organic
    search, conversion rate, landing page*, keyword*, engagement rate, social engagement, audience
    engagement, funnel, website traffic | cause and effect on a page
E how do you choose a word that people search for and you can win? >
    I look at [say what: what they want, who is there, what we can say better].
M what did you change on a page, and how did you know that it was the change? >
    I changed [say what]; I knew by [say how], and it moved by [add your number].
H traffic falls by a third overnight: in which order do you look? >
    I would check whether we still count right, then which pages, then what changed on our side
    and at the search engine. [Add a case.]
* Brand and market research | brand*, market research, focus group*, positioning, survey*,
    competitor*, market entry, segmentation, customer insight*, market potential | hearing what
    you'd rather not
E what did customers tell you that surprised the people inside? >
    They said [say what]; inside, we had believed [say what].
M how did you put the question so that you didn't hear what you wanted? >
    I asked [say how: about the last time, not about wishes].
H the survey says one thing and the sales say another: which do you follow? >
    I would follow what people do, and use the survey to ask why. [Add a case.]
* Events and partnerships | events, event planning, event marketing, trade show*, sponsorship*,
    partnership*, fundraising, donors, community events, community outreach, sponsor outreach,
    conference, hackathon, speaker series | people who come back
E what was the event for, in one sentence, and did it do it? >
    It was for [say what]; it showed in [say what], [add your number].
M what went wrong on the day, and who noticed? >
    It was [say what]; I [say what you did].
H how do you find out whether an event was worth its money three months later? >
    I would follow [say whom], and compare with [say what].
"""

MARKETING = profession(
    "marketing",
    "a marketer",
    titles="""
marketing | marketing manager | content writer | copywriter | social media | brand manager | seo
digital marketing | communications | public relations | journalist | editor | pr manager | growth
community outreach coordinator | event coordinator | event planner | content creator
media planner | marketing coordinator | outreach coordinator | fundraiser | communications officer
""",
    words="audience* | followers | click-through | newsletter | publicity | community outreach",
    sheets=_OWN + _TOPICS,
)
