"""What is nearly right with a number: its sign, its decimal point.

Decides only about answers without variables that were judged to be different; knows no exercise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from trainer.bank.parts import Part
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.grading.mistakes import Mistake
from trainer.grading.result import PartGrade
from trainer.maths.expr import Expr, Mul, Neg, number, symbols
from trainer.maths.judging.judge import compare
from trainer.maths.judging.typed_decimal import typed_decimal
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names

if TYPE_CHECKING:
    from typing import Any

SIGN = Mistake("sign", "The number is right, but its sign is the other way round.")
POINT = Mistake(
    "power-of-ten",
    "The digits are right, but the decimal point is in the wrong place.",
)
_TEN = Fraction(10)
_FARTHEST = 30
"""The decimal point is sought so many places away; beyond it digits agree by chance."""
_ALIKE = 0.01
"""The relative difference under which digits are the same digits."""


def with_number_slips(
    variant: Variant, answers: Mapping[str, Expr], parts: Sequence[PartGrade]
) -> list[PartGrade]:
    """The parts with the slips of numbers named where nothing else was said of them."""
    asked = {part.name: part for part in variant.parts}
    found = []
    for graded in parts:
        verdict = graded.verdict
        said = graded.malrule or graded.carried or verdict.detail
        if verdict.outcome is Outcome.DIFFERENT and not said:
            mistake = number_slip(answers[graded.name], asked[graded.name], variant.names)
            if mistake is not None:
                verdict = replace(verdict, message=mistake.feedback)
                graded = replace(graded, verdict=verdict, malrule=mistake.rule)
        found.append(graded)
    return found


def number_slip(answer: Expr, part: Part, names: Names) -> Mistake | None:
    """The slip that makes this wrong number of the right one; None where it is neither sign nor point."""
    if symbols(answer) or symbols(part.reference) or part.requirement.up_to:
        return None
    if _equals(Neg(answer), part, names):
        return SIGN
    power = _moved_by(answer, part.reference)
    return POINT if power and _equals(Mul((answer, number(_TEN**power))), part, names) else None


def _equals(answer: Expr, part: Part, names: Names) -> bool:
    asked = replace(part.requirement, form="")
    try:
        return compare(answer, part.reference, names, asked).outcome is Outcome.EQUAL
    except TrainerError:
        return False


def _moved_by(answer: Expr, reference: Expr) -> int:
    """How many places to the right the point of a typed decimal belongs; 0 where that is no help.

    A right number of one digit, such as 10, says nothing: it is met by chance too often.
    """
    given, wanted = _value(answer), _value(reference)
    if typed_decimal(answer) is None or not given or not wanted or (given > 0) is not (wanted > 0):
        return 0
    from mpmath import log10, nint, nstr

    power = int(nint(log10(wanted / given)))
    one_digit = len(nstr(abs(wanted), 3).partition("e")[0].replace(".", "").strip("0")) < 2
    if one_digit or not 0 < abs(power) <= _FARTHEST:
        return 0
    return power if abs(given * _TEN**power - wanted) <= _ALIKE * abs(wanted) else 0


def _value(expr: Expr) -> Any:
    """The value of a number, with many digits; None where it has none that could be found."""
    from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

    try:
        value = precise(expr, {})
    except (UndefinedError, TooLargeError, TrainerError):
        return None
    from mpmath import isfinite

    return value if isfinite(value) else None
