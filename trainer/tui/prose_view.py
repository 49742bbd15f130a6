"""A widget for prose with formulas, laid out anew at every width."""

from __future__ import annotations

from textual.reactive import var

from trainer.tui.drawn import Drawn, Line
from trainer.tui.setting import prose_lines


class ProseView(Drawn):
    """Shows `text`: paragraphs with `$…$` and `$$…$$`; never read as markup."""

    text = var("")

    def __init__(
        self, text: str = "", *, ink: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.ink = ink
        self.set_reactive(ProseView.text, text)

    def watch_text(self) -> None:
        """Draw the new text."""
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """The text laid out; nothing, not even an empty line, for an empty one."""
        return prose_lines(self.text, width, self.ink) if self.text else []
