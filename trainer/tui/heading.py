"""The first line of a screen: what it is about on the left, where one stands on the right."""

from __future__ import annotations

from textual.reactive import var

from trainer.tui.drawn import Drawn, Line

_GAP = 2


class Heading(Drawn):
    """One row and a rule: a title, and at the right end a note that gives way to the title."""

    DEFAULT_CSS = """
    Heading {
        height: 2;
        padding: 0 2;
        border-bottom: solid $border-blurred;
    }
    """

    heading = var("")
    note = var("")

    def watch_heading(self) -> None:
        """Draw the new title."""
        self.redraw()

    def watch_note(self) -> None:
        """Draw the new note."""
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """The row; the note's last words, after ` · `, are left out where both do not fit."""
        from rich.cells import cell_len, set_cell_size

        note = self.note
        room = width - cell_len(self.heading) - _GAP
        while note and cell_len(note) > room and " · " in note:
            note = note.rpartition(" · ")[0]
        room = width - cell_len(note) - _GAP if note else width
        title = (
            self.heading if cell_len(self.heading) <= room else set_cell_size(self.heading, room - 1) + "…"
        )
        gap = " " * (width - cell_len(title) - cell_len(note))
        return [((title, "strong"), (gap, ""), (note, "muted"))]
