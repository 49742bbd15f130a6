"""The verdict on code: what was written, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from trainer.tui.comparison import YOURS
from trainer.tui.drawn import Drawn, Line

if TYPE_CHECKING:
    from trainer.session.views import Result

_NUMBER = 4


class WrittenCode(Drawn):
    """The lines with their numbers, cut off at the edge of the screen."""

    DEFAULT_CSS = """
    WrittenCode { margin-bottom: 1; }
    """

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result

    def lines(self, width: int) -> list[Line]:
        """The text under its title; a right one is part of the worked answer."""
        text = self.result.texts.get(self.result.question.variant.parts[0].name, "")
        found: list[Line] = [((YOURS, "muted"),)] if text.strip() else []
        for number, row in enumerate(text.rstrip().split("\n") if found else [], 1):
            shown = row.expandtabs(4)
            fitting = (
                shown
                if cell_len(shown) <= width - _NUMBER
                else set_cell_size(shown, width - _NUMBER - 1) + "…"
            )
            found.append(((f"{number:>2}".ljust(_NUMBER), "muted"), (fitting, "")))
        return found
