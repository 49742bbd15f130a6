"""The summary screen: what a session has brought; it waits for a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from trainer.session.amounts import counted
from trainer.session.wording import time_words
from trainer.tui.desk import Stand
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen
from trainer.tui.skill_list import SkillList
from trainer.tui.wish import HomeWanted

if TYPE_CHECKING:
    from trainer.session.views import Summary


class SummaryScreen(PlaceScreen):
    """The count, the time, each skill with its next day, and what the day still holds."""

    place: ClassVar[Place] = Place.SUMMARY
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SUMMARY)
    DEFAULT_CSS = """
    SummaryScreen {
        #paper { height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; }
        #count { color: $accent; text-style: bold; }
        #left { color: $foreground 60%; margin-bottom: 1; }
        &.-short #paper { padding: 0 2; }
    }
    """

    def __init__(self, summary: Summary, stand: Stand) -> None:
        super().__init__()
        self.summary = summary
        self.allowed = stand.allowed

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        yield Heading()
        with VerticalScroll(id="paper", can_focus=False):
            yield Static(what_was_done(self.summary), id="count", markup=False)
            yield Static(what_is_left(self.summary), id="left", markup=False)
            yield SkillList(self.summary.skills)
        yield KeyBar(self.place)

    def on_mount(self) -> None:
        """Name the screen."""
        self.query_one(Heading).heading = "This session"

    def action_finish(self) -> None:
        """Go back to the start."""
        self.post_message(HomeWanted())


def what_was_done(summary: Summary) -> str:
    """How much was done, in a sentence."""
    if not summary.was_asked:
        return (
            "All of this was practised today already." if summary.left else "There is nothing to ask today."
        )
    if not summary.questions:
        return "No question was answered."
    questions = counted(summary.questions, "question")
    return f"{questions}, {summary.right} right, in {time_words(summary.active_ms)} minutes."


def what_is_left(summary: Summary) -> str:
    """What the day still holds, or when the next one has something."""
    if summary.left:
        return f"{counted(summary.left, 'question')} {'is' if summary.left == 1 else 'are'} left for today."
    later = f"The next review is due {summary.next_due}." if summary.next_due else ""
    return f"Nothing is left for today. {later}".rstrip() if summary.was_asked else later
