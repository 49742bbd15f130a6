"""The last question before an exam is handed in: what is blank, what is flagged, how much time is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer.session.wording import time_words
from trainer.tui.exam.desk import ExamStand
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings


class HandInDialog(ModalScreen[bool]):
    """Returns whether to hand in."""

    place: ClassVar[Place] = Place.HAND_IN
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.HAND_IN)
    DEFAULT_CSS = """
    HandInDialog {
        align: center middle;
        background: $background 60%;
        #frame {
            width: 90%; max-width: 60; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 1 2 0 2;
        }
        .title { text-style: bold; width: 1fr; margin-bottom: 1; }
        #counts { width: 1fr; }
        KeyBar { dock: none; margin-top: 1; padding: 0; background: $surface; }
    }
    """

    def __init__(self, stand: ExamStand) -> None:
        super().__init__()
        self.stand = stand

    def compose(self) -> ComposeResult:
        """The counts, and that there is no way back."""
        with VerticalScroll(id="frame", can_focus=False):
            yield Static("Hand in now?", classes="title", markup=False)
            yield Static(_told(self.stand), id="counts", markup=False)
            yield KeyBar(self.place)

    def show_stand(self, stand: ExamStand) -> None:
        """Follow the clock."""
        self.query_one("#counts", Static).update(_told(stand))

    def action_confirm(self) -> None:
        """Hand in."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Not yet."""
        self.dismiss(False)


def _told(stand: ExamStand) -> str:
    blank, flagged = stand.overview.blank, stand.overview.flagged
    said = [f"Blank: {_numbers(blank)}." if blank else "No question is blank."]
    if flagged:
        said.append(f"Flagged: {_numbers(flagged)}.")
    said.append(f"{time_words(stand.left_ms)} are left. After this no answer can be changed.")
    return "\n".join(said)


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
