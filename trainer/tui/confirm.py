"""What questions before something final share: a title, what yes would mean, and the keys for yes and no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place


class ConfirmDialog(ModalScreen[bool]):
    """Returns whether it was confirmed. A child gives place, bindings, title and what it means."""

    place: ClassVar[Place]
    asked: ClassVar[str]
    DEFAULT_CSS = """
    ConfirmDialog {
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

    @property
    def told(self) -> str:
        """What yes would mean, as of now."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The question, and that there is no way back."""
        with VerticalScroll(id="frame", can_focus=False):
            yield Static(self.asked, classes="title", markup=False)
            yield Static(self.told, id="told", markup=False)
            yield KeyBar(self.place)

    def action_confirm(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Not yet."""
        self.dismiss(False)
