"""Reads one line of a derivation for the learner's eyes; whether it follows is for grading to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.errors import AnswerError

if TYPE_CHECKING:
    from trainer.maths.expr import Expr
    from trainer.maths.names import Names


def read_line(text: str, names: Names) -> Expr:
    """The tree of a line without its leading sign; AnswerError where it cannot be read.

    Operators such as `diff` may be left in it. Of an equation the right side counts.
    """
    from trainer.grading.derivation import lines_of
    from trainer.maths.expr import Relation
    from trainer.maths.reading.parser import parse

    offset, body = next(iter(lines_of(text)), (0, text))
    try:
        expr = parse(body, names)
    except AnswerError as error:
        raise AnswerError(error.message, offset=offset + error.offset, text=text) from None
    return expr.right if isinstance(expr, Relation) else expr
