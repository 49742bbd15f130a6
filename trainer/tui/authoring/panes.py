"""The two sides of a preview: what a learner sees, and what its author must know; side by side or in turn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Static

if TYPE_CHECKING:
    from trainer.bank.variant import Variant


class Pane(VerticalScroll, can_focus=False, inherit_bindings=False):
    """One side, with its title in the frame."""

    DEFAULT_CSS = """
    Pane {
        width: 1fr;
        height: 1fr;
        padding: 0 1;
        border: round $border-blurred;
        border-title-color: $foreground 60%;
        scrollbar-size-vertical: 1;
        .shapes { margin-top: 1; }
        &.-chosen { border: round $border; border-title-color: $foreground; border-title-style: bold; }
    }
    """

    stale = var(False, init=False)

    def __init__(self, title: str, *children: Widget, id: str) -> None:
        super().__init__(*children, id=id)
        self.title = title
        self.border_title = title

    def watch_stale(self, stale: bool) -> None:
        """Say that the picture is older than the file."""
        self.border_title = f"{self.title}, before the error" if stale else self.title

    async def show(self, widgets: Iterable[Widget]) -> None:
        """Put these in the place of what was there; how far one has read stays."""
        await self.remove_children()
        await self.mount(*widgets)


class Panes(Horizontal):
    """Both sides where the screen is wide enough, else the chosen one; the chosen one is scrolled."""

    NARROW: ClassVar[int] = 76
    DEFAULT_CSS = """
    Panes {
        height: 1fr;
        #learner { width: 3fr; }
        #author { width: 2fr; }
        &.-wide #learner { width: 80; }
        &.-wide #author { width: 1fr; }
        &.-narrow Pane { width: 1fr; display: none; }
        &.-narrow Pane.-chosen { display: block; }
    }
    """
    WIDE: ClassVar[int] = 120
    """From here on the learner's side is as wide as a terminal of 80 columns."""

    chosen = var("learner", init=False)

    def compose(self) -> ComposeResult:
        """The learner's side on the left."""
        empty = Static("Nothing can be drawn yet.", markup=False)
        yield Pane("as a learner sees it", empty, id="learner")
        yield Pane("author", id="author")

    def on_mount(self) -> None:
        """The learner's side is chosen first."""
        self.query_one("#learner").add_class("-chosen")

    def on_resize(self) -> None:
        """Another width may be another arrangement."""
        width = self.size.width
        self.set_class(width < self.NARROW, "-narrow")
        self.set_class(width >= self.WIDE, "-wide")

    def watch_chosen(self) -> None:
        """Mark the chosen side."""
        for pane in self.query(Pane):
            pane.set_class(pane.id == self.chosen, "-chosen")

    def age(self, stale: bool) -> None:
        """Say on both sides whether the picture is older than the file."""
        for pane in self.query(Pane):
            pane.stale = stale

    def switch(self) -> None:
        """Choose the other side."""
        self.chosen = "author" if self.chosen == "learner" else "learner"

    @property
    def scrolled(self) -> Pane:
        """The side that the scrolling keys move."""
        return self.query_one(f"#{self.chosen}", Pane)

    async def show(self, variant: Variant) -> None:
        """Draw a variant on both sides."""
        from trainer.tui.authoring.author_view import AuthorView
        from trainer.tui.authoring.learner_view import LearnerView
        from trainer.tui.prose_view import ProseView
        from trainer.tui.setting_out import setting_out

        with self.app.batch_update():
            learner = [ProseView(variant.prompt), *setting_out(variant), LearnerView(variant)]
            await self.query_one("#learner", Pane).show(learner)
            await self.query_one("#author", Pane).show([AuthorView(variant)])
