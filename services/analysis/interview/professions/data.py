"""Data analysis, data engineering, statistics and machine learning."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E how do you get to know a table that nobody has documented? >
    I look at [say what: keys, counts by day, empty and odd values], and ask [say whom].
M which figure of yours was once wrong in public, or nearly, and what check came of it? >
    The figure was [say what]; the check since then is [say what].
M how do you keep a definition, such as that of an active customer, the same in every report? >
    It lives in [say where]; a change to it goes through [say whom].
H correlation was all you had and a decision was due: what did you tell them? >
    I said [say how you put it], what else could explain it, and what test would settle it.
@Behavioral
E tell me about an analysis that somebody acted on. >
    The question behind it was [say whose decision hung on it]. // What I did: [say the data, the
    method and how you showed it].
E when did you find that the data could not answer the question, and how did you say so? >
    I was asked for [say what]. // I [say what was missing and what you offered instead].
M tell me about a time somebody did not believe your figures. >
    They expected [say what]. // I [say how you let them check it: one case, the query, the
    source].
M when did you choose a simpler method than you could have? >
    What was possible was [say what]. // I chose [say what], because [say who had to live with
    it].
M tell me about data you decided not to use. >
    The data was [say what kind]. // I left it out because [say why: consent, bias, quality].
H tell me about a result that you wanted to be true and that wasn't. >
    I had hoped for [say what]. // I [say how you found out, and how you told the others].
@Situational
E your manager wants one number by noon and the source is late: what do you send? >
    I would send yesterday's figure marked as such, or a range, and say when the real one comes.
    [Add an example.]
E two dashboards show different revenue for the same day: what do you do? >
    I would take one order and follow it in both: time zone, refunds, tax, filter; and then keep
    one of the two. [Add an example.]
M a test of a new feature is significant on the third day, and the team wants to stop: what do you
    say? >
    I would say that we agreed on a length for a reason, show how often such a lead vanishes, and
    run it to the end. [Add a test of yours.]
M you notice that a model treats one group of people worse: what do you do first? >
    I would measure it properly, say so to whoever owns the decision, and not let it decide alone
    until we know why. [Add what you have worked on.]
H someone senior asks you to leave out the weeks that spoil the trend: what do you do? >
    I would show both, say why the weeks differ, and keep my name off a picture that misleads.
    [Say where your line is.]
H a pipeline has dropped rows without a word for a month, and reports have gone out: what now? >
    I would stop it, count what is missing and where it mattered, tell the readers before they
    ask, then fill it in again. [Add a case.]
@Problem-Solving
E a daily count falls to zero on one weekday each week: how do you find out why? >
    I would look at whether the events or only the load is missing, at time zones and schedules,
    and at one raw file of that day. [Add an example.]
M sign-ups rise and active users do not: how do you take that apart? >
    I would split by source and by week of joining, look at the first day after joining, and check
    for machines among the sign-ups. [Add an analysis of yours.]
M a model is much better in your tests than in use: where do you look? >
    I would look for what leaks the answer, for time order in the split, and for inputs that
    differ between the two. [Add a case.]
H how would you tell what a campaign brought when everybody saw it at once? >
    I would look for places or times it reached later, build what would have happened without it,
    and give a range. [Add what you have done.]
"""

