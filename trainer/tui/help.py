"""The help screen: the table of keys, and how an answer may be written."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from trainer.tui.dialog import Dialog
from trainer.tui.key_list import KeyList
from trainer.tui.keys import Place

WRITING: Final = """\
How to write an answer
2x  x^2  sqrt(x)  e^(-x)  ln(x)  sin(2x)  |x|  sigmoid(z)  [a, b]
x² and √x are read too. What you type is drawn below the box as it is
understood. An answer that cannot be read is never counted as wrong."""


class HelpScreen(Dialog):
    """Every key of the table, those of the places one came from first."""

    DEFAULT_CSS = """
    HelpScreen .between { margin: 1 0; width: 1fr; }
    """

    def __init__(self, *places: Place) -> None:
        super().__init__()
        self.places = places

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        with VerticalScroll(id="frame", can_focus=False):
            yield Static("Keys", classes="title", markup=False)
            yield KeyList(*self.places, here=True)
            yield Static(WRITING, classes="between", markup=False)
            yield KeyList(*self.places, here=False)
            yield Static("Esc closes · PgUp PgDn scroll", classes="close", markup=False)
