"""Names of tools and skills: which kind each is of, and its other spellings."""

from __future__ import annotations

import re
from functools import lru_cache

from libs.profile.spellings import SPELLINGS
from services.chat.engines.builtin.words import entries

# Asked-for kind → its members, folded.
KINDS: dict[str, frozenset[str]] = {
    "programming languages": entries(
        """
        python java javascript typescript c c++ c# go rust ruby php swift kotlin scala r matlab perl
        julia haskell erlang elixir clojure f# ocaml lua dart groovy cobol fortran pascal delphi ada
        lisp scheme prolog assembly objective-c visual_basic vba shell bash powershell sql pl/sql
        t-sql vhdl verilog cuda glsl hlsl solidity abap apex sas stata html css zig nim as3
        actionscript d racket smalltalk
        """
    ),
    "databases": entries(
        """
        postgresql mysql mariadb oracle sql_server sqlite mongodb redis cassandra dynamodb
        elasticsearch neo4j couchdb couchbase influxdb snowflake bigquery redshift clickhouse db2
        memcached firebase firestore supabase interbase microsoft_access hbase teradata cockroachdb
        opensearch elasticache rds aurora sql nosql timescaledb chroma pinecone hive
        """
    ),
    "cloud platforms": entries(
        """
        aws gcp azure heroku digitalocean ibm_cloud oracle_cloud cloudflare vercel netlify openstack
        alibaba_cloud lambda ec2 ecs eks s3 cloudfront cloudformation
        """
    ),
    "containers and infrastructure tools": entries(
        """
        docker kubernetes terraform ansible helm packer rancher openshift argocd kustomize vagrant
        puppet chef pulumi istio cilium consul vault nomad podman envoy prometheus grafana datadog
        pagerduty ci/cd jenkins circleci github_actions gitlab_ci linux unix
        """
    ),
    "frontend tools": entries(
        """
        react angular vue svelte next.js redux jquery html css sass tailwind bootstrap webpack vite
        javascript typescript backbone ember chart.js d3 webgl jade stylus require wcag
        responsive_layout
        """
    ),
    "backend frameworks": entries(
        """
        node.js express django flask fastapi spring spring_boot rails laravel .net asp.net koa
        nestjs graphql grpc play struts symfony gin rest rest_apis
        """
    ),
    "frameworks or libraries": entries(
        """
        react angular vue svelte next.js redux jquery tailwind bootstrap ember backbone d3 chart.js
        node.js express django flask fastapi spring spring_boot rails laravel .net asp.net koa
        nestjs play struts symfony gin pytorch tensorflow keras jax scikit-learn xgboost lightgbm
        pandas numpy huggingface langchain opencv spacy nltk flutter react_native qt opengl junit
        pytest jest selenium cypress playwright hadoop spark flink
        """
    ),
    "BI and reporting tools": entries(
        "power_bi tableau looker qlik qlikview metabase excel superset google_data_studio"
        " crystal_reports kpi_reporting"
    ),
    "machine learning tools": entries(
        """
        pytorch tensorflow keras jax scikit-learn xgboost onnx triton pandas numpy huggingface
        langchain opencv spacy nltk lightgbm machine_learning deep_learning
        """
    ),
    "design tools": entries(
        """
        figma sketch photoshop illustrator indesign adobe_xd invision gimp inkscape canva autocad
        solidworks blender after_effects
        """
    ),
    "office software": entries(
        """
        microsoft_office microsoft_word word excel powerpoint outlook google_docs google_sheets
        google_suite microsoft_suite google_workspace access visio libreoffice notion
        """
    ),
    "accounting and business software": entries(
        """
        quickbooks sap xero sage netsuite salesforce hubspot oracle_financials peachtree freshbooks
        dynamics workday jira confluence accounting_software
        """
    ),
    "messaging and streaming tools": entries("kafka rabbitmq nats sqs pulsar kinesis flink spark"),
    "version control": entries("git svn mercurial github gitlab bitbucket perforce"),
    "operating systems": entries("linux unix windows macos ubuntu android ios debian"),
    "test tools": entries(
        "selenium cypress jest pytest junit vitest playwright mocha postman unit_testing"
    ),
    "soft skills": entries(
        """
        communication leadership teamwork patience collaboration mentoring coaching organization
        problem-solving problem_solving time_management attention_to_detail customer_service
        communication_skills organizational_skills interpersonal_skills negotiation adaptability
        stakeholder_communication crosscultural_competency management creativity empathy
        public_speaking cross-team_collab critical_thinking
        """
    ),
}
KNOWN: frozenset[str] = frozenset[str]().union(*KINDS.values()) | frozenset(SPELLINGS)
# Names that are also ordinary words: in a resume they count only as they are written here, and in a
# question only as the object of a verb of knowing.
_ORDINARY = entries(
    """
    go r c d rust swift play spark express spring word access excel outlook sketch require ember
    julia ada apex chef puppet helm packer vault consul nomad node shell react lambda rest flask
    bootstrap sage notion scheme dart gin hive sas jade stylus canva illustrator access unity word
    communication management organization leadership sql_ ai ml ts js vb tex office assembly
    windows sap envoy rails aurora patience looker triton dynamics blender
    """
)


def first_word(name: str) -> str:
    """The part of a folded name before its first blank or slash."""
    return re.split(r"[\s/]", name, maxsplit=1)[0]


def _by_first_word() -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for name in sorted(KNOWN):
        grouped.setdefault(first_word(name), []).append(name)
    return {word: tuple(names) for word, names in grouped.items()}


BY_FIRST_WORD = _by_first_word()


def spellings(name: str) -> tuple[str, ...]:
    """All ways to write the folded `name`, itself first."""
    return (name, *(other for other in SPELLINGS.get(name, ()) if other != name))


def is_ordinary(name: str) -> bool:
    """Whether the folded name is a common word too, or too short to be told from one."""
    return name in _ORDINARY or len(name) <= 2


@lru_cache(maxsize=4096)
def _pattern(written: str, *, exact: bool) -> re.Pattern[str]:
    body = re.escape(written).replace(r"\ ", r"\s+")
    short = "-" if len(written) <= 2 else ""
    before = rf"(?<![\w+#@{short}])(?<!\w[.&])"
    after = rf"(?![\w+#&{short}])(?!\.\w)" if not written.endswith(".") else ""
    if written.casefold() == "play":  # the shop of apps
        before, after = before + r"(?<!Google )", after + r"(?!\s+[Ss]tore)"
    if written.casefold() == "spring":  # the season
        after += r"(?!\s+(?:of\b|semester|term|break|\d|['’]\d))"
    if written in ("node", "vue", "react", "next", "node.js"):
        after = r"(?![\w+#&])"
    return re.compile(before + body + after, 0 if exact else re.IGNORECASE)


def patterns(name: str) -> list[re.Pattern[str]]:
    """What finds the folded name, in each of its spellings, in a resume's text."""
    found: list[re.Pattern[str]] = []
    for written in spellings(name):
        if is_ordinary(written):
            forms = {written.upper() if len(written) <= 2 and written != "go" else written.title()}
            forms |= {written.upper(), "JS" if written == "js" else written.title()}
            found += [_pattern(form, exact=True) for form in sorted(forms)]
        else:
            found.append(_pattern(written, exact=False))
    return found


def prepare() -> None:
    """Make the patterns of all known names ready, so that no first question waits for it."""
    for name in KNOWN:
        patterns(name)


def in_question(name: str) -> re.Pattern[str]:
    """What finds the folded name in a folded question."""
    return _pattern(name, exact=False)
