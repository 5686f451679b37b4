"""`python -m tests.compat BASE_URL MODEL`: asks a model server all that Vitae asks, prints a table.

The key is taken from OPENAI_API_KEY. Exit 1 where something broke that Vitae has no name for. A
check that ends `model` shows a failure that Vitae reports as such: it may be the model's own.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys

from tests.compat.checks import Target, run

_ROW = "{:<32} {:<7} {:>7}  {}"


async def check(target: Target) -> bool:
    """Prints the table; whether nothing broke."""
    print(_ROW.format("check", "outcome", "seconds", "detail"))
    whole = True
    async for result in run(target):
        whole = whole and result.outcome != "broken"
        seconds = f"{result.seconds:.2f}"
        print(_ROW.format(result.check, result.outcome, seconds, result.detail), flush=True)
    return whole


def target(arguments: list[str]) -> Target:
    parser = argparse.ArgumentParser(prog="python -m tests.compat", description=__doc__)
    parser.add_argument("base_url", help="as OPENAI_BASE_URL; it usually ends in /v1")
    parser.add_argument("model", help="as OPENAI_MODEL")
    parser.add_argument("--embedding-model", default="", help="as EMBEDDING_MODEL")
    parser.add_argument("--seconds", type=float, default=180.0, help="for each check")
    parser.add_argument(
        "--window", type=int, default=0, help="characters that the model can't hold, to be tried"
    )
    given = parser.parse_args(arguments)
    key = os.environ.get("OPENAI_API_KEY", "")
    names = (given.base_url, given.model, key, given.embedding_model, given.seconds, given.window)
    return Target(*names)


if __name__ == "__main__":
    sys.exit(not asyncio.run(check(target(sys.argv[1:]))))
