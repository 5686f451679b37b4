"""`python -m tests.fake_openai [--port 0]`: prints its base URL, then serves until it is ended."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from tests.fake_openai.server import FakeOpenAI


async def _serve(port: int) -> None:
    async with FakeOpenAI(port) as fake:
        print(fake.base_url, flush=True)
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fake_openai")
    parser.add_argument("--port", type=int, default=0)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args().port))


if __name__ == "__main__":
    main()
