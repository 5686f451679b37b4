"""Where software runs, how it gets there and how one sees that it is well."""

from __future__ import annotations

INFRASTRUCTURE = """
* Kubernetes and containers | kubernetes, k8s, docker, containers, containerized, helm, eks, gke,
    openshift, ecs, rancher, pods, podman | whether you have run it, or only deployed to it
E what is in your image that needn't be, and how small did you get it? >
    What I took out was [say what]; the image went to [add your number].
M a pod restarts every few minutes and its log is clean: where do you look? >
    I would look at the exit code and the events: memory limit, failing probe, node pressure. With
    us it was [say what].
M how did you choose requests and limits, and what happened when they were wrong? >
    I set them from [say: measured use over a week]; when wrong, [say what happened].
H a rolling update drops requests for a few seconds: what is missing? >
    I would look at readiness, at draining before the stop signal and at long connections; ours
    was [say what].
* Infrastructure as code | terraform, ansible, cloudformation, pulumi, infrastructure as code,
    iac, packer, puppet, chef, bicep | changes you can read before they happen
E who may apply a change, and what does a reviewer see before it? >
    Applied by [say whom]; a reviewer sees [say: the plan, its cost].
M somebody changed something by hand and the plan wants to undo it: what do you do? >
    I would find out why, take it into the code if it is right, and only then apply. [Add a case.]
H how do you split state so that one mistake cannot take everything with it? >
    I split by [say: environment, team, life span]; the largest piece holds [say what].
* Cloud platforms | aws, amazon web services, gcp, google cloud, azure, microsoft azure, ec2, s3,
    lambda, vpc, serverless, cloud infrastructure, route 53, cloud instances, cloud spending,
    cloud practitioner | cost, blast radius and who holds the keys
E what may a service of yours do in the cloud account, and how do you know that it is no more? >
    It may [say what]; I know from [say: policy, access log, tests].
M where did the bill surprise you, and what did you change? >
    The surprise was [say what]; what I changed brought it to [add your number].
M what of your system survives the loss of one zone, and have you tried? >
    What survives is [say what]; what we tried was [say what, or that it is untried].
H how would you give ten teams accounts of their own without ten ways of doing everything? >
    I would fix [say what: network, identity, logs] for all, and leave [say what] to each.
* Delivery | ci/cd, jenkins, github actions, gitlab ci, circleci, ci pipelines, deploy time,
    deployment pipeline, build and release, release tooling, deploys, bazel, argo cd | fast and
    safe at the same time
E what must be green before a change of yours may go out? >
    These: [name the checks]; the slowest is [name it], at [add your number].
M where did the minutes go in that pipeline, and which of them were waiting? >
    Most went to [say what]; what was only waiting was [say what].
M how do you take back a release when the database has already changed? >
    I would release schema and code apart, so that the old code runs on the new schema; with us
    [say what is possible].
H how do you let people deploy on a Friday without fear? >
    Small changes, a fraction of users first, and a switch that takes it back; what we lacked was
    [say what].
* Reliability and on-call | on-call, on call, oncall, incident*, runbook*, mttr, sev1, sev-2,
    uptime, slo, sli, reliability, postmortem*, alert routing, availability | calm, and learning
    from what broke
E what wakes somebody at night in your system, and what waits until morning? >
    It wakes for [say what]; it waits for [say what], and the difference is [say what].
M which alert did you delete, and how did you know that you could? >
    I deleted [name it], because in [say how long] it [say what it had never found].
M walk me through an incident: when did users notice, when did you, and what closed that gap? >
    Users noticed [say when], we [say when]; what closed the gap was [say what].
H how do you set a target for reliability with a product team, and what happens when it is missed?
    >
    I would start from what users put up with, and agree beforehand what stops when it is missed;
    ours was [add your number].
* Observability | observability, prometheus, grafana, datadog, opentelemetry, tracing, monitoring
    services, metrics dashboard, kibana, logging, splunk, new relic, model monitoring | questions
    you can answer without a new release
E which one dashboard do you open first when somebody says that it is slow? >
    I open [name it], since it shows [say what].
M what do you put on a log line so that one request can be followed through several services? >
    An identifier from [say where], with [say what else]; what must not be on it is [say what].
H metrics by user would answer everything and ruin you: how do you choose the labels? >
    I would keep labels to what has few values, and sample traces for the rest; ours were [say
    which].
* Networking | tcp/ip, dns, vpn, subnets, routing, cilium, ebpf, firewall*, load balancer*, cisco,
    network configurations, networking, lan, wan, ebgp | the layer nobody looks at until it fails
E a host answers by address but not by name: what do you check, in order? >
    I would check [say your order: resolver, record, cache, search domain].
M how do you find out which side closes a connection, and why? >
    I would capture on both ends and look for [say what]; the case I remember was [say what].
H how did you part networks that must not see each other, and how did you prove it? >
    By [say how]; the proof is [say: a test that tries, a log that shows].
* Linux and shell | linux, bash, shell, unix, systemd, shell scripting | being at home on a
    machine in trouble
E a disk is full and you don't know of what: which commands, in which order? >
    I would look at [say your order], and mind files that are deleted but held open.
M how do you write a shell script that others can run without fear? >
    It stops at the first error, quotes everything, and [say what else: dry run, lock].
H load is high while the processor is idle: what is going on, and how do you show it? >
    Something waits: I would look at [say what: disk, locks, swap], with [name the tools].
* Security | security, penetration test*, vulnerabilit*, owasp, soc 2, siem, threat model*, zero
    trust, encryption, fingerprinting, cyber, malware | thinking like the other side
E where do secrets live in your system, and how are they changed? >
    They live in [say where]; changing one takes [say what], last done [say when].
M which of your inputs would you attack first? >
    The one at [say where], because [say what it reaches].
H you find that a key has been in the repository for a year: what do you do, in which order? >
    I would revoke it first, look in the logs for its use, tell those concerned, and only then
    clean the history. [Add a case if you have one.]
"""
