"""A real pseudo-terminal with an emulator behind it: what a process writes can be read as a screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 30.0
ENTER, ESCAPE, BACKSPACE, F1, F2 = "\r", "\x1b", "\x7f", "\x1bOP", "\x1bOQ"


class Terminal:
    """Runs a command in a terminal of `columns` × `rows`."""

    def __init__(
        self, command: Sequence[str], columns: int, rows: int, environment: Mapping[str, str]
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        environment = {**inherited, **environment, "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """The screen as lines without blanks at their ends."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def send(self, keys: str) -> None:
        """Bytes as a keyboard sends them."""
        os.write(self._master, keys.encode())

    def wait_for(self, *texts: str) -> str:
        """The screen as soon as all the texts stand on it."""
        return self.wait_until(lambda screen: all(text in screen for text in texts), str(texts))

    def wait_until(self, holds: Callable[[str], bool], wanted: str) -> str:
        """The screen as soon as a condition holds for it; `wanted` names the condition in the failure."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self.text
            if holds(screen):
                return screen
            self._read()
        raise AssertionError(f"{wanted} never stood on the screen:\n{self.text}")

    def wait_for_end(self) -> int:
        """The exit code of the process."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self._read()
        return self.process.wait(1)

    def _read(self) -> None:
        ready, _, _ = select.select([self._master], [], [], 0.05)
        if ready:
            try:
                self._stream.feed(os.read(self._master, 65_536))
            except OSError:  # the process has gone
                time.sleep(0.02)
