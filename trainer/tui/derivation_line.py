"""One line of a derivation: typed as text, drawn as a formula when the focus is elsewhere, with its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from trainer.maths.limits import MAX_CHARACTERS
from trainer.tui.answer_box import AnswerBox
from trainer.tui.drawn import Drawn, Line
from trainer.tui.mark import Mark, MarkSign
from trainer.tui.prose_view import ProseView
from trainer.tui.setting import formula_lines

if TYPE_CHECKING:
    from trainer.maths.expr import Expr


class LineBox(AnswerBox):
    """A box that gives way when Backspace finds it empty, and passes on the further lines of a paste."""

    class Emptied(Message):
        """Backspace was pressed in an empty box."""

    class Pasted(Message):
        """Lines after the first were pasted."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    async def take(self, event: events.Key) -> None:
        """An empty line is taken away by Backspace."""
        if event.key == "backspace" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Emptied())
            return
        await super().take(event)

    def _on_paste(self, event: events.Paste) -> None:
        """The first pasted line goes in at the cursor, the others after this one."""
        event.stop()
        event.prevent_default()
        lines = [line.strip() for line in event.text[: 4 * MAX_CHARACTERS].splitlines()]
        first, *others = [line for line in lines if line] or [""]
        self.put_in(first)
        if others:
            self.post_message(self.Pasted(others))


class LineDrawing(Drawn):
    """What a line says, in one row where it is short enough."""

    DEFAULT_CSS = """
    LineDrawing { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.expr: Expr | None = None

    def lines(self, width: int) -> list[Line]:
        """The formula, on the rows that it takes when written in the line."""
        rows = [] if self.expr is None else formula_lines(self.expr, width, 1)
        return [((row, "formula"),) for row in rows]


class DerivationLine(Vertical):
    """A mark, an equals sign and the line; what is said about a wrong one stands under it."""

    DEFAULT_CSS = """
    DerivationLine {
        height: auto;
        Horizontal { height: auto; }
        .equals { width: 2; height: 1; color: $accent; text-style: bold; }
        .said { padding-left: 4; }
        LineDrawing { display: none; }
        &.-drawn LineDrawing { display: block; }
        &.-drawn LineBox { display: none; }
    }
    """

    def __init__(
        self, part: str, text: str, placeholder: str, mark: Mark | None = None, said: str = ""
    ) -> None:
        super().__init__()
        self.box = LineBox(part, text, placeholder)
        self.drawing = LineDrawing()
        self.gone = False
        self._judged = text
        self._sign = MarkSign(mark)
        self._said = said

    def compose(self) -> ComposeResult:
        """The line and what is said about it."""
        with Horizontal():
            yield self._sign
            yield Static("=", classes="equals", markup=False)
            yield self.box
            yield self.drawing
        if self._said:
            yield ProseView(self._said, ink="bad", classes="said")

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.box.value.strip()

    @property
    def is_other(self) -> bool:
        """Whether it is no longer the line that was judged."""
        return self.box.value != self._judged

    def unmark(self) -> None:
        """Forget the verdict on it."""
        self._sign.clear()
        for said in self.query(ProseView):
            said.display = False

    def draw(self, expr: Expr | None) -> None:
        """Show it as a formula; None shows its text."""
        self.drawing.expr = expr
        self.drawing.redraw()
        self.set_class(expr is not None, "-drawn")

    def edit(self) -> None:
        """Show its text, and take the focus."""
        self.draw(None)
        self.screen.set_focus(self.box)

    def on_click(self, event: events.Click) -> None:
        """A click on the drawn line makes it text again."""
        event.stop()
        self.edit()
