"""Active time: how long the learner was really at a question; given moments, reads no clock itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

IDLE_MS: Final = 120_000
"""After so long without any activity the time stops."""


@dataclass(frozen=True, slots=True)
class ActiveTime:
    """Milliseconds spent, and the last moment of activity (UTC milliseconds; None while time stands still).

    A gap counts for at most IDLE_MS, and a clock that was set back counts for nothing.
    """

    spent_ms: int = 0
    last_ms: int | None = None

    def active(self, at_ms: int) -> ActiveTime:
        """The learner did something: the time since the last activity counts, and time runs on from here."""
        return ActiveTime(self._until(at_ms), at_ms)

    def stopped(self, at_ms: int) -> ActiveTime:
        """The terminal lost the focus: the time until then counts, and time stands still."""
        return ActiveTime(self._until(at_ms), None)

    def resumed(self, at_ms: int) -> ActiveTime:
        """The focus is back: time runs from here; while it runs already nothing changes."""
        return self if self.last_ms is not None else replace(self, last_ms=at_ms)

    def _until(self, at_ms: int) -> int:
        if self.last_ms is None:
            return self.spent_ms
        return self.spent_ms + min(max(at_ms - self.last_ms, 0), IDLE_MS)
