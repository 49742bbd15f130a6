"""What is nearly right with a number: too few digits beside a power of ten, its sign, its decimal point.

Decides only about answers without variables that were judged to be different; knows no exercise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from trainer.bank.parts import Part
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.grading.mistakes import Mistake
from trainer.grading.result import PartGrade
from trainer.maths.expr import Div, Expr, Mul, Neg, Number, Pow, number, symbols
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome, Requirement, Verdict
from trainer.maths.names import Names
from trainer.maths.rational import rational

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
_ROUNDING = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class _Decimal:
    """A decimal as it was typed, without its sign: the digits before the power of ten, and the power."""

    digits: str
    power: int

    @property
    def unit(self) -> Fraction:
        """What one more in the last typed place is worth."""
        return _TEN ** (self.power - len(self.digits.partition(".")[2]))


def with_few_digits(verdict: Verdict, answer: Expr, reference: Expr, requirement: Requirement) -> Verdict:
    """`verdict`, where a number such as `3.8e-6` is right as far as it goes with the detail that says so.

    The judge says it of plain decimals already.
    """
    if verdict.outcome is not Outcome.DIFFERENT or verdict.detail or not requirement.rounded:
        return verdict
    typed = _decimal(answer)
    if typed is None or not typed.power or not any(digit in typed.digits for digit in "123456789"):
        return verdict
    given, wanted = _value(answer), _value(reference)
    if given is None or wanted is None or abs(given - wanted) > float(typed.unit) / 2 * _ROUNDING:
        return verdict
    from trainer.maths.judging.numbers import say

    message = f"Right as far as it goes, but more digits are asked for ({say(requirement)})."
    return replace(verdict, message=message, detail="too-few-digits")


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
    if _decimal(answer) is None or not given or not wanted or (given > 0) is not (wanted > 0):
        return 0
    from mpmath import log10, nint, nstr

    power = int(nint(log10(wanted / given)))
    one_digit = len(nstr(abs(wanted), 3).partition("e")[0].replace(".", "").strip("0")) < 2
    if one_digit or not 0 < abs(power) <= _FARTHEST:
        return 0
    return power if abs(given * _TEN**power - wanted) <= _ALIKE * abs(wanted) else 0


def _decimal(expr: Expr) -> _Decimal | None:
    """The decimal that was typed, such as `3.8e-6`, `3.8*10^-6` or `3.8/10^6`; None for anything else."""
    match expr:
        case Neg(arg):
            return _decimal(arg)
        case Number(_, text) if text:
            digits, _, power = text.lower().partition("e")
            return _Decimal(digits, int(power or 0))
        case Mul((Number() as digits, power)):
            return _with_power(digits, _power_of_ten(power))
        case Div(Number() as digits, power):
            exponent = _power_of_ten(power)
            return _with_power(digits, None if exponent is None else -exponent)
    return None


def _with_power(digits: Number, power: int | None) -> _Decimal | None:
    plain = power is not None and digits.text and "e" not in digits.text.lower()
    return _Decimal(digits.text, power) if plain and power is not None else None


def _power_of_ten(expr: Expr) -> int | None:
    match expr:
        case Pow(Number(base), exponent) if base == _TEN:
            value = rational(exponent)
            whole = value is not None and value.denominator == 1 and abs(value) <= 2 * _FARTHEST
            return int(value) if value is not None and whole else None
    return None


def _value(expr: Expr) -> Any:
    """The value of a number, with many digits; None where it has none that could be found."""
    from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

    try:
        value = precise(expr, {})
    except (UndefinedError, TooLargeError, TrainerError):
        return None
    from mpmath import isfinite

    return value if isfinite(value) else None
