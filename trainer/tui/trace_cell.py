"""One cell of a table of steps: its label, its number, and what became of it, in a sign and in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from trainer.session.feedback import Mark, PartFeedback
from trainer.tui.answer_box import AnswerBox
from trainer.tui.drawn import Drawn, Line
from trainer.tui.mark import CARRIED, RIGHT, UNDECIDED, UNREADABLE, WRONG
from trainer.tui.prose_view import ProseView

_SIGNS: Final = MappingProxyType(
    {
        Mark.RIGHT: RIGHT,
        Mark.CARRIED: CARRIED,
        Mark.WRONG: WRONG,
        Mark.UNDECIDED: UNDECIDED,
        Mark.UNREADABLE: UNREADABLE,
    }
)
_WORDS: Final[Mapping[Mark, str]] = MappingProxyType(
    {Mark.CARRIED: "follows from your earlier number", Mark.UNREADABLE: "cannot be read"}
)
_FEWER: Final[Mapping[Mark, str]] = MappingProxyType({Mark.CARRIED: "follows", Mark.UNREADABLE: "unreadable"})
_EXPLAINED: Final = (Mark.WRONG, Mark.UNDECIDED, Mark.UNREADABLE)


class CellVerdict(Drawn):
    """The mark of a cell with its word; fewer words where there is little room."""

    DEFAULT_CSS = """
    CellVerdict { width: 36; height: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.mark: Mark | None = None

    def lines(self, width: int) -> list[Line]:
        """The sign and the words in one row."""
        if self.mark is None:
            return []
        sign, ink = _SIGNS[self.mark]
        words = f"{sign} {_WORDS.get(self.mark, self.mark)}"
        if len(words) > width:
            words = f"{sign} {_FEWER.get(self.mark, self.mark)}"
        return [((words, ink),)]


class TraceCell(Vertical):
    """A row of the table; what is said about a number that is not right stands under it.

    `asked` is the text whose verdict was asked for last (None: none was).
    """

    DEFAULT_CSS = """
    TraceCell {
        height: auto;
        Horizontal { height: 1; }
        .said { padding-left: 2; display: none; }
        &.-explained .said { display: block; }
    }
    """

    def __init__(self, part: str, label: str, width: int, text: str) -> None:
        super().__init__()
        self.box = AnswerBox(part, text)
        self.asked: str | None = None
        self._label = Static(f"{label} =", markup=False, classes="label")
        self._label.styles.width = width
        self._verdict = CellVerdict()
        self._said = ProseView(ink="bad", classes="said")

    def compose(self) -> ComposeResult:
        """The row and what is said."""
        with Horizontal():
            yield self._label
            yield self.box
            yield self._verdict
        yield self._said

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.box.value.strip()

    @property
    def mark(self) -> Mark | None:
        """What became of it; None while that is not known."""
        return self._verdict.mark

    @property
    def is_changed(self) -> bool:
        """Whether it is other than when its verdict was asked for."""
        return self.text != (self.asked or "")

    def show(self, feedback: PartFeedback | None) -> None:
        """Show what became of it; None takes the mark away."""
        self._verdict.mark = None if feedback is None else feedback.mark
        self._verdict.redraw()
        explained = feedback is not None and feedback.mark in _EXPLAINED
        self._said.text = feedback.sentence if feedback is not None and explained else ""
        self.set_class(bool(self._said.text), "-explained")
