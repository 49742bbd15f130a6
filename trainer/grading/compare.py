"""Two texts against each other, outside any exercise: what the command `compare` and authors' tests use."""

from __future__ import annotations

from trainer.errors import AnswerError, TrainerError
from trainer.maths.expr import Call, Expr, walk
from trainer.maths.functions import OPERATORS
from trainer.maths.judging.allowed import names_for
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Evidence, Outcome, Requirement, Verdict
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

PLAIN = Requirement()


def compare_texts(answer: str, reference: str, names: Names, requirement: Requirement = PLAIN) -> Verdict:
    """The verdict on `answer` against `reference`, both read under `names`; operators are carried out first.

    An answer that cannot be read gives `unreadable` with its offset. A reference that cannot be read raises
    AnswerError.
    """
    right = carried_out(parse(reference, names_for(names, requirement)))
    try:
        left = carried_out(parse(answer, names_for(names, requirement)))
    except AnswerError as error:
        return unreadable(error)
    except TrainerError as error:
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message)
    return compare(left, right, names, requirement)


def carried_out(expr: Expr) -> Expr:
    """`expr` with derivatives, sums, integrals and limits replaced by their results."""
    if not any(isinstance(node, Call) and node.name in {*OPERATORS, "sum"} for node in walk(expr)):
        return expr
    from trainer.calculus.resolve import resolve

    return resolve(expr)


def unreadable(error: AnswerError) -> Verdict:
    """The verdict on a text that could not be read."""
    return Verdict(Outcome.UNREADABLE, Evidence.OFFSET, error.message, offset=error.offset)
