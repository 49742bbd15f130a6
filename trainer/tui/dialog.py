"""What dialogs share: a frame in the middle that scrolls and closes."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from trainer.tui.keys import Place, bindings


class Dialog(ModalScreen[None]):
    """A child composes a scrolling `#frame`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.DIALOG)
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        #frame {
            width: 90%; max-width: 76; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 1 2;
            scrollbar-size-vertical: 1;
        }
        .title { text-style: bold; width: 1fr; margin-bottom: 1; }
        .close { color: $foreground 60%; width: 1fr; margin-top: 1; }
    }
    """

    def action_close(self) -> None:
        """Go back to the screen under it."""
        self.dismiss(None)

    def action_scroll(self, pages: int) -> None:
        """Scroll the frame, by most of a page."""
        frame = self.query_one("#frame")
        frame.scroll_relative(y=pages * max(1, frame.size.height - 2), animate=False)

    def action_line(self, lines: int) -> None:
        """Scroll the frame, by a few lines."""
        self.query_one("#frame").scroll_relative(y=lines, animate=False)
