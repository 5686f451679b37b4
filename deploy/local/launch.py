"""Start one program so that it never outlives the process that asked for it.

Run as `python -I -S launch.py [options] -- PROGRAM ARGUMENTS…`; standard library only, so that it
costs a few milliseconds. The new process leads a process group of its own. On Linux the kernel
signals it when the parent dies and this interpreter is replaced by the program; elsewhere
(`--watch`) this process stays, waits for the parent's end of a pipe to close, and kills the
program.

As root, `--uid`/`--gid` drop to another user for good (PostgreSQL refuses root). With `--search`
that user keeps the right to read and enter any directory: a checkout under /root or a private home
is out of its reach otherwise, and the alternative is to widen the modes of directories that aren't
ours.

Exit status: the program's; 126 where it could not be started.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import select
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
SECBIT_NO_SETUID_FIXUP = 4
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE = 1
CAP_DAC_READ_SEARCH = 2
NOT_STARTED = 126


def prctl(*arguments: int) -> None:
    """The system call of that name; OSError where the kernel refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    padded = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[1:5]]
    if libc.prctl(ctypes.c_int(arguments[0]), *padded) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def search_capability() -> int:
    """The mildest capability at hand that enters any directory; containers often have the second
    alone.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("CapPrm:"))
    permitted = int(line.split()[1], 16)
    for capability in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        if permitted & (1 << capability):
            return capability
    raise PermissionError("this root may not pass on the right to enter directories")


def limit_capabilities(capability: int) -> None:
    """Keep this one capability, also over exec, and no other."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    mask = 1 << capability
    # effective, permitted, inheritable: the low words, then the high ones
    data = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    if libc.capset(header, data) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def drop_privileges(uid: int, gid: int, *, search: bool) -> None:
    """Become another user for good."""
    capability = search_capability() if search else None
    if capability is not None:
        # Leaves the capabilities to us, and lets access(2) count them: initdb looks before it runs.
        prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if capability is not None:
        limit_capabilities(capability)


def die_with(parent: int, death_signal: int) -> None:
    """Have the kernel send `death_signal` when the parent dies. Changing user clears it: call this
    last.
    """
    prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:  # it died before the call
        os.kill(os.getpid(), death_signal)


def forward_nothing(_number: int, _frame: FrameType | None) -> None:
    """A signal that is only to wake us."""


def watch(program: list[str], lifeline: int) -> int:
    """Run the program below this process and kill it when the lifeline closes; the program's exit
    status.
    """
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        os.execvp(program[0], program)

    def forward(number: int, _frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(child, number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, forward)
    signal.signal(signal.SIGCHLD, forward_nothing)
    while True:
        finished, status = os.waitpid(child, os.WNOHANG)
        if finished:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code
        ready, _, _ = select.select([reader, lifeline], [], [])
        if reader in ready:
            os.read(reader, 512)
        if lifeline in ready:
            os.killpg(0, signal.SIGKILL)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="launch", description=__doc__)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--death-signal", type=int, default=int(signal.SIGKILL))
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--watch", type=int, metavar="FD", help="the read end of the parent's pipe")
    parser.add_argument("program", nargs=argparse.REMAINDER)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    program: list[str] = [
        item for item in options.program if item != "--" or options.program[0] != "--"
    ]
    try:
        with suppress(PermissionError):  # already a leader
            os.setpgid(0, 0)
        if options.uid is not None:
            drop_privileges(options.uid, options.gid, search=options.search)
        if options.watch is not None:
            os.set_inheritable(options.watch, False)
            return watch(program, options.watch)
        die_with(options.parent, options.death_signal)
        os.execvp(program[0], program)
    except OSError as error:
        sys.stderr.write(f"cannot start {Path(program[0]).name}: {error}\n")
        return NOT_STARTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
