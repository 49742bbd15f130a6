"""A drawing made of ready lines, such as a computation graph; scrolls sideways where it is too wide."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import HorizontalScroll, VerticalScroll
from textual.widgets import Static

_STEP = 0.6
"""The share of the visible width by which it moves."""


class GraphView(HorizontalScroll, can_focus=False, inherit_bindings=False):
    """Shows the lines as they are, never wrapped and never read as markup."""

    DEFAULT_CSS = """
    GraphView {
        height: auto;
        margin-top: 1;
        scrollbar-size-horizontal: 1;
        Static { width: auto; text-wrap: nowrap; }
    }
    """

    def __init__(self, drawing: tuple[str, ...]) -> None:
        super().__init__()
        self.drawing = drawing

    def compose(self) -> ComposeResult:
        """The drawing in one piece."""
        yield Static("\n".join(self.drawing), markup=False)

    @property
    def can_move(self) -> bool:
        """Whether a part of it, or of what stands before it, is out of sight."""
        paper = self._paper
        return self.max_scroll_x > 0 or (paper is not None and paper.max_scroll_y > 0)

    def pan(self) -> None:
        """Come into sight; then show the next stretch to the right, after the end what was seen at first."""
        paper = self._paper
        top = 0 if paper is None else min(self.virtual_region.y, paper.max_scroll_y)
        if paper is not None and paper.scroll_target_y < top:
            paper.scroll_to(y=top, animate=False)
        elif self.scroll_target_x < self.max_scroll_x:
            self.scroll_relative(x=max(1, int(self.size.width * _STEP)), animate=False)
        else:
            self.scroll_to(x=0, animate=False)
            if paper is not None:
                paper.scroll_to(y=0, animate=False)

    @property
    def _paper(self) -> VerticalScroll | None:
        return next((node for node in self.ancestors if isinstance(node, VerticalScroll)), None)
