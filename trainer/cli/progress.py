"""A bar on the terminal while many things are done one by one; nothing at all where no terminal is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_WIDTH: Final = 30
_CLEAR: Final = "\r\x1b[K"

Progress = Callable[[int, int], None]


@contextmanager
def progress_bar(what: str, *, wanted: bool = True) -> Iterator[Progress | None]:
    """A function to be told (done, total), or None where nobody would see it; the bar is gone afterwards."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return

    def show(done: int, total: int) -> None:
        full = _WIDTH * done // max(total, 1)
        bar = "#" * full + "." * (_WIDTH - full)
        sys.stderr.write(f"{_CLEAR}{what} [{bar}] {done} of {total}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
