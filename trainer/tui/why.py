"""The dialog that says why a question comes now and what its skill is good for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from trainer.tui.dialog import Dialog
from trainer.tui.prose_view import ProseView

if TYPE_CHECKING:
    from trainer.session.views import Question


class WhyDialog(Dialog):
    """The queue's reason, then the author's."""

    DEFAULT_CSS = """
    WhyDialog ProseView { margin-bottom: 1; }
    """

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        skill = self.question.skill
        with VerticalScroll(id="frame", can_focus=False):
            yield Static(f"Why “{skill.title}” now?", classes="title", markup=False)
            yield ProseView(self.question.why)
            yield ProseView(skill.why)
            yield ProseView(
                f"{skill.part}, {skill.level}; exercise {self.question.variant.exercise.id}", ink="muted"
            )
            yield Static("Esc closes", classes="close", markup=False)
