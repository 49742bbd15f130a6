"""Reads one typed answer for one part: the names it may use, and what must not be left in it."""

from __future__ import annotations

import re

from trainer.errors import AnswerError
from trainer.maths.expr import Call, Expr, walk
from trainer.maths.functions import OPERATORS
from trainer.maths.judging.allowed import names_for
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

_CLAIM = re.compile(
    r"\s*(?:[A-Za-zα-ω]'{0,2}\s*\(\s*[A-Za-zα-ω]\w*(?:\s*,\s*[A-Za-zα-ω]\w*)*\s*\))?\s*=(?!=)"
)


def read_answer(text: str, names: Names, requirement: Requirement) -> Expr:
    """The tree of a typed answer; AnswerError where it cannot be read or is not carried out.

    A heading such as `f'(x) =` before the answer is passed over.
    """
    claim = _CLAIM.match(text) if len(text) < 4_000 else None
    heading = claim.end() if claim else 0
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
