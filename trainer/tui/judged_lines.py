"""The verdict on a derivation: every line with its mark, and once it is decided a right way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.errors import AnswerError
from trainer.tui.comparison import YOURS
from trainer.tui.drawn import Drawn, Line
from trainer.tui.mark import Mark, mark_of_verdict
from trainer.tui.setting import formula_lines

if TYPE_CHECKING:
    from trainer.bank.details import Derivation
    from trainer.maths.expr import Expr
    from trainer.session.views import Result

_A_RIGHT_ONE = "A right way"
_BLANK: Mark = (" ", "")
_HEAD = len("✗ = ")


class JudgedLines(Drawn):
    """The formula it starts from, and under it line by line what follows."""

    DEFAULT_CSS = """
    JudgedLines { margin-bottom: 1; }
    """

    def __init__(self, result: Result, derivation: Derivation) -> None:
        super().__init__()
        self.result = result
        self.derivation = derivation

    def lines(self, width: int) -> list[Line]:
        """The learner's lines, then others if these were not right."""
        variant, grade = self.result.question.variant, self.result.grade
        name = variant.parts[0].name
        typed = [line for line in self.result.texts.get(name, "").split("\n") if line.strip()]
        marks = [mark_of_verdict(verdict) for verdict in grade.parts[0].lines] if grade else []
        marks = marks if len(marks) == len(typed) else [_BLANK] * len(typed)
        found: list[Line] = []
        if typed:
            found += [((YOURS, "muted"),), *self._chain(typed, marks, width)]
        if self.result.decided and not (grade and grade.outcome == "equal"):
            right = variant.answers[name].split("\n")
            found += [*([()] if found else []), ((_A_RIGHT_ONE, "muted"),)]
            found += self._chain(right, [_BLANK] * len(right), width)
        return found

    def _chain(self, texts: list[str], marks: list[Mark], width: int) -> list[Line]:
        room = width - _HEAD
        start = [((" " * _HEAD, ""), (row, "")) for row in formula_lines(self.derivation.start, room)]
        found: list[Line] = list(start)
        for text, (sign, ink) in zip(texts, marks, strict=True):
            expr = self._read(text)
            rows = [text[:room]] if expr is None else formula_lines(expr, room)
            middle = (len(rows) - 1) // 2
            for i, row in enumerate(rows):
                head = ((f"{sign} ", ink), ("= ", "muted")) if i == middle else ((" " * _HEAD, ""),)
                found.append((*head, (row, "formula")))
        return found

    def _read(self, text: str) -> Expr | None:
        from trainer.grading.typed_lines import read_line

        try:
            return read_line(text, self.result.question.variant.names)
        except AnswerError:
            return None
