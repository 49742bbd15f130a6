"""The live preview: an answer drawn as it was understood, or, after a pause, why it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.reactive import var
from textual.timer import Timer

from trainer.errors import AnswerError
from trainer.tui.answer_area import PREVIEW_ROWS
from trainer.tui.drawn import Drawn, Line
from trainer.tui.setting import formula_lines

if TYPE_CHECKING:
    from trainer.bank.parts import Part
    from trainer.maths.expr import Expr
    from trainer.maths.names import Names

SETTLE_SECONDS: Final = 0.03
"""After the last key, until the answer is read and drawn."""

PATIENCE_SECONDS: Final = 0.9
"""After the last key, until an unfinished answer is remarked on."""

BUSY_SECONDS: Final = 0.15
"""How long a check may take before it is spoken of."""

_BUSY = "Checking …  You may go on typing, or leave."
_MARK = "read as  "


@dataclass(frozen=True, slots=True)
class _Remark:
    """What is said in place of a drawing."""

    text: str
    ink: str
    caret: tuple[str, ...] = ()


class Preview(Drawn):
    """Shows a text as `read` understands it, with its shape where `names` has vectors or matrices.

    Reading takes under a millisecond and happens right here.
    """

    class Said(Message):
        """Something is said that may need more rows."""

    DEFAULT_CSS = """
    Preview {
        height: 1fr;
        min-height: 1;
        padding: 0 2;
    }
    """

    def __init__(self, names: Names, read: Callable[[Part, str], Expr]) -> None:
        super().__init__()
        self.names = names
        self.read = read
        self._part: Part | None = None
        self._text = ""
        self._line = 0
        self._expr: Expr | None = None
        self._stale = False
        self._remark: _Remark | None = None
        self._settling: Timer | None = None
        self._waiting: Timer | None = None
        self._patience: Timer | None = None
        self._error: AnswerError | None = None

    busy = var(False, init=False)

    def watch_busy(self, busy: bool) -> None:
        """Speak of a check that takes longer than a moment, until it is over."""
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(BUSY_SECONDS, lambda: self.say(_BUSY, "muted")) if busy else None
        if not busy and self._remark == _Remark(_BUSY, "muted"):
            self._remark = None
            self.redraw()

    def show(self, part: Part, text: str, line: int = 0) -> None:
        """Draw this answer, or line of one, shortly; any remark is dropped as soon as the text is another."""
        if (part, text, line) == (self._part, self._text, self._line):
            return
        if (part, line) != (self._part, self._line):
            self._expr = None
        self._part, self._text, self._line = part, text, line
        self._stop()
        self._settling = self.set_timer(SETTLE_SECONDS, self._read)

    def say(self, text: str, ink: str = "doubt", caret: tuple[str, ...] = ()) -> None:
        """Show a remark in place of the drawing, until something is typed; `caret` rows stand above it."""
        self._stop()
        self._remark = _Remark(text, ink, caret)
        self.redraw()
        self.post_message(self.Said())

    def complain(self, otherwise: str) -> None:
        """Say at once why the answer cannot be read; `otherwise` is said if the fault is not in its text."""
        self._stop()
        self._read()
        if self._waiting is not None:
            self._stop()
            self._explain()
        else:
            self.say(_sentence(otherwise))

    @property
    def rows(self) -> int:
        """How many rows are needed for what is said now; 0 where that is nothing."""
        return 0 if self._remark is None else len(self._remarked(self._remark, self.content_size.width or 1))

    def on_resize(self) -> None:
        """More height may allow another drawing."""
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """The drawing after its mark, or the remark."""
        if self._remark is not None:
            return self._remarked(self._remark, width)
        if self._expr is None:
            return []
        height = self.content_size.height or PREVIEW_ROWS
        shape = self._shape(self._expr)
        height -= bool(shape)
        rows = formula_lines(self._expr, width - len(_MARK), height)
        if len(rows) > height:
            rows = [*rows[: height - 1], "…"]
        ink = "muted" if self._stale else "formula"
        middle = (len(rows) - 1) // 2
        lines: list[Line] = [
            ((_MARK if i == middle else " " * len(_MARK), "muted"), (row, ink)) for i, row in enumerate(rows)
        ]
        return [*lines, ((" " * len(_MARK) + shape, "muted"),)] if shape else lines

    def _shape(self, expr: Expr) -> str:
        if not self.names.has_arrays:
            return ""
        from trainer.maths.reading.dimensions import say, shape_of

        try:
            return say(shape_of(expr, self.names))
        except AnswerError:  # said when the text was read, or when it is checked
            return ""

    def _remarked(self, remark: _Remark, width: int) -> list[Line]:
        rows: list[Line] = [((row, ""),) for row in remark.caret]
        return rows + [((row, remark.ink),) for row in wrap(remark.text, width)]

    def _read(self) -> None:
        self._remark = None
        if self._part is None or not self._text.strip():
            self._expr = None
            return self.redraw()
        try:
            self._expr = self.read(self._part, self._text)
            self._stale = False
        except AnswerError as error:
            self._stale = True
            self._error = error
            self._waiting = self.set_timer(PATIENCE_SECONDS, self._explain)
        return self.redraw()

    def _explain(self) -> None:
        error = self._error
        if error is None:
            return
        caret = error.caret(max(20, self.content_size.width - 2)).split("\n")
        self.say(_sentence(error.message), caret=tuple(caret))

    def _stop(self) -> None:
        for timer in (self._settling, self._waiting):
            if timer is not None:
                timer.stop()
        self._settling = self._waiting = None


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:] + ("" if message.endswith((".", "?", "!")) else ".")