_TOPICS = """
@Technical
* ! Data quality and pipelines | data pipeline*, etl, elt, airflow, dbt, data quality, data
    warehouse, snowflake, bigquery, redshift, ingestion pipeline, spark, hadoop, databricks,
    source-to-target, validation script, data loading, feature store, data flows | whether you
    notice before your readers do
E which checks run before a table of yours is read by anybody? >
    These: [name them: counts, keys, freshness, ranges]; a failure goes to [say whom].
M how do you run yesterday again without counting anything twice? >
    Each run replaces [say what: a partition, a key]; late rows are [say how they are taken in].
M a source changed a column and nobody told you: what broke, and what notices it now? >
    What broke was [say what]; what notices it now is [say which check].
H full load or changes only: how did you choose, and what does the choice cost when something goes
    wrong? >
    We took [say which], since [say why]; when it goes wrong, [say what has to be done].
* Dashboards | tableau, power bi, looker, dashboard*, kpi*, data visuali*, qlik, metrics,
    reporting tool | a picture somebody decides by
E which chart did you take off a dashboard, and why did nobody miss it? >
    It was [say which]; nobody decided anything by it, as I saw from [say what].
M for whom was that made, and which decision did they take with it in a given week? >
    For [say whom]; in a typical week they decided [say what].
M two departments read the same figure in two ways: what did you change in it? >
    I changed [say what: name, note, split], after seeing [say what each had read in it].
H how do you show uncertainty to people who want one number? >
    I show [say what: range, scenarios], and say [say the sentence].
* ! Statistics and experiments | statistic*, a/b testing, a/b test*, experiment*, hypothesis,
    linear regression, logistic regression, regression model, causal, forecasting methods, survey
    design, r, spss, sas, stata, sampling, significance | honesty about chance
E how large did a sample have to be, and how did you arrive at the size? >
    It had to be [add your number], from [say what effect mattered and what noise there was].
M which test or model did you choose there, and what does it assume that may not hold? >
    I chose [name it]; it assumes [say what], which I checked by [say how].
H you looked at twenty measures and one was significant: what do you report? >
    I would report all that were looked at, name the one decided on beforehand, and treat the other
    as a question for a new test. [Add a case.]
* ! Machine learning | machine learning, ml, tensorflow, pytorch, scikit-learn, deep learning,
    neural, classifier*, classification, gradient-boosted, fraud classifiers, recommendation*,
    reinforcement learning, training pipeline*, jax, keras, xgboost, feature engineering, model
    training, nlp | what a model does once it is let loose
E what was the simplest baseline, and by how much did the model beat it? >
    The baseline was [say what: a rule, the average]; the model was better by [add your number].
M what did a wrong answer of the model cost, and how did you set its threshold by the cost? >
    A false alarm cost [say what], a miss [say what]; so the threshold was [say how it was set].
M how did you keep tomorrow's knowledge out of today's training data? >
    I split by [say what], and looked for [say which leak].
H how do you notice that the world has moved away from a model, when true labels come weeks later?
    >
    I would watch inputs and scores for drift, and a small sample labelled by hand; ours [say what
    you watched].
* Language models | llm, large language model*, gpt*, transformer*, attention mechanism, attention
    heads, prompts, prompt engineering, rag, retrieval-augmented, fine-tun*, inference kernels,
    language model*, embeddings, tokenizer | measuring what sounds right
E how did you find out whether its answers were right, and not only fluent? >
    I checked [say what: a fixed set of cases, sources, people's votes].
M what did you do so that text it reads cannot give it orders? >
    The text is [say how it is fenced], and what it may do is limited to [say what].
M where did the time or memory go when it ran, and what did you gain? >
    It went to [say what]; the gain was [add your number].
H when is a language model the wrong tool, and what would you use instead? >
    It is wrong when [say when]; I would use [say what: a rule, a query, a small classifier].
* Python for data | pandas, numpy, jupyter, matplotlib, scipy, polars, plotly | work that others
    can run again
E what do you do so that a notebook of yours gives the same result next month? >
    I [say what: fixed versions, one order of cells, a copy of the input].
M a frame no longer fits in memory: what do you try, in which order? >
    I would read fewer columns, use smaller types, work in pieces, and only then change the tool.
    [Add a case.]
H how did you check an analysis that only you could run? >
    I had [say whom] rebuild [say which figure] from the source, or rebuilt it myself in [say
    what].
"""

DATA = profession(
    "data",
    "a data specialist",
    titles="""
data analyst | data scientist | data engineer | machine learning engineer | ml engineer
analytics | business intelligence | statistician | research scientist | ai engineer
quantitative analyst | data services | machine learning team | ml research | analyst intern
bi analyst | business analyst | data architect | analista de datos | reporting analyst
insights analyst | logistics analyst | operations analyst | machine learning
""",
    words="""
dataset* | data analysis | analytics | models | data science | predictive | insights
quantitative
""",
    sheets=_OWN + _TOPICS,
)
