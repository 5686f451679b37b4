"""`python -m tests.integration.local_standins up|down|status`: the launcher with stand-ins for our
own processes.

BROKEN names one that ends at once instead.
"""

from __future__ import annotations

import dataclasses
import os
import sys

from deploy.local import up
from deploy.local.layout import Layout
from deploy.local.process import ProcessSpec
from deploy.local.server import ServerError
from deploy.local.system import System

HERE = "tests.integration.local_standins"


class StandIns(System):
    """Real servers, tiny services."""

    def _spec(self, name: str) -> ProcessSpec:
        spec = super()._spec(name)
        if name == os.environ.get("BROKEN"):
            return dataclasses.replace(
                spec, argv=[sys.executable, "-c", "raise SystemExit('setting X is missing')"]
            )
        module = f"{HERE}.gateway" if name == "gateway" else f"{HERE}.service"
        return dataclasses.replace(spec, argv=[sys.executable, "-m", module, name])


def main(command: str) -> int:
    layout = Layout.of_checkout()
    try:
        if command == "up":
            return up.up(layout, StandIns)
        return {"down": up.down, "status": up.status}[command](layout)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
