"""Numbers asked for with a precision: rounded values, too few digits, and expressions accepted as numbers."""

from __future__ import annotations

from typing import Any

from trainer.errors import TrainerError
from trainer.maths.expr import Expr, symbols
from trainer.maths.judging.many_digits import say_apart
from trainer.maths.judging.typed_decimal import typed_decimal
from trainer.maths.judging.verdict import Evidence, Outcome, Requirement, Verdict, Witness
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import say as say_shape
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.values.evaluate import NoValueError
from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

_SLACK = 1 + 1e-9


def compare_rounded(answer: Expr, reference: Expr, names: Names, requirement: Requirement) -> Verdict:
    """The verdict on a number against the exact value of `reference` under a precision.

    One unit in the last asked-for decimal is granted, since honest intermediate rounding moves it. A typed
    decimal that is right as far as it goes is `different` with the detail `too-few-digits`.
    """
    shape = shape_of(reference, names)
    if shape and shape_of(answer, names) == shape and not symbols(answer) | symbols(reference):
        return _compare_entries(answer, reference, requirement)
    if shape_of(answer, names) != shape or symbols(answer):
        return Verdict(
            Outcome.DIFFERENT,
            Evidence.STRUCTURAL,
            f"{say_shape(shape).capitalize()} is asked for.",
            detail="shape",
        )
    try:
        wanted, given = _value(reference), _value(answer)
    except UndefinedError:
        return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, "Your answer has no value.")
    except (TooLargeError, TrainerError):
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, "This is too large to compute.")
    gap = 0 if given == wanted else abs(given - wanted)
    unit = last_place(wanted, requirement)
    if gap <= unit * _SLACK:
        note = "" if gap <= unit / 2 * _SLACK else f"Rounded, it is {rounded(wanted, requirement)}."
        return Verdict(Outcome.EQUAL, Evidence.EXACT if gap == 0 else Evidence.WITNESS, note)
    left, right = say_apart(given, wanted)
    witness = Witness({}, left, right)
    if _right_as_far_as_it_goes(answer, gap, wanted):
        message = f"Right as far as it goes, but more digits are asked for ({say(requirement)})."
        return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, message, witness, detail="too-few-digits")
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, "", witness)


def _value(expr: Expr) -> Any:
    """The number that an expression without variables stands for; a number made of arrays in doubles."""
    try:
        return precise(expr, {})
    except NoValueError:
        import mpmath

        from trainer.maths.values.evaluate import evaluate

        value = evaluate(expr, {})
        return mpmath.mpf(float(value.flat[0]))


def _compare_entries(answer: Expr, reference: Expr, requirement: Requirement) -> Verdict:
    """Arrays of numbers entry by entry, in doubles, each with the precision of its own size."""
    import numpy as np

    from trainer.maths.values.evaluate import evaluate

    given, wanted = (evaluate(expr, {})[..., 0] for expr in (answer, reference))
    allowed = np.vectorize(lambda value: last_place(value, requirement))(wanted)
    apart = ~(np.abs(given - wanted) <= allowed * _SLACK)
    if not apart.any():
        return Verdict(Outcome.EQUAL, Evidence.WITNESS)
    worst = tuple(int(index) for index in np.argwhere(apart)[0])
    entry = ", ".join(str(index + 1) for index in worst)
    witness = Witness({"entry": entry}, f"{given[worst]:.6g}", f"{wanted[worst]:.6g}")
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, witness=witness)


def last_place(value: Any, requirement: Requirement) -> float:
    """The largest error granted: one unit in the last asked-for place, or the tolerance itself."""
    if requirement.tolerance is not None:
        return requirement.tolerance
    if requirement.decimals is not None:
        return float(10.0**-requirement.decimals) if requirement.decimals else 0.5
    import mpmath

    magnitude = int(mpmath.floor(mpmath.log10(abs(value)))) if value else 0
    return float(10.0 ** (magnitude + 1 - (requirement.digits or 1)))


def rounded(value: Any, requirement: Requirement) -> str:
    """The value as the exercise wants it written."""
    if requirement.decimals is not None:
        return f"{float(value):.{requirement.decimals}f}"
    return f"{float(value):.{requirement.digits or 6}g}"


def say(requirement: Requirement) -> str:
    """The precision in words."""
    if requirement.decimals is not None:
        return f"{requirement.decimals} decimals"
    if requirement.digits is not None:
        return f"{requirement.digits} significant digits"
    return f"an error of at most {requirement.tolerance:g}"


def _right_as_far_as_it_goes(answer: Expr, gap: Any, wanted: Any) -> bool:
    """Whether a typed decimal is the exact value rounded to as many places as were typed.

    Where these hold no digit of the value, as in 0.1 for 0.05, it is another number.
    """
    typed = typed_decimal(answer)
    if typed is None or not typed.digits.strip("0.") or gap > abs(wanted) / 3:
        return False
    if typed.is_whole and float(typed.digits) < 10:
        return False
    import mpmath

    return bool(gap <= mpmath.mpf(10) ** typed.last_power / 2 * _SLACK)
