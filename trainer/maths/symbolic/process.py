"""SymPy in a process of its own, so that every budget holds: a late worker is killed and started anew.

The worker gets texts of the language and parses them itself; SymPy never sees a text.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from typing import IO, Any

READY = "ready"
"""The worker's first line, once it has imported SymPy."""

_WORKER = [sys.executable, "-I", "-m", "trainer.maths.symbolic.worker"]
_lock = threading.Lock()


def ask(task: Mapping[str, Any], seconds: float) -> dict[str, Any] | None:
    """The worker's reply to one task; None where it is late, still starting, or died over it."""
    deadline = time.monotonic() + seconds
    if seconds <= 0 or not _lock.acquire(timeout=seconds):
        return None
    try:
        reply = _session.ask(json.dumps(task), deadline)
    except OSError:  # the worker died between two tasks
        _session.stop()
        reply = ""
    finally:
        _lock.release()
    if not reply:
        return None
    answer: dict[str, Any] = json.loads(reply)
    return answer


class _Session:
    """One worker process at a time, started at the first question."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ready = False

    def ask(self, line: str, deadline: float) -> str:
        """The worker's reply, or nothing where it is late; a worker late with a reply is killed.

        One that is still starting is left to start: the next question finds it ready.
        """
        process = self._running()
        if not self._ready and self._next_line(deadline) != READY:
            return ""
        self._ready = True
        if process.stdin is not None:
            process.stdin.write(line + "\n")
            process.stdin.flush()
        reply = self._next_line(deadline)
        if not reply:
            self.stop()
        return reply

    def stop(self) -> None:
        """Kill the worker; the next question starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                _close(self._process.stdin)
            self._process = None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = subprocess.Popen(  # noqa: S603 (our own module, no text of the learner in the command)
                _WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
            self._lines, self._ready = queue.SimpleQueue(), False
            reader = threading.Thread(target=_forward, args=(self._process, self._lines), daemon=True)
            reader.start()
        return self._process

    def _next_line(self, deadline: float) -> str:
        try:
            return self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return ""


def _forward(process: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
    """Pass the worker's lines on until it ends."""
    if process.stdout is not None:
        with process.stdout as output:
            for line in output:
                lines.put(line.strip())


def _close(pipe: IO[str]) -> None:
    """Close a pipe whose other end may be gone with unsent text."""
    with contextlib.suppress(OSError):
        pipe.close()


_session = _Session()
atexit.register(_session.stop)
