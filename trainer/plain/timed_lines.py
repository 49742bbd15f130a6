"""Lines of input while a clock ticks: waits for the next line, and calls back every second meanwhile."""

from __future__ import annotations

import codecs
import os
import select
from collections.abc import Callable
from typing import Final, TextIO

TICK_SECONDS: Final = 1.0
_CHUNK: Final = 65_536
_LONGEST: Final = 1_000_000
"""A line without end is cut here."""


class TimedLines:
    """The lines of a stream. Where it has a file descriptor that can be waited for, ticks go on meanwhile.

    Nobody else may read from the stream before or beside it.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._descriptor = _descriptor(stream)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._read = ""
        self._ended = False

    def next(self, tick: Callable[[], bool] | None = None) -> str | None:
        """The next line without its end; None at the end of the input, or as soon as `tick` says False."""
        if self._descriptor is None:
            line = self.stream.readline()
            return line.rstrip("\r\n") if line else None
        while "\n" not in self._read and not self._ended and len(self._read) < _LONGEST:
            ready, _, _ = select.select([self._descriptor], [], [], TICK_SECONDS)
            if tick is not None and not tick():
                return None
            if ready:
                self._take(os.read(self._descriptor, _CHUNK))
        if not self._read:
            return None
        line, _, self._read = self._read[:_LONGEST].partition("\n")
        return line.rstrip("\r")

    def _take(self, data: bytes) -> None:
        self._ended = not data
        self._read += self._decoder.decode(data, final=self._ended)


def _descriptor(stream: TextIO) -> int | None:
    """The file descriptor, where there is one that can be waited for."""
    try:
        descriptor = stream.fileno()
        select.select([descriptor], [], [], 0)
    except (OSError, ValueError):
        return None
    return descriptor
