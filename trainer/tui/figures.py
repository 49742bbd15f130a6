"""The figures of the day: what is due, what is new, how long it takes, how many days in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.reactive import var

from trainer.tui.drawn import Drawn, Line

if TYPE_CHECKING:
    from trainer.session.views import HomeFigures

_WAITING = "·"


class Figures(Drawn):
    """Four numbers in a row with a word under each; dots while they are not known."""

    figures: var[HomeFigures | None] = var(None)

    def watch_figures(self) -> None:
        """Draw the new figures."""
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """Two rows, the numbers over their words, in four equal columns."""
        known = self._known()
        column = width // len(known)
        numbers = [(_centred(number, column), "formula") for number, _ in known]
        words = [(_centred(word, column), "muted") for _, word in known]
        return [numbers, words]

    def _known(self) -> list[tuple[str, str]]:
        found = self.figures
        if found is None:
            return [(_WAITING, word) for word in ("due", "new", "minutes", "days in a row")]
        return [
            (str(found.due), "due"),
            (str(found.new), "new"),
            (str(found.minutes), "minute" if found.minutes == 1 else "minutes"),
            (str(found.streak), "day in a row" if found.streak == 1 else "days in a row"),
        ]


def _centred(text: str, width: int) -> str:
    left = max(0, width - cell_len(text)) // 2
    return " " * left + text + " " * max(0, width - cell_len(text) - left)
