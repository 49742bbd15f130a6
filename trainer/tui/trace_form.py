"""The table of a trace: each cell is judged by itself as soon as it is left, while the next is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from trainer.session.feedback import Mark
from trainer.tui.answer_box import AnswerBox
from trainer.tui.answer_form import AnswerForm
from trainer.tui.setting import label_text
from trainer.tui.trace_cell import TraceCell

if TYPE_CHECKING:
    from trainer.session.feedback import PartFeedback

_WIDEST_LABEL = 24
_WIDE = 72
_MOST_ROWS_TALL = 10
_MOST_ROWS_SHORT = 6


class TraceForm(AnswerForm):
    """A row for each cell. A mark goes as soon as its cell is another, or what it was carried from."""

    DEFAULT_CSS = """
    TraceForm {
        .label { height: 1; color: $accent; text-style: bold; text-align: right; margin-right: 1; }
        &.-narrow CellVerdict { width: 14; }
    }
    """

    def compose(self) -> ComposeResult:
        """The cells from top to bottom."""
        labels = [label_text(part.label, part.name) for part in self.variant.parts]
        width = min(_WIDEST_LABEL, max(map(cell_len, labels))) + 2
        for part, label in zip(self.variant.parts, labels, strict=True):
            yield TraceCell(part.name, label, width, self.start.get(part.name, ""))

    def on_mount(self) -> None:
        """After a wrong try each cell has its mark from the start."""
        if self.grade is None or self.grade.outcome != "different":
            return
        from trainer.session.feedback import feedback

        for cell in self._cells.values():
            cell.asked = cell.text
        self.mark(self.texts, feedback(self.variant, self.grade, decided=False))

    def on_resize(self, event: events.Resize) -> None:
        """Fewer words where there is little room."""
        self.set_class(event.size.width < _WIDE, "-narrow")
        self._keep_in_sight()

    def resume(self, entered: Collection[str]) -> None:
        """The marks of cells that had one come back; go on at the first cell that has none."""
        cells = self._cells
        for name in entered if self.grade is None else ():
            cells[name].asked = cells[name].text or None
        fresh = next((cell for cell in cells.values() if cell.asked is None), None)
        if self.grade is None and any(cell.asked for cell in cells.values()):
            self.post_message(self.Entered("", self.texts))
        if fresh is None:
            self.begin()
        else:
            fresh.box.focus()

    def mark(self, texts: Mapping[str, str], said: Sequence[PartFeedback]) -> None:
        """Show the verdicts on cells that were left and are still what was judged.

        Of those that may follow from a number that is another by now only the right ones are known.
        """
        cells = self._cells
        others = [cell for name, cell in cells.items() if cell.text != texts.get(name, "").strip()]
        unsure = {follower for cell in others for follower in self._following(cell)}
        for each in said:
            cell = cells[each.name]
            is_known = cell not in unsure or each.mark is Mark.RIGHT
            if cell.asked == cell.text and cell not in others and is_known:
                cell.show(each)
        self._keep_in_sight()

    def rows(self, tall: bool, free: int, prompt: int) -> int:
        """A row for each cell and each row of what is said, up to a number beyond which they scroll."""
        wanted = max(len(self.variant.parts), self.virtual_size.height)
        return min(wanted, max(_MOST_ROWS_TALL if tall else _MOST_ROWS_SHORT, free - prompt))

    def action_check(self) -> None:
        """Go to the next empty cell, then from a changed one to the first that follows from it, or check."""
        cell = self._cells[self.current.part]
        follower = next(iter(self._following(cell)), None)
        if cell.text and cell.is_changed and self.next_empty() is None and follower is not None:
            self.screen.set_focus(follower.box)
        else:
            super().action_check()

    @on(Input.Changed)
    def _forget(self, event: Input.Changed) -> None:
        """A cell that is another has no mark, nor has what was carried from it."""
        cell = self._cells[self._part_of(event.input)]
        if not cell.is_changed and cell.mark is not None:
            return
        cell.show(None)
        for follower in self._following(cell):
            if follower.mark is Mark.CARRIED:
                follower.show(None)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A cell is left; not so where the terminal or a window lies between."""
        box = event.widget
        if isinstance(box, AnswerBox) and self.app.app_focus and self.screen.is_current:
            self._ask(self._cells[box.part])

    def leave(self) -> None:
        """A click elsewhere leaves the cell too."""
        self._ask(self._cells[self.current.part])

    def _ask(self, cell: TraceCell) -> None:
        """Ask for the verdict on a cell that has none; one that was emptied changes those of others."""
        if not cell.is_changed and (cell.mark is not None or not cell.text):
            return
        cell.asked = cell.text or None
        self.post_message(self.Entered(cell.box.part if cell.text else "", self.texts))

    def _keep_in_sight(self) -> None:
        """What is said under a cell must not push the one that is being written out of sight."""
        self.call_after_refresh(lambda: self.current.scroll_visible(animate=False))

    def _following(self, cell: TraceCell) -> list[TraceCell]:
        """The later cells into which this one enters."""
        from trainer.grading.cells import depending_on

        names = depending_on(self.variant, cell.box.part)
        return [other for name, other in self._cells.items() if name in names]

    @property
    def _cells(self) -> dict[str, TraceCell]:
        return {cell.box.part: cell for cell in self.query(TraceCell)}
