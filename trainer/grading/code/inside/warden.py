"""Starts one command under limits and leaves no process of it behind; knows nothing of what the command does.

`warden.py MEMORY CPU COMMAND…`: address space in bytes, processor time in seconds. It ends when the command
has ended or its own standard input is closed, whichever comes first, and its exit code is the command's, with
128 added to the number of a signal. On Linux it adopts every orphan of the command, so that a process cannot
leave by a double fork or by a session of its own; elsewhere only the process group is ended.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import sys

_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER, prctl(2)
_OPEN_FILES = 64


def main(memory: int, cpu: int, command: list[str]) -> int:
    """Run `command` to its end and return its exit code."""
    _adopt_orphans()
    _limit(memory, cpu)
    wake = _wake_on_death()
    child = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)],
        setpgroup=0,
    )
    os.closerange(3, wake)  # the ends of the pipes that belong to the command
    status = _wait(child, wake)
    return _exit_code(_sweep(child, status))


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, ctypes.c_ulong(1), 0, 0, 0)


def _limit(memory: int, cpu: int) -> None:
    """Limits that the command inherits; a system that refuses one keeps the others."""
    wanted = {
        "RLIMIT_AS": (memory, memory),
        "RLIMIT_CPU": (cpu, cpu + 1),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_NOFILE": (_OPEN_FILES, _OPEN_FILES),
    }
    for name, bounds in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), bounds)
        except (ValueError, OSError, AttributeError):
            continue


def _wake_on_death() -> int:
    """A descriptor that becomes readable when a child dies; it is the highest one in use."""
    readable, written = os.pipe()
    high = _OPEN_FILES - 2
    os.dup2(readable, high)
    os.close(readable)
    os.dup2(written, high + 1, inheritable=False)
    os.close(written)
    os.set_inheritable(high, False)
    os.set_blocking(high + 1, False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(high + 1, warn_on_full_buffer=False)
    return high


def _wait(child: int, wake: int) -> int | None:
    """The status of the child, or None when standard input was closed before it ended."""
    while True:
        readable, _, _ = select.select([0, wake], [], [])
        if wake in readable:
            os.read(wake, 512)
            found, status = os.waitpid(child, os.WNOHANG)
            if found:
                return status
        if 0 in readable:
            return None


def _sweep(child: int, status: int | None) -> int:
    """Kill and bury whatever is left; the status of the child.

    Every process below a dead one has become a child of this one, so that nothing is left when there is none.
    """
    _kill(-child)
    if status is None:
        _, status = os.waitpid(child, 0)
    try:
        while True:
            found, _ = os.waitpid(-1, os.WNOHANG)
            if not found:
                for process in _descendants():
                    _kill(process)
                os.waitpid(-1, 0)
    except ChildProcessError:
        return status


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _descendants() -> list[int]:
    """Every living process below this one, read from /proc."""
    from pathlib import Path  # seldom needed, and half of the time that this script takes to start

    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            parents[int(place.name)] = int(fields[1])
        except (OSError, ValueError, IndexError):
            continue
    found = [os.getpid()]
    for process in found:
        found += [below for below, parent in parents.items() if parent == process]
    return found[1:]


def _exit_code(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return 128 - code if code < 0 else code


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
