"""The walls around one document: limits, and a list of the system calls a reader may make.

Needs no privilege, so it works for a plain user in a container with a read-only file system. Linux
only. Everything the reader needs is loaded before the walls go up; after that it can compute, read
and write the descriptors it holds, and end. It can open no file and no socket, start nothing and
signal nobody, so a hijacked reader reaches neither the network nor the secrets of the process that
started it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass

_PR_SET_PDEATHSIG = 1
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000

# Classic BPF: load a word of struct seccomp_data, jump if equal or if a bit is set, return.
_LOAD, _JUMP_EQUAL, _JUMP_SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _ARCH, _THIRD_ARGUMENT = (
    0,
    4,
    32,
)  # offsets in struct seccomp_data (low word of args[2])
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_PROT_EXEC = 0x4

_CALLS = {
    "x86_64": (
        0xC000003E,
        {
            "read": 0, "write": 1, "close": 3, "fstat": 5, "lseek": 8, "mmap": 9, "mprotect": 10,
            "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15,
            "readv": 19, "writev": 20, "sched_yield": 24, "mremap": 25, "madvise": 28, "getpid": 39,
            "exit": 60, "gettimeofday": 96, "getrusage": 98, "sysinfo": 99, "times": 100,
            "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "sigaltstack": 131,
            "gettid": 186, "futex": 202, "restart_syscall": 219, "clock_gettime": 228,
            "clock_getres": 229, "exit_group": 231, "getrandom": 318, "membarrier": 324,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "read": 63, "write": 64, "close": 57, "fstat": 80, "lseek": 62, "mmap": 222,
            "mprotect": 226, "munmap": 215, "brk": 214, "rt_sigaction": 134, "rt_sigprocmask": 135,
            "rt_sigreturn": 139, "readv": 65, "writev": 66, "sched_yield": 124, "mremap": 216,
            "madvise": 233, "getpid": 172, "exit": 93, "gettimeofday": 169, "getrusage": 165,
            "sysinfo": 179, "times": 153, "getuid": 174, "getgid": 176, "geteuid": 175,
            "getegid": 177, "sigaltstack": 132, "gettid": 178, "futex": 98, "restart_syscall": 128,
            "clock_gettime": 113, "clock_getres": 114, "exit_group": 94, "getrandom": 278,
            "membarrier": 283,
        },
    ),
}  # fmt: skip
_NO_EXECUTABLE_MEMORY = ("mmap", "mprotect")


class WallError(OSError):
    """A wall could not be put up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use."""

    memory: int = 1024 * 1024 * 1024  # bytes of address space
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    output: int = 32 * 1024 * 1024  # bytes of result


def supported() -> bool:
    """Whether this system can put the walls up at all."""
    return sys.platform == "linux" and platform.machine() in _CALLS and sys.maxsize > 2**32


def limit_resources(limits: Limits) -> None:
    """Memory, time, no files, no processes, no core dumps."""
    set_limit = resource.setrlimit
    set_limit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    set_limit(resource.RLIMIT_FSIZE, (0, 0))
    set_limit(resource.RLIMIT_NOFILE, (16, 16))
    set_limit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        set_limit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        set_limit(resource.RLIMIT_NPROC, (0, 0))


def die_with_parent(parent: int) -> None:
    """SIGKILL for this process when its parent ends, however it ends."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def forbid_new_privileges() -> None:
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def leave_network() -> bool:
    """Move to an empty network namespace where the system lets us; the filter stands without it."""
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    return unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0 or unshare(_CLONE_NEWNET) == 0


def filter_calls() -> None:
    """From here on, any system call that is not listed fails with EPERM. Cannot be undone."""
    machine = platform.machine()
    if machine not in _CALLS:
        raise WallError(errno.ENOSYS, f"no list of system calls for {machine}")
    arch, calls = _CALLS[machine]
    code = _program(arch, calls)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    holder = ctypes.create_string_buffer(program, len(program))
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(holder))


def _program(arch: int, calls: dict[str, int]) -> bytes:
    """Another architecture's numbers mean other calls, so those are refused first."""
    executable = [calls[name] for name in _NO_EXECUTABLE_MEMORY]
    plain = [number for number in calls.values() if number not in executable]
    steps = [
        _step(_LOAD, 0, 0, _ARCH),
        _step(_JUMP_EQUAL, 1, 0, arch),
        _step(_RETURN, 0, 0, _REFUSE),
        _step(_LOAD, 0, 0, _NUMBER),
    ]
    for number in plain:
        steps += [_step(_JUMP_EQUAL, 0, 1, number), _step(_RETURN, 0, 0, _ALLOW)]
    for number in executable:
        steps += [
            _step(_JUMP_EQUAL, 0, 4, number),
            _step(_LOAD, 0, 0, _THIRD_ARGUMENT),
            _step(_JUMP_SET, 0, 1, _PROT_EXEC),
            _step(_RETURN, 0, 0, _REFUSE),
            _step(_RETURN, 0, 0, _ALLOW),
        ]
    steps.append(_step(_RETURN, 0, 0, _REFUSE))
    return b"".join(steps)


def _step(code: int, if_true: int, if_false: int, operand: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, operand)


def _prctl(option: int, *arguments: int) -> None:
    padded = [ctypes.c_ulong(a) for a in (*arguments, *(0,) * (4 - len(arguments)))]
    if ctypes.CDLL(None, use_errno=True).prctl(option, *padded) != 0:
        number = ctypes.get_errno()
        raise WallError(number, f"prctl({option}): {os.strerror(number)}")


def close_others(keep: Iterable[int]) -> None:
    """Close every descriptor above 2 that is not kept."""
    kept = sorted({0, 1, 2, *keep})
    for low, high in zip(kept, [*kept[1:], 1 << 16], strict=True):
        os.closerange(low + 1, high)
