"""The learner's one answer drawn beside the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from trainer.errors import AnswerError
from trainer.tui.drawn import Drawn, Line
from trainer.tui.setting import formula_lines

if TYPE_CHECKING:
    from trainer.maths.expr import Expr
    from trainer.session.views import Result

YOURS = "Your answer"
RIGHT = "The right answer"
_GAP = 4
_INDENT = 2


class Comparison(Drawn):
    """Two columns where they fit, one over the other where not; the right one only once it is decided."""

    DEFAULT_CSS = """
    Comparison { margin-bottom: 1; }
    """

    def __init__(self, result: Result, ink: str) -> None:
        super().__init__()
        self.result = result
        self.ink = ink

    def lines(self, width: int) -> list[Line]:
        """The drawings under their titles."""
        columns = self._columns(width - _INDENT)
        taken = [max(cell_len(title), *map(cell_len, rows)) + _INDENT for title, rows, _ in columns]
        if len(columns) > 1 and sum(taken) + _GAP <= width:
            return _side_by_side(columns, max(taken[0] + _GAP, width // 2 if taken[1] <= width // 2 else 0))
        stacked: list[Line] = []
        for title, rows, ink in columns:
            if stacked:
                stacked.append(())
            stacked += [((title, "muted"),), *(((" " * _INDENT + row, ink),) for row in rows)]
        return stacked

    def _columns(self, width: int) -> list[tuple[str, list[str], str]]:
        from trainer.bank.parts import shown

        part = self.result.question.variant.parts[0]
        columns = []
        text = self.result.texts.get(part.name, "")
        if text.strip():
            columns.append((YOURS, _typed(self._read(text), text, width), self.ink))
        if self.result.decided:
            columns.append((RIGHT, formula_lines(shown(part), width), "formula"))
        return columns

    def _read(self, text: str) -> Expr | None:
        from trainer.grading import read_answer

        variant = self.result.question.variant
        try:
            return read_answer(text, variant.names, variant.parts[0].requirement)
        except AnswerError:
            return None


def _typed(expr: Expr | None, text: str, width: int) -> list[str]:
    return [text[:width]] if expr is None else formula_lines(expr, width)


def _side_by_side(columns: list[tuple[str, list[str], str]], at: int) -> list[Line]:
    """Both columns, the second from cell `at` on, their drawings on one middle line."""
    (left_title, left, left_ink), (right_title, right, right_ink) = columns
    height = max(len(left), len(right))
    left, right = _centred(left, height), _centred(right, height)
    lines: list[Line] = [((left_title.ljust(at), "muted"), (right_title, "muted"))]
    for ours, theirs in zip(left, right, strict=True):
        row = " " * _INDENT + ours
        gap = " " * (at - cell_len(row) + _INDENT)
        lines.append(((row, left_ink), (gap, ""), (theirs, right_ink)))
    return lines


def _centred(rows: list[str], height: int) -> list[str]:
    above = (height - len(rows)) // 2
    return [""] * above + rows + [""] * (height - len(rows) - above)
