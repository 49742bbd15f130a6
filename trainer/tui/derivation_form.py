"""A derivation to be written: as many lines as the learner wants, each drawn as a formula when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from trainer.errors import AnswerError
from trainer.tui.answer_area import AnswerArea
from trainer.tui.derivation_line import DerivationLine, LineBox
from trainer.tui.keys import Place, bindings
from trainer.tui.mark import Mark, mark_of_verdict

if TYPE_CHECKING:
    from trainer.bank.parts import Part
    from trainer.maths.expr import Expr

_FIRST = "type a line"
_NEXT = "type the next line, or press Enter to check"


class DerivationForm(AnswerArea):
    """Enter starts the next line, on an empty last line it checks. Empty lines vanish when they are left."""

    place = Place.DERIVATION
    nothing_yet = "Write at least one line first."
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.DERIVATION)

    def compose(self) -> ComposeResult:
        """The lines written so far, at least an empty one."""
        texts = [line for line in self.start.get(self._part.name, "").split("\n") if line.strip()]
        marks, said, bad = self._judged(len(texts))
        for index, text in enumerate(texts):
            mark = marks[index] if marks else None
            yield DerivationLine(self._part.name, text, _NEXT, mark, said if index == bad else "")
        if not texts:
            yield DerivationLine(self._part.name, "", _FIRST)

    def _judged(self, count: int) -> tuple[list[Mark], str, int]:
        """The marks of the lines, and what is said about which of them."""
        if self.grade is None or len(self.grade.parts[0].lines) != count or not count:
            return [], "", -1
        from trainer.grading.links import first_bad
        from trainer.session.feedback import feedback

        marks = [mark_of_verdict(verdict) for verdict in self.grade.parts[0].lines]
        said = feedback(self.variant, self.grade, decided=False)[0].sentence
        bad = first_bad(self.grade.parts[0].lines)
        return marks, said, count - 1 if bad is None else bad

    def begin(self) -> None:
        """The first bad line, else the last."""
        _, _, bad = self._judged(len(self.lines))
        self.lines[bad].edit()
        self._draw_others()

    def go_to(self, part: str, offset: int = 0) -> str:
        """The line in which that character of the whole text stands."""
        at = self.texts[part][:offset].count("\n")
        line = self.lines[min(at, len(self.lines) - 1)]
        line.edit()
        return line.text

    def read(self, part: Part, text: str) -> Expr:
        """A line as a tree; operators such as `diff` may stand in it."""
        from trainer.grading.typed_lines import read_line

        return read_line(text, self.variant.names)

    @property
    def texts(self) -> dict[str, str]:
        """All lines as one text; empty ones are left out."""
        return {self._part.name: "\n".join(line.text for line in self.lines if line.text)}

    @property
    def lines(self) -> list[DerivationLine]:
        """The lines from top to bottom."""
        return [line for line in self.query(DerivationLine) if not line.gone]

    @property
    def current(self) -> DerivationLine:
        """The line in focus, else the last."""
        lines = self.lines
        focused = self.screen.focused  # a box learns of it only later, and keys may be waiting already
        return next((line for line in lines if line.box is focused), lines[-1])

    async def action_next_line(self) -> None:
        """Start a line after this one; on an empty one go on, or check at the end."""
        lines, line = self.lines, self.current
        follower = lines[lines.index(line) + 1 :][:1]
        if line.text:
            await self._insert_after(line, [""])
        elif follower:
            follower[0].edit()
        else:
            self.action_check()

    def action_check(self) -> None:
        """Check all lines."""
        self.post_message(self.Ready())

    def action_next_box(self) -> None:
        """Go to the next line."""
        self._move(1)

    def action_previous_box(self) -> None:
        """Go to the line before."""
        self._move(-1)

    def _move(self, steps: int) -> None:
        lines = self.lines
        lines[(lines.index(self.current) + steps) % len(lines)].edit()

    async def _insert_after(self, line: DerivationLine, texts: list[str]) -> None:
        added = [DerivationLine(self._part.name, text, _NEXT) for text in texts]
        await self.mount_all(added, after=line)
        added[-1].edit()

    @on(LineBox.Pasted)
    async def _take_lines(self, event: LineBox.Pasted) -> None:
        await self._insert_after(self.current, event.lines)

    @on(LineBox.Emptied)
    def _give_way(self) -> None:
        lines, line = self.lines, self.current
        at = lines.index(line)
        if len(lines) > 1 and not line.text:
            lines[at - 1 if at else 1].edit()
            self._drop(line)

    @on(Input.Changed)
    def _tell_text(self, event: Input.Changed) -> None:
        event.stop()
        lines, line = self.lines, self.current
        if line.is_other:
            for other in lines[lines.index(line) :][:2]:  # the next line was judged by this one
                other.unmark()
        self._tell(line)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another line has the focus; the others are drawn, empty ones but the last vanish."""
        event.stop()
        self._draw_others()
        self._tell(self.current)

    def _draw_others(self) -> None:
        lines, current = self.lines, self.current
        for line in lines:
            if line is current:
                continue
            if not line.text and line is not lines[-1]:
                self._drop(line)
            else:
                line.draw(self._readable(line.text))

    def _drop(self, line: DerivationLine) -> None:
        line.gone = True
        line.display = False
        line.remove()

    def _readable(self, text: str) -> Expr | None:
        try:
            return self.read(self._part, text) if text else None
        except AnswerError:
            return None

    def _tell(self, line: DerivationLine) -> None:
        self.post_message(self.Changed(self._part.name, line.box.value, id(line)))

    @property
    def _part(self) -> Part:
        return self.variant.parts[0]
