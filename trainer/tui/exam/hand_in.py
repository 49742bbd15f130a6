"""The last question before an exam is handed in: what is blank, what is flagged, how much time is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Static

from trainer.session.wording import time_words
from trainer.tui.confirm import ConfirmDialog
from trainer.tui.exam.stand import ExamStand
from trainer.tui.keys import Place, bindings


class HandInDialog(ConfirmDialog):
    """Returns whether to hand in."""

    place: ClassVar[Place] = Place.HAND_IN
    asked = "Hand in now?"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.HAND_IN)

    def __init__(self, stand: ExamStand) -> None:
        super().__init__()
        self.stand = stand

    @property
    def told(self) -> str:
        """The counts, and that there is no way back."""
        blank, flagged = self.stand.overview.blank, self.stand.overview.flagged
        said = [f"Blank: {_numbers(blank)}." if blank else "No question is blank."]
        if flagged:
            said.append(f"Flagged: {_numbers(flagged)}.")
        said.append(f"{time_words(self.stand.left_ms)} are left. After this no answer can be changed.")
        return "\n".join(said)

    def show_stand(self, stand: ExamStand) -> None:
        """Follow the clock."""
        self.stand = stand
        self.query_one("#told", Static).update(self.told)


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
