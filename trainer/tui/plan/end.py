"""The last question before a plan is given up."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings

_TOLD = "The normal schedule goes on. What you have learned stays as it is; a plan can be made again."


class PlanEndDialog(ModalScreen[bool]):
    """Returns whether to give the plan up."""

    place: ClassVar[Place] = Place.PLAN_END
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PLAN_END)
    DEFAULT_CSS = """
    PlanEndDialog {
        align: center middle;
        background: $background 60%;
        #frame {
            width: 90%; max-width: 60; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 1 2 0 2;
        }
        .title { text-style: bold; width: 1fr; margin-bottom: 1; }
        #told { width: 1fr; }
        KeyBar { dock: none; margin-top: 1; padding: 0; background: $surface; }
    }
    """

    def compose(self) -> ComposeResult:
        """What it means."""
        with VerticalScroll(id="frame", can_focus=False):
            yield Static("Give the plan up?", classes="title", markup=False)
            yield Static(_TOLD, id="told", markup=False)
            yield KeyBar(self.place)

    def action_confirm(self) -> None:
        """Give it up."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Keep it."""
        self.dismiss(False)
