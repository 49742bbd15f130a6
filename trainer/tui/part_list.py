"""The parts of an answer with several: each with its sign, what was typed, what is right, and why."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rich.cells import cell_len

from trainer.errors import AnswerError
from trainer.tui.drawn import Drawn, Line
from trainer.tui.mark import RIGHT, mark_of
from trainer.tui.setting import formula_lines, label_text, prose_lines

if TYPE_CHECKING:
    from trainer.bank.parts import Part
    from trainer.maths.expr import Expr
    from trainer.session.feedback import PartFeedback
    from trainer.session.views import Result

_NONE = "—"
_GAP = "   "
_INDENT = "  "
_RIGHT_IS = "right: "
_LEAST = 12


class PartList(Drawn):
    """A row for each part; where it is too narrow, the right answer stands under the typed one."""

    DEFAULT_CSS = """
    PartList { margin-bottom: 1; }
    """

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result

    def lines(self, width: int) -> list[Line]:
        """Each part with its sign, followed by what is said about it; without an answer what is right."""
        variant = self.result.question.variant
        if self.result.grade is None and self.result.decided:
            return self._right_answers(width)
        labels = [label_text(part.label, part.name) for part in variant.parts]
        label_width = max(map(cell_len, labels))
        room = max(_LEAST, width - label_width - len("✗  = "))
        typed = [_rows(expr, text, room) for expr, text in self._typed()]
        column = max(cell_len(rows[0]) for rows in typed)
        said = {each.name: each for each in self._feedback()}
        graded = {} if self.result.grade is None else {part.name: part for part in self.result.grade.parts}
        found: list[Line] = []
        for part, label, rows in zip(variant.parts, labels, typed, strict=True):
            each = said.get(part.name)
            head: Line = (mark_of(graded.get(part.name)), (f" {_fill(label, label_width)} = ", "muted"))
            found += self._row(head, rows, part, room, column)
            if each and each.sentence:
                found += [((_INDENT, ""), *line) for line in prose_lines(each.sentence, width - len(_INDENT))]
        return found

    def _right_answers(self, width: int) -> list[Line]:
        from trainer.bank.parts import shown

        parts = self.result.question.variant.parts
        labels = [label_text(part.label, part.name) for part in parts]
        column = max(map(cell_len, labels))
        found: list[Line] = [(("The right answers", "muted"),)]
        for part, label in zip(parts, labels, strict=True):
            head = f"{_INDENT}{_fill(label, column)} = "
            for row in formula_lines(shown(part), max(_LEAST, width - cell_len(head)), 1):
                found.append(((head, "muted"), (row, "formula")))
                head = " " * cell_len(head)
        return found

    def _row(self, head: Line, rows: list[str], part: Part, room: int, column: int) -> list[Line]:
        ink = head[0][1]
        indent = (" " * sum(cell_len(piece) for piece, _ in head), "")
        own = "muted" if rows == [_NONE] else "formula" if ink == "good" else ink
        typed = [(head if i == 0 else (indent,), (row, own)) for i, row in enumerate(rows)]
        lines: list[Line] = [(*start, piece) for start, piece in typed]
        if not self.result.decided or head[0] == RIGHT:
            return lines
        from trainer.bank.parts import shown

        right = formula_lines(shown(part), room - len(_RIGHT_IS), 1)
        if len(rows) == len(right) == 1 and column + len(_GAP + _RIGHT_IS) + cell_len(right[0]) <= room:
            gap = _fill("", column - cell_len(rows[0])) + _GAP
            return [(*lines[0], (gap, ""), (_RIGHT_IS, "muted"), (right[0], "formula"))]
        marks = [_RIGHT_IS] + [" " * len(_RIGHT_IS)] * (len(right) - 1)
        return lines + [
            (indent, (mark, "muted"), (row, "formula")) for mark, row in zip(marks, right, strict=True)
        ]

    def _feedback(self) -> tuple[PartFeedback, ...]:
        from trainer.session.feedback import feedback

        if self.result.grade is None:
            return ()
        return feedback(self.result.question.variant, self.result.grade, decided=False)

    def _typed(self) -> list[tuple[Expr | None, str]]:
        """What was typed, by part, read where it can be; an array in the first box stands for them all."""
        texts = [self.result.texts.get(part.name, "") for part in self.result.question.variant.parts]
        read = [self._read(index, text) for index, text in enumerate(texts)]
        from trainer.bank.parts import components

        whole = components(read[0]) if read[0] is not None and not any(texts[1:]) else ()
        if len(whole) == len(texts):
            return [(entry, "") for _, entry in whole]
        return list(zip(read, texts, strict=True))

    def _read(self, index: int, text: str) -> Expr | None:
        from trainer.grading import read_answer

        variant = self.result.question.variant
        try:
            return read_answer(text, variant.names, variant.parts[index].requirement)
        except AnswerError:
            return None


def _rows(expr: Expr | None, text: str, room: int) -> list[str]:
    if expr is not None:
        return formula_lines(expr, room, 1)
    return wrap(text, room) or [_NONE]


def _fill(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
