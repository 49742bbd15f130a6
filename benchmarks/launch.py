"""From launch to the visible question, against a minimal Textual app, in turn on a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from report import median, publish, table

RUNS = 9
SIZE = struct.pack("HHHH", 24, 80, 0, 0)
MINIMAL = """
from textual.app import App
from textual.widgets import Footer, Input, Static
class Minimal(App):
    def compose(self):
        yield Static("the question")
        yield Input()
        yield Footer()
Minimal().run()
"""


def seconds_until(command: list[str], marker: bytes, environment: dict[str, str]) -> float:
    """Seconds from starting `command` on an 80×24 terminal until it has written `marker`."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, SIZE)
    seen = b""
    try:
        while marker not in seen:
            if not select.select([terminal], [], [], 30)[0]:
                raise TimeoutError(f"{marker!r} did not appear")
            seen += os.read(terminal, 65_536)
        return time.perf_counter() - started
    finally:
        os.kill(child, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(child, 0)


def main() -> None:
    """Alternate the two programs and publish medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        progress = str(Path(folder) / "progress.db")
        environment = {**os.environ, "TERM": "xterm-256color", "TRAINER_DB": progress}
        programs = {
            "minimal Textual app": ([sys.executable, "-c", MINIMAL], b"the question"),
            "trainer, home": ([sys.executable, "-m", "trainer"], b"Enter"),
            "trainer, question": ([sys.executable, "-m", "trainer", "study"], b"1 of 10"),
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        for run in range(RUNS + 1):
            for name, (command, marker) in programs.items():
                taken = seconds_until(command, marker, environment)
                if run:  # the first round warms the disk cache and makes the database
                    times[name].append(taken)
    base = median(times["minimal Textual app"])
    rows = [[name, f"{median(t) * 1e3:.0f} ms", f"{median(t) / base:.2f}×"] for name, t in times.items()]
    publish("Launch", table(["program", "median", "against the minimal app"], rows) + "\n\nTarget: 1.5×.")


if __name__ == "__main__":
    main()
