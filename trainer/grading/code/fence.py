"""Runs a script in a separate interpreter behind limits, and leaves no process and no file of it.

Kept by the kernel: processor time, memory, file size, and on Linux what `inside/locks.py` says. Kept by the
trainer: wall time, bytes of output and of messages. Nothing here knows what the script does.
"""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from trainer.grading.code.watch import Ending, Limits, Listener, Watch

AVAILABLE = hasattr(os, "posix_spawn") and hasattr(os, "killpg")
"""Whether this system can run code behind the fence (Linux and macOS can, Windows cannot)."""

HARNESS = Path(__file__).parent / "inside" / "harness.py"
_WARDEN = Path(__file__).parent / "inside" / "warden.py"
_ENDING = 3.0  # seconds for the warden to bury what is left


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that has ended: `code` is the exit code, or 128 + the signal that killed it; `output` is cut."""

    ending: Ending
    code: int
    output: str
    seconds: float


def run_fenced(script: Path, job: bytes, listener: Listener, limits: Limits) -> Ended:
    """Run `script JOB MESSAGES REPLIES` until the listener is over, the script ends, or a limit is passed.

    The three arguments are descriptors: the job to read, and two pipes. The script starts in an empty folder.
    """
    begun = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="trainer-code-", ignore_cleanup_errors=True) as folder:
            ending, code, output = _run(script, job, listener, limits, folder)
    except OSError as error:
        ending, code, output = Ending.NOT_STARTED, -1, str(error)
    return Ended(ending, code, output, time.monotonic() - begun)


def _run(
    script: Path, job: bytes, listener: Listener, limits: Limits, folder: str
) -> tuple[Ending, int, str]:
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile())
        file.write(job)
        file.seek(0)
        life, output, messages, replies = (stack.enter_context(_pipe()) for _ in range(4))
        given = (file.fileno(), messages.end.fileno(), replies.start.fileno())
        process = _start(script, given, life.start, output.end, limits, folder)
        for theirs in (life.start, output.end, messages.end, replies.start):
            theirs.close()
        watch = Watch(output.start.fileno(), messages.start.fileno(), replies.end.fileno(), listener, limits)
        try:
            ending = watch.listen()
        finally:
            life.end.close()
            _await_end(process)
        return ending, process.returncode, watch.read_rest()


@dataclass(frozen=True, slots=True)
class _Pipe:
    """What is written at the end is read at the start."""

    start: FileIO
    end: FileIO


@contextmanager
def _pipe() -> Iterator[_Pipe]:
    readable, written = os.pipe()
    with FileIO(readable, "r") as start, FileIO(written, "w") as end:
        yield _Pipe(start, end)


def _start(
    script: Path, given: tuple[int, ...], life: FileIO, output: FileIO, limits: Limits, folder: str
) -> subprocess.Popen[bytes]:
    """The warden, which lives as long as the other end of `life` is open, and the script below it."""
    interpreter = [sys.executable, "-I", "-B"]
    warden = [*interpreter, "-S", str(_WARDEN), str(limits.memory), str(math.ceil(limits.wall) + 1)]
    return subprocess.Popen(  # noqa: S603 - the arguments are the trainer's own
        [*warden, *interpreter, str(script), *map(str, given)],
        stdin=life,
        stdout=output,
        stderr=subprocess.STDOUT,
        pass_fds=given,
        start_new_session=True,
        cwd=folder,
        env=_environment(folder),
    )


def _environment(folder: str) -> dict[str, str]:
    """Nothing of the learner's own, and one thread for the linear algebra."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {**kept, **threads, "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8", "PATH": os.defpath}


def _await_end(process: subprocess.Popen[bytes]) -> None:
    """Wait until the warden has ended everything; if it cannot any more, end its session from here."""
    try:
        process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        _kill_session(process.pid)
        process.wait()
    if process.returncode < 0:
        _kill_session(process.pid)


def _kill_session(session: int) -> None:
    """Kill every process of a session; only its leader's group where there is no /proc to find the others."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(session, signal.SIGKILL)
    for process, found in sessions().items():
        if found == session:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)


def sessions() -> Mapping[int, int]:
    """The session of every process, from /proc; empty on systems without it."""
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            fields = (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            found[int(place.name)] = int(fields[3])
    return found
