"""Which words of a sentence name something: an employer, a tool, a title. What a model writes may
name only what the resume names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = re.compile(r"[^\W_]+(?:[.+#&'\u2019][^\W_]+|[+#]+)*")
_SENTENCE_END = ".!?:"
# Tools that are written without a capital often enough.
TOOLS = frozenset(
    """
    airflow angular ansible autocad aws azure bash bigquery catia cassandra css databricks dbt
    django docker elasticsearch excel fastapi figma flask flutter gcp git github gitlab golang
    grafana graphql hadoop helm html hubspot illustrator java javascript jenkins jira kafka
    keras kotlin kubernetes linux looker matlab mongodb mysql netsuite node.js numpy oracle
    pandas php photoshop postgres postgresql power-bi prometheus python pytorch quickbooks
    rabbitmq react redis redshift ruby rust salesforce sap scala scikit-learn selenium snowflake
    solidworks spark spss sql swift tableau tensorflow terraform typescript vue workday xero
    """.split()  # noqa: SIM905 - read as a list, it is a page
)


def names_in(text: str) -> list[str]:
    """Words that look like names: capitalised inside a sentence, or with a capital after the
    first letter, or with a digit among letters; a number alone is none.
    """
    return [name for _, name in placed_names(text)]


def placed_names(text: str) -> Iterator[tuple[int, str]]:
    """As `names_in`, each with where it begins."""
    for match in _NAME.finditer(text):
        word = match.group()
        if word.isdigit():
            continue
        before = text[: match.start()].rstrip(" \"'(\u201c\u2018")
        opens = not before or before[-1] in _SENTENCE_END
        odd = any(char.isupper() for char in word[1:]) or any(map(str.isdigit, word))
        if odd or (word[0].isupper() and len(word) > 1 and not opens):
            yield match.start(), re.sub(r"['\u2019]s$", "", word)
