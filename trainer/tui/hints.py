"""The hints shown so far, under the question."""

from __future__ import annotations

from textual.reactive import var

from trainer.tui.drawn import Drawn, Line
from trainer.tui.setting import prose_lines

_INDENT = "  "


class Hints(Drawn):
    """Each hint with its number, and how many are left."""

    hints: var[tuple[str, ...]] = var(())
    left = var(0)

    def watch_hints(self) -> None:
        """Draw the new hint."""
        self.redraw()

    def watch_left(self) -> None:
        """Draw the number that is left."""
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """The hints in their order."""
        found: list[Line] = []
        for number, hint in enumerate(self.hints, 1):
            last = number == len(self.hints)
            left = f"  {self.left} more" if last and self.left else ""
            found += [(), ((f"Hint {number}", "doubt"), (left, "muted"))]
            found += [((_INDENT, ""), *line) for line in prose_lines(hint, width - len(_INDENT))]
        return found
