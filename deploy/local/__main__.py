"""`python -m deploy.local up|down|status|doctor|analyze`: Vitae on this machine."""

from __future__ import annotations

import argparse
import sys

from deploy.local.disk import ERRORS, disk_error
from deploy.local.layout import Layout
from deploy.local.server import ServerError


def parser() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(prog="python -m deploy.local", description=__doc__)
    commands = arguments.add_subparsers(dest="command", required=True)
    commands.add_parser("up", help="run the whole system until Ctrl-C")
    commands.add_parser("down", help="stop a running system")
    commands.add_parser("status", help="what is running")
    commands.add_parser("doctor", help="check this machine and a real round trip through all of it")
    analyze = commands.add_parser("analyze", help="read one resume")
    analyze.add_argument("resume", nargs="?", default="", help="a PDF, DOC or DOCX file")
    return arguments


def run(options: argparse.Namespace, layout: Layout) -> int:
    """Each command imports what it needs: the supervisor stays small."""
    match options.command:
        case "doctor":
            from deploy.local.doctor import doctor

            return doctor(layout)
        case "analyze":
            from deploy.local.analyze import analyze

            return analyze(layout, options.resume)
        case command:
            from deploy.local import up

            return {"up": up.up, "down": up.down, "status": up.status}[command](layout)


def main() -> int:
    options = parser().parse_args()
    layout = Layout.of_checkout()
    try:
        return run(options, layout)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno not in ERRORS:
            raise
        print(disk_error(error, layout.root), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
