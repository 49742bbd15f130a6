"""A widget that draws itself in lines for the width it has; the drawings of this program are its children."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Line = Sequence[tuple[str, str]]
"""A line in pieces: a text, never read as markup, and the ink it is written in ("" for plain)."""


class Drawn(Widget):
    """Subclasses say what their lines are; this class measures, colours and remembers them."""

    INKS: ClassVar[tuple[str, ...]] = ("formula", "muted", "good", "bad", "doubt", "strong", "key")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"drawn--{ink}" for ink in INKS}
    DEFAULT_CSS = """
    Drawn {
        width: 1fr;
        height: auto;
        text-wrap: nowrap;
        .drawn--formula { color: $accent; text-style: bold; }
        .drawn--muted { color: $foreground 60%; }
        .drawn--good { color: $success; text-style: bold; }
        .drawn--bad { color: $error; text-style: bold; }
        .drawn--doubt { color: $warning; text-style: bold; }
        .drawn--strong { color: $foreground; text-style: bold; }
        .drawn--key { color: $primary; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._remembered: tuple[int, list[Line]] | None = None

    def lines(self, width: int) -> list[Line]:
        """The drawing in lines of at most `width` cells."""
        raise NotImplementedError

    def redraw(self) -> None:
        """To be called when what `lines` depends on has changed."""
        self._remembered = None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines at that width."""
        return len(self._drawn(width)) if width else 0

    def render(self) -> Content:
        """The drawing at the present width."""
        lines = self._drawn(self.content_size.width)
        return Content("\n").join(self._coloured(line) for line in lines)

    def _drawn(self, width: int) -> list[Line]:
        if self._remembered is None or self._remembered[0] != width:
            self._remembered = (width, self.lines(max(width, 2)))
        return self._remembered[1]

    def _coloured(self, line: Line) -> Content:
        pieces = [
            Content.styled(text, self.get_visual_style(f"drawn--{ink}", partial=True))
            if ink
            else Content(text)
            for text, ink in line
        ]
        return Content("").join(pieces)
