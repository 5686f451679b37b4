"""Data stores, messages and services between them."""

from __future__ import annotations

SERVICES = """
* PostgreSQL and SQL databases | postgresql, postgres, mysql, sql server, oracle, sqlite,
    interbase, mariadb, relational database*, database schema, schema design, supabase | how data
    stays right while many write to it
E which columns did you index, and how did you check that the planner uses the index? >
    I indexed [name the columns], since [say the query]; I checked with [say: explain,
    statistics].
M which isolation level did your writes run at, and what did two writers of one row see? >
    The level was [name it]; for two writers it meant [say: wait, error and retry, last one wins].
M how do you add a column that may not be null to a table of millions of rows without stopping
    writes? >
    I would add it empty, fill it in batches, check it and only then forbid null; in our case [say
    the size and what you watched].
M tell me of a deadlock or a lock that waited too long: who held what? >
    One side held [say what] and the other [say what]; what I changed was [say: order, shorter
    transaction, index].
H replicas lag behind by seconds: which of your reads may go there, and how do you keep a user
    from missing their own write? >
    Reads that may lag are [say which]; for a user's own write I would [say: read from the
    primary, wait for the position].
* SQL | sql, sql/cql, stored procedure*, query tuning, query optimization, query optimisation |
    whether you can reason about a query, not only write one
E how do you check that a join hasn't quietly multiplied or lost rows? >
    I count [say what] before and after, and look at keys that [say what].
M when do you use a window function where others would use a self-join? >
    I used one for [say what: running total, latest row per key].
H a report's query is right and far too slow: in which order do you try things? >
    I would read the plan first, then [say your order: fewer rows early, index, rewrite,
    precompute].
* Caching | caching, cache, redis, memcached, cdn, tiered caching, read-through | staleness, the
    price of speed
E what did you choose not to cache, and why? >
    I left out [say what], because [say what a stale value would do].
M how did an entry leave that cache when the truth behind it changed, and how stale could it be? >
    It left by [say: expiry, event, version in the key]; the longest it could be stale was [add
    your number].
M what was the hit rate, and what happened to the store behind it when the cache was empty? >
    The hit rate was [add your number]; with an empty cache [say what happened, and what you did].
H many requests miss the same key at once: how do you keep them from all going to the database? >
    I would let one of them fetch while the others wait or get the old value; ours did [say what].
* Messaging and events | kafka, rabbitmq, event-driven, event sourcing, event-sourced,
    event-sourcing, message queue, pub/sub, flink, kinesis, streaming, sqs, nats, ingestion,
    ingest | what happens to a message that goes wrong
E what is in the key of your messages, and what order does it promise? >
    The key is [say what]; it promises order for [say what], and none for [say what].
M what happens there when a consumer dies after the work and before the acknowledgement? >
    The message comes again; what keeps it from counting twice is [say: key, version, constraint].
M a consumer falls hours behind: how do you notice, and how do you catch up? >
    I notice by [say which measure]; to catch up I would [say: more partitions, batches,
    skipping].
H you must change the shape of an event that six teams read: how do you do it? >
    I would add and never rename, let both shapes live, find the readers by [say how], and remove
    the old one when [say the sign].
* Distributed systems | distributed system*, microservices, micro-services, service mesh, istio,
    envoy, consistency, consensus, crdts, sharding, multi-tenant, control plane, rate limiter,
    conflict resolution | thinking in failures, not in boxes
E how does a caller of your service know that a retry is safe? >
    It knows by [say: idempotency key, method, documentation]; a retry does [say what].
M what does your service do when one it depends on is slow rather than down? >
    It waits at most [add your number], then [say: degrades, answers from a cache, fails fast].
M why was that worth a network call instead of a function call, looking back? >
    It was split because [say why]; looking back I would [say: do it again, or keep it together].
H one tenant or one key gets half of all the traffic: what breaks first, and what do you do? >
    What breaks first is [name it]; I would [say: limit it, move it, split it], and first measure
    [say what].
* APIs | rest api*, restful, graphql, grpc, rest apis, api design, openapi, webhooks, soap, oauth
    login, third-party vendor, third-party applications, api integrations | promises to people you
    don't know
E which status does your API answer for a request that is well formed but not allowed yet, and
    why? >
    It answers [say which], because a client can then [say what].
M how did you change a public field without breaking those who read it? >
    I kept [say what] for [say how long], and found the readers by [say how].
M how does a client page through a list that changes meanwhile? >
    With [say: cursor, offset]; what it can miss or see twice is [say what].
H what would you put in a contract test between you and a third party, and who runs it? >
    I would pin [say what], run by [say whom], and alert when [say what changes].
* Payments and money | payment*, billing, ledger, settlement, settlement rails, checkout, fraud,
    transactions daily, monthly transactions, invoice service, trading | exactness: cents,
    duplicates, audit trails
E how do you store an amount of money, and where have you seen it stored wrongly? >
    As [say: integer of the smallest unit, decimal] with its currency; I have seen [say what].
M how do you make sure that a payment which times out is neither lost nor taken twice? >
    It carries [say: an idempotency key]; after a timeout we [say how we ask or reconcile].
M what did you reconcile against whom, how often, and what did the differences turn out to be? >
    We compared [say what with what], [say how often]; the usual difference was [name it].
H a bug has billed some customers twice: what do you do in the first hour, and in the first week?
    >
    In the first hour I would stop it and list who is touched; in the first week refund, explain
    and prove that the sums agree. [Say what you had at hand to do so.]
* Search | elasticsearch, elastic stack, solr, full-text search, opensearch, search feature, index
    instrument | relevance that users notice
M what made a result rank where it did, and how did you judge a change of that? >
    It ranks by [say what]; I judged changes by [say: queries with known answers, clicks].
M how does a changed record reach the index, and how long may that take? >
    By [say how]; users see it after [add your number].
H how would you rebuild the index of a live system without a gap? >
    I would fill a second one beside it, replay what changed meanwhile and switch a name; ours
    took [add your number].
* Identity and access | oauth, sso, single sign-on, authentication, authorization, authorisation,
    identity, saml, jwt, session management, rbac | who may do what, and how it is taken away
    again
E what is the difference between knowing who somebody is and what they may do, in your code? >
    The first is settled at [say where], the second at [say where].
M how does a token of yours stop working when somebody is dismissed at noon? >
    By [say: short life, revocation list, session row]; at worst it still works for [add your
    number].
H where would you attack your own sign-in, and what would notice you? >
    I would try [name the weak spot]; what notices is [say which limit, log or alert].
"""
