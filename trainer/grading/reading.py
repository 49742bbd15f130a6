"""Reads one typed answer for one part: the names it may use, and what must not be left in it."""

from __future__ import annotations

import re

from trainer.errors import AnswerError
from trainer.grading.no_value import refuse_without_value
from trainer.maths.expr import Call, Expr, walk
from trainer.maths.functions import OPERATORS
from trainer.maths.judging.allowed import names_for
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

_CLAIM = re.compile(
    r"\s*(?:[A-Za-zα-ω]'{0,2}\s*\(\s*[A-Za-zα-ω]\w*(?:\s*,\s*[A-Za-zα-ω]\w*)*\s*\))?\s*=(?!=)"
)
_LONGEST_WITH_HEADING = 4_000


def read_answer(text: str, names: Names, requirement: Requirement) -> Expr:
    """The tree of a typed answer; AnswerError where it cannot be read or is not carried out.

    A heading such as `f'(x) =` before the answer is passed over.
    """
    heading = _heading(text)
    try:
        expr = parse(text[heading:], names_for(names, requirement))
    except AnswerError as error:
        raise AnswerError(error.message, offset=error.offset + heading, text=text) from None
    for node in walk(expr):
        if isinstance(node, Call) and (
            node.name in OPERATORS or (node.name == "sum" and len(node.args) == 4)
        ):
            message = f"{node.name} is still to be carried out; write the result"
            raise AnswerError(message, offset=max(node.span[0], 0) + heading, text=text)
    return expr


def read_number(text: str, names: Names, requirement: Requirement) -> Expr:
    """`read_answer` where a number is asked for: one without a real value, such as `1/0`, is unreadable."""
    expr = read_answer(text, names, requirement)
    try:
        refuse_without_value(expr)
    except AnswerError as error:
        raise AnswerError(error.message, offset=error.offset + _heading(text), text=text) from None
    return expr


def _heading(text: str) -> int:
    """The characters of a heading before the answer."""
    claim = _CLAIM.match(text) if len(text) < _LONGEST_WITH_HEADING else None
    return claim.end() if claim else 0
