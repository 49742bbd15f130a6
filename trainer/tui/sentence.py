"""A sentence in the middle of the screen; a percentage in it never stands on two rows."""

from __future__ import annotations

from rich.cells import cell_len
from textual.reactive import var

from trainer.tui.drawn import Drawn, Line


class Sentence(Drawn):
    """Shows `text` in as many rows as it takes; nothing at all for an empty one."""

    text = var("")

    def watch_text(self) -> None:
        """Draw the new text."""
        self.display = bool(self.text)
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """The rows, each in the middle."""
        from trainer.session.amounts import wrapped

        rows = wrapped(self.text, width)
        return [((" " * ((width - cell_len(row)) // 2) + row, ""),) for row in rows]
