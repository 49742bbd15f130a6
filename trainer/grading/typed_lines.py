"""The lines of a derivation as typed: where each stands and what it says; judges none of them."""

from __future__ import annotations

from trainer.errors import AnswerError
from trainer.maths.expr import Expr, Relation
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines that are not empty with their offsets; a leading `=` or `→` only continues."""
    found = []
    offset = 0
    for line in text.split("\n"):
        body = line.lstrip(" \t=→")
        if body.strip():
            found.append((offset + len(line) - len(body), body))
        offset += len(line) + 1
    return found


def read_body(body: str, names: Names) -> Expr:
    """The tree of a line without its leading sign; AnswerError where it cannot be read.

    Operators such as `diff` may be left in it. Of an equation the right side counts.
    """
    expr = parse(body, names)
    return expr.right if isinstance(expr, Relation) else expr


def read_line(text: str, names: Names) -> Expr:
    """`read_body` of a line that may begin with its sign; the offset of an AnswerError is one in `text`."""
    offset, body = next(iter(lines_of(text)), (0, text))
    try:
        return read_body(body, names)
    except AnswerError as error:
        raise AnswerError(error.message, offset=offset + error.offset, text=text) from None
