"""`python -m bench [--short] [NAME …]`: measures, prints a table, keeps JSON; exit 3 where a goal
is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable

from bench import api, chain, chat, exports, gateway_read, jobs, pairs, sign_ins
from bench.report import Measure, keep, show
from bench.rig import Rig, rig

MISSED = 3  # the exit status; any other failure is an error of measuring
MOST_SECONDS = 900  # of one measurement; one that takes longer hangs

MEASUREMENTS: dict[str, Callable[[Rig], Awaitable[list[Measure]]]] = {
    "read": gateway_read.measure,
    "sign-ins": sign_ins.measure,
    "jobs": jobs.measure,
    "chain": chain.measure,
    "api": api.measure,
    "chat": chat.measure,
    "pairs": pairs.measure,
    "exports": exports.measure,
}


async def run(names: list[str], *, short: bool) -> list[Measure]:
    """The measurements named, one after another: each has the machine to itself."""
    measures: list[Measure] = []
    async with rig(short=short) as servers:
        for name in names:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            async with asyncio.timeout(MOST_SECONDS):
                measures += await MEASUREMENTS[name](servers)
    return measures


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--short", action="store_true", help="fewer samples: does it work at all?")
    options = parser.parse_args()
    if unknown := set(options.names) - set(MEASUREMENTS):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    measures = asyncio.run(run(options.names or list(MEASUREMENTS), short=options.short))
    show(measures)
    print(f"kept in {keep(measures)}")
    if not all(one.met for one in measures):
        sys.exit(MISSED)


if __name__ == "__main__":
    main()
