"""Closes this process to files, network, other processes and privileges, for good, as far as the kernel can.

Four locks, each left out where the system has none: capabilities (dropped), RLIMIT_NPROC (no new processes;
does not bind root), Landlock (files: reading below the given folders only) and seccomp (network, new
processes, signals, rights and limits; Linux on x86-64 and arm64). What holds is what `close` returns.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from typing import Any

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_CAPABILITY_VERSION_3 = 0x20080522

# landlock(7): the same three system calls on every architecture
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_RIGHTS = {1: 0x1FFF, 2: 0x3FFF}  # every file right of ABI 1, with REFER from 2, with TRUNCATE from 3
_RIGHTS_LATER = 0x7FFF
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3

# seccomp(2): a classic BPF program over struct seccomp_data {nr, arch, …}
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # EPERM
_X32 = 0x40000000

# Numbers from asm/unistd_64.h and asm-generic/unistd.h: socket, connect, socketpair; clone, fork, vfork,
# execve, execveat; kill, tkill, tgkill; ptrace; setrlimit, prlimit64; unshare, setns, bpf; then the families
# of chmod, chown, utime and setxattr; then those shared by all: pidfd_send_signal, io_uring_setup, clone3,
# fchmodat2.
_SHARED = (424, 425, 435, 452)
_X86 = (41, 42, 53, 56, 57, 58, 59, 322, 62, 200, 234, 101, 160, 302, 272, 308, 321)
_X86_FILES = (90, 91, 268, 92, 93, 94, 260, 132, 235, 261, 280, 188, 189, 190, 197, 198, 199)
_ARM = (198, 203, 199, 220, 221, 281, 129, 130, 131, 117, 164, 261, 97, 268, 280)
_ARM_FILES = (52, 53, 54, 55, 88, 5, 6, 7, 14, 15, 16)
_CALLS = {
    "x86_64": (0xC000003E, (*_X86, *_X86_FILES, *_SHARED)),
    "aarch64": (0xC00000B7, (*_ARM, *_ARM_FILES, *_SHARED)),
}


def close(readable: Sequence[str]) -> tuple[str, ...]:
    """Lock this process: only files below `readable` open, for reading. The names of the locks that hold."""
    locks: dict[str, Callable[[], bool]] = {"processes": _no_processes}
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.syscall.restype = ctypes.c_long
        locks |= {
            "parent": lambda: _prctl(libc, _PR_SET_PDEATHSIG, signal.SIGKILL),
            "capabilities": lambda: _drop_capabilities(libc),
            "privileges": lambda: _prctl(libc, _PR_SET_NO_NEW_PRIVS, 1),
            "landlock": lambda: _landlock(libc, readable),
            "seccomp": lambda: _seccomp(libc),
        }
    return tuple(name for name, lock in locks.items() if lock())


def _no_processes() -> bool:
    try:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    except (ValueError, OSError):
        return False
    return os.getuid() != 0


def _prctl(libc: Any, option: int, value: int, pointer: Any = 0) -> bool:
    return bool(libc.prctl(option, ctypes.c_ulong(value), pointer, ctypes.c_ulong(0), ctypes.c_ulong(0)) == 0)


def _drop_capabilities(libc: Any) -> bool:
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    return bool(libc.capset(header, bytes(24)) == 0)


def _landlock(libc: Any, readable: Sequence[str]) -> bool:
    version = libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = struct.pack("Q", _RIGHTS.get(version, _RIGHTS_LATER))
    rules = libc.syscall(_LANDLOCK_CREATE, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return False
    for folder in readable:
        _allow_reading(libc, rules, folder)
    closed = bool(libc.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0)
    os.close(rules)
    return closed


def _allow_reading(libc: Any, rules: int, folder: str) -> None:
    try:
        place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rule = struct.pack("=Qi", _READ_FILE | _READ_FOLDER, place)
    libc.syscall(_LANDLOCK_ADD, rules, 1, rule, 0)
    os.close(place)


def _seccomp(libc: Any) -> bool:
    if platform.machine() not in _CALLS:
        return False
    code = _filter(*_CALLS[platform.machine()])
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    return _prctl(libc, _PR_SET_SECCOMP, 2, program)


def _filter(architecture: int, refused: Sequence[int]) -> bytes:
    """The program: every call of another architecture and every one in `refused` fails with EPERM."""
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _REFUSE)]
    steps += [(_LOAD, 0, 0, 0), (_AT_LEAST, len(refused) + 1, 0, _X32)]
    for place, call in enumerate(refused):
        steps.append((_EQUAL, len(refused) - place, 0, call))
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
