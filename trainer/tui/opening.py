"""What is seen until the first question, where a session begins at once; silent unless that takes long."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

PATIENCE: Final = 0.6
"""Seconds after which it is said what is being waited for."""


class OpeningScreen(Screen[None]):
    """An empty page; a line on it after a moment. Escape leaves, so that nobody is locked in."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.quit", show=False)]

    DEFAULT_CSS = """
    OpeningScreen {
        align: center middle;
        Static { width: auto; color: $foreground 70%; visibility: hidden; }
    }
    """

    def compose(self) -> ComposeResult:
        """The line, not yet visible."""
        yield Static("Opening the exercises …  Esc leaves", markup=False)

    def on_mount(self) -> None:
        """Wait before saying anything: most banks are open sooner than a line can be read."""
        self.set_timer(PATIENCE, self._say)

    def _say(self) -> None:
        self.query_one(Static).styles.visibility = "visible"
