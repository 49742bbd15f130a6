"""The boxes of a question's answer: one in a frame, or a table of them with labels and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from trainer.tui.answer_area import PREVIEW_ROWS, AnswerArea
from trainer.tui.answer_box import AnswerBox
from trainer.tui.graph_view import GraphView
from trainer.tui.keys import Place, bindings
from trainer.tui.mark import MarkSign, mark_of
from trainer.tui.setting import label_text

if TYPE_CHECKING:
    from trainer.grading import PartGrade

_WIDEST_LABEL = 24
_FRAME = 3
_MOST_BOXES_TALL = 9
_MOST_BOXES_SHORT = 5
_MOST_BESIDE_A_DRAWING = 5


class AnswerForm(AnswerArea):
    """A box for each part. After a wrong try each row has its mark, until its text is another."""

    place = Place.BOXES
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.BOXES)
    DEFAULT_CSS = """
    AnswerForm {
        Horizontal { height: auto; }
        .label { height: 1; color: $accent; text-style: bold; text-align: right; margin-right: 1; }
        .label.-beside-frame { margin-top: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """A row for each part."""
        parts = self.variant.parts
        single = len(parts) == 1
        labels = [label_text(part.label, "" if single else part.name) for part in parts]
        width = min(_WIDEST_LABEL, max(map(cell_len, labels)))
        marks = {} if single else self._marks()
        for part, label in zip(parts, labels, strict=True):
            box = AnswerBox(part.name, self.start.get(part.name, ""), "type your answer" if single else "")
            box.set_class(single, "-framed")
            with Horizontal():
                if marks:
                    yield MarkSign(mark_of(marks.get(part.name)))
                if label:
                    text = Static(f"{label} =", markup=False, classes="label")
                    text.styles.width = width + 2
                    text.set_class(single, "-beside-frame")
                    yield text
                yield box

    def _marks(self) -> dict[str, PartGrade]:
        if self.grade is None or self.grade.outcome != "different":
            return {}
        return {part.name: part for part in self.grade.parts}

    def begin(self) -> None:
        """The array that stands for all, else the first empty box, the first that was wrong, the first."""
        if self._is_whole:
            self.boxes[0].focus()
            return
        wrong = next((part.name for part in self._marks().values() if part.score < 1), "")
        boxes = self.boxes
        found = next((box for box in boxes if not box.value.strip()), None)
        (found or next((box for box in boxes if box.part == wrong), boxes[0])).focus()

    def go_to(self, part: str, offset: int = 0) -> str:
        """The box of the part."""
        box = next((box for box in self.boxes if box.part == part), self.boxes[0])
        self.screen.set_focus(box)
        return box.value

    def rows(self, tall: bool, free: int, prompt: int) -> int:
        """A row for each box, up to a number beyond which they scroll."""
        if len(self.variant.parts) == 1:
            return _FRAME
        most = _MOST_BOXES_TALL if tall else _MOST_BOXES_SHORT
        least = _MOST_BESIDE_A_DRAWING if self._drawings() else most
        return min(len(self.variant.parts), max(least, free - prompt))

    @property
    def boxes(self) -> list[AnswerBox]:
        """The boxes from top to bottom."""
        return list(self.query(AnswerBox))

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the boxes, by part name."""
        return {box.part: box.value for box in self.boxes}

    @property
    def preview_rows(self) -> int:
        """Beside several boxes one will do."""
        return PREVIEW_ROWS if len(self.variant.parts) == 1 else 1

    @property
    def current(self) -> AnswerBox:
        """The box in focus, else the first."""
        focused = self.screen.focused  # a box learns of it only later, and keys may be waiting already
        return next((box for box in self.boxes if box is focused), self.boxes[0])

    def next_empty(self) -> AnswerBox | None:
        """The first empty box after the one in focus, then from the top; None if every one is filled."""
        boxes = self.boxes
        at = boxes.index(self.current)
        return next((box for box in boxes[at:] + boxes[:at] if not box.value.strip()), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A drawing is moved only where not all of it is in sight."""
        return action != "pan" or any(view.can_move for view in self._drawings())

    def action_check(self) -> None:
        """Go to the next empty box; check when none is left, or when a whole array was typed."""
        empty = self.next_empty()
        if empty is not None and not self._is_whole and len(self.boxes) > 1 and empty is not self.current:
            self.screen.set_focus(empty)
            return
        self.post_message(self.Ready())

    def action_next_box(self) -> None:
        """Go to the next box."""
        self._move(1)

    def action_previous_box(self) -> None:
        """Go to the box before."""
        self._move(-1)

    def action_pan(self) -> None:
        """Move a wide drawing."""
        for view in self._drawings():
            view.pan()

    @property
    def _is_whole(self) -> bool:
        """Whether one array was typed for all components."""
        first, *others = (text.strip() for text in self.texts.values())
        return self.variant.exercise.kind == "gradient" and first.startswith("[") and not any(others)

    def _drawings(self) -> list[GraphView]:
        return list(self.screen.query(GraphView)) if self.is_mounted else []

    def _move(self, steps: int) -> None:
        boxes = self.boxes
        self.screen.set_focus(boxes[(boxes.index(self.current) + steps) % len(boxes)])

    @on(Input.Changed)
    def _tell_text(self, event: Input.Changed) -> None:
        event.stop()
        row = event.input.parent
        if isinstance(row, Horizontal) and event.value != self.start.get(self._part_of(event.input), ""):
            for sign in row.query(MarkSign):
                sign.clear()
        self._tell()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another box has the focus."""
        event.stop()
        self._tell()

    def _tell(self) -> None:
        box = self.current
        self.post_message(self.Changed(box.part, box.value))

    @staticmethod
    def _part_of(box: Input) -> str:
        return box.part if isinstance(box, AnswerBox) else ""
