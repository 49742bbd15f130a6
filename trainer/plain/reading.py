"""How a typed line is taken, and said again as it was understood or as it was kept; it judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from trainer.bank.parts import Part
    from trainer.bank.variant import Variant
    from trainer.maths.expr import Expr

LINE_BY_LINE: Final = {"derivation": "", "code": "."}
"""The kinds whose answer is a text of several lines, and the line that ends it."""

_LONGEST: Final = 10_000
"""Characters of a line, several times what is read as an answer; the rest of a longer one is dropped."""

_BYTE_ORDER_MARK: Final = "\ufeff"

MOST_LINES: Final = 500
"""Lines of an answer that is written line by line; each is kept on disk as it comes."""

_PICKED: Final = frozenset({"choice", "order", "code"})
"""Kinds whose answers are no formulas."""


def next_line(stream: TextIO) -> str:
    """The next line, empty at the end, without the mark that some programs put before a text."""
    line = rest = stream.readline(_LONGEST)
    while len(rest) == _LONGEST and not rest.endswith("\n"):
        rest = stream.readline(_LONGEST)
    return line.removeprefix(_BYTE_ORDER_MARK)


def read_back(line: str, part: Part, variant: Variant) -> str:
    """The line in mathematical writing; empty where it is no formula. AnswerError if it cannot be read."""
    if variant.exercise.kind in _PICKED:
        return ""
    from trainer.maths.drawing.tex import to_tex
    from trainer.maths.drawing.typeset import inline

    return f"Read as: {inline(to_tex(_read(line, part, variant)))}"


def _read(line: str, part: Part, variant: Variant) -> Expr:
    if variant.exercise.kind == "derivation":
        from trainer.grading.typed_lines import read_line

        return read_line(line, variant.names)
    from trainer.grading import read_answer

    return read_answer(line, variant.names, part.requirement)


def printable(text: str) -> str:
    """A typed text as it may be written to a terminal, line by line."""
    return "\n".join("".join(c if c.isprintable() else "·" for c in line) for line in text.split("\n"))


def offered(text: str) -> str:
    """What Enter keeps, on one line."""
    lines = text.split("\n")
    return f"{len(lines)} lines" if len(lines) > 1 else printable(text)
