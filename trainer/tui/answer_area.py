"""What every way of answering shares: texts by part, messages to the screen, how much room it wants."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import VerticalScroll
from textual.message import Message

from trainer.tui.keys import Place

if TYPE_CHECKING:
    from trainer.bank.parts import Part
    from trainer.bank.variant import Variant
    from trainer.grading import Grade
    from trainer.maths.expr import Expr
    from trainer.session.feedback import PartFeedback

PREVIEW_ROWS: Final = 3
"""What a fraction takes, or a fault with its place."""

_LEAST_PROMPT = 3


class AnswerArea(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Where a question is answered. `grade` is that of the try before, if there was one.

    Its `place` has the keys; the commands of the table are its actions.
    """

    place: ClassVar[Place]
    nothing_yet: ClassVar[str] = "Write an answer first."
    """What is said where an empty answer is to be checked."""

    DEFAULT_CSS = """
    AnswerArea {
        height: auto;
        margin-bottom: 1;
        padding: 0 2;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Changed(Message):
        """There is something else to be drawn or kept; `line` tells the lines of one text apart."""

        part: str
        text: str
        line: int = 0

    @dataclass
    class Entered(Message):
        """A cell is filled and left (empty: none was), and may be judged while the others are written.

        `texts` are those of all cells at that moment.
        """

        cell: str
        texts: Mapping[str, str]

    @dataclass
    class Ready(Message):
        """The learner wants the answer checked."""

    @dataclass
    class Remark(Message):
        """The learner is to be told something; empty where there is nothing to say any more."""

        text: str
        ink: str = "muted"

    def __init__(self, variant: Variant, texts: Mapping[str, str], grade: Grade | None = None) -> None:
        super().__init__()
        self.variant = variant
        self.start = texts
        self.grade = grade

    @property
    def texts(self) -> dict[str, str]:
        """The answer as it stands, by part name."""
        raise NotImplementedError

    @property
    def elsewhere(self) -> Mapping[str, str]:
        """The texts, by part name, that are written outside the screen now; any thread may ask."""
        return {}

    @property
    def preview_rows(self) -> int:
        """How many rows the drawing of what is typed needs; more only where the prompt leaves them."""
        return PREVIEW_ROWS

    def begin(self) -> None:
        """Take the focus, at the place where one goes on."""
        raise NotImplementedError

    def resume(self, entered: Collection[str]) -> None:
        """Begin where one left off; `entered` are the cells that were judged by themselves before."""
        self.begin()

    def leave(self) -> None:
        """The learner has turned to something else on the screen, though the cursor stays."""

    def mark(self, texts: Mapping[str, str], said: Sequence[PartFeedback]) -> None:
        """Show what became of single cells; `texts` are those that were judged."""

    def go_to(self, part: str, offset: int = 0) -> str:
        """Take the focus at a character of a part's text, and say what is typed there."""
        self.begin()
        return self.texts[part]

    def read(self, part: Part, text: str) -> Expr:
        """What is typed as a tree, for the preview; AnswerError where it cannot be read."""
        from trainer.grading import read_answer

        return read_answer(text, self.variant.names, part.requirement)

    def rows(self, tall: bool, free: int, prompt: int) -> int:
        """How many of the `free` rows it takes, beside a prompt of so many; `tall` says how the screen is.

        As many as it has, but the prompt keeps two fifths, or all that it needs if that is less.
        """
        return min(self.virtual_size.height, free - min(prompt, max(_LEAST_PROMPT, 2 * free // 5)))
