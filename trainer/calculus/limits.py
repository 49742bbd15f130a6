"""Whether a limit exists, from values ever nearer to its point: a rejector, which never proves a limit.

Many digits, four distances down to 1e-32, several points at each, both sides apart. Where the values do not
speak plainly, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from itertools import pairwise
from typing import Any

from trainer.errors import TrainerError
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import (
    Add,
    Call,
    Constant,
    Expr,
    Neg,
    Number,
    Symbol,
    children,
    number,
    rebuild,
    substitute,
    symbols,
    walk,
)
from trainer.maths.names import Names

Values = Mapping[str, float]

_DECADES = (4, 8, 16, 32)
_SHARES = (Fraction(1), Fraction(83, 100), Fraction(61, 100), Fraction(47, 100), Fraction(29, 100))
_DIGITS = 240
_POINTS = 2
_NOISE = 1e-12
"""Changes below this are taken for rounding."""
_SETTLED = 1e-6
_APART = 1e-3
_TOLD = 40
_OTHER_SIZES = (Fraction(1, 10**12), Fraction(10**12))
"""Numbers beyond these could hide what happens nearer than 1e-32."""


class Tendency(Enum):
    """What the values do on one side of the point."""

    SETTLE = auto()
    RISE = auto()
    FALL = auto()
    SWING = auto()
    NO_VALUES = auto()
    UNKNOWN = auto()


_NO_LIMIT = frozenset({Tendency.RISE, Tendency.FALL, Tendency.SWING})


@dataclass(frozen=True, slots=True)
class Side:
    """The tendency on one side, and the value that the function settles at, if it does (an `mpf`)."""

    tendency: Tendency
    value: Any = None


@dataclass(frozen=True, slots=True)
class MissingLimit:
    """A `limit(f, x, a)` that does not exist, with the reason in a sentence (prose with TeX)."""

    call: Call
    sentence: str


def missing_limit(expr: Expr, names: Names) -> MissingLimit | None:
    """The first limit in `expr` that plainly does not exist on the declared domain; None says nothing."""
    for call in limits_in(expr):
        reasons = [_reason(call, _sides(call, point, names)) for point in _points(call, names)]
        if reasons and all(reasons):
            return MissingLimit(call, f"${to_tex(call)}$ does not exist: {reasons[0]}.")
    return None


def limits_in(expr: Expr) -> Iterator[Call]:
    """The limits that occur, outer ones first."""
    for node in walk(expr):
        if isinstance(node, Call) and node.name == "limit" and len(node.args) in (3, 4):
            yield node


def settled_value(expr: Expr, point: Values, names: Names) -> float | None:
    """The value of `expr` at a point, its limits taken as what their values settle at.

    None where one does not settle, where another operator is left, or where there is no value.
    """
    from trainer.maths.values.evaluate import NoValueError
    from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

    numbers = _with_numbers(expr, point, names)
    try:
        return None if numbers is None else float(precise(numbers, point, _DIGITS))
    except (NoValueError, TooLargeError, UndefinedError, OverflowError):
        return None


def _with_numbers(expr: Expr, point: Values, names: Names) -> Expr | None:
    if isinstance(expr, Call) and expr.name == "limit":
        sides = _sides(expr, point, names)
        found = [side.value for side in sides if side.tendency is Tendency.SETTLE]
        if len(found) != len(sides) or not found or _apart(found[0], found[-1]):
            return None
        import mpmath

        return number(Fraction(mpmath.nstr(found[0], _TOLD)))
    parts = [_with_numbers(part, point, names) for part in children(expr)]
    kept = tuple(part for part in parts if part is not None)
    if len(kept) < len(parts):
        return None
    return rebuild(expr, kept) if kept else expr


# -- both sides -------------------------------------------------------------------------------------------


def _points(call: Call, names: Names) -> list[dict[str, float]]:
    """Ordinary values of the other variables."""
    from trainer.maths.judging.sampling import point_at, sample

    used = symbols(call) - symbols(call.args[1])
    if any(names.domain(name).shape for name in used):
        return []
    values = sample(names, used)
    return [point_at(values, index) for index in range(_POINTS if used else 1)]


def _sides(call: Call, point: Values, names: Names) -> list[Side]:
    """What happens on each side from which the point can be reached; sides without values left out."""
    from trainer.calculus.resolve import resolve

    body, variable, goal, *side = call.args
    if not isinstance(variable, Symbol) or _has_odd_sizes(body):
        return [Side(Tendency.UNKNOWN)]
    try:
        body = resolve(body)
    except TrainerError:
        return [Side(Tendency.UNKNOWN)]
    signs = _signs(goal, side, variable.name, names)
    sides = [_side(body, variable.name, goal, sign, point) for sign in signs]
    return [side for side in sides if side.tendency is not Tendency.NO_VALUES]


def _signs(goal: Expr, side: list[Expr], variable: str, names: Names) -> tuple[int, ...]:
    if side:
        return (-1,) if isinstance(side[0], Neg) else (1,)
    if _infinite(goal):
        return (_infinite(goal),)
    domain = names.domain(variable)
    at = goal.value if isinstance(goal, Number) else None
    if at is not None and domain.low >= at:
        return (1,)
    if at is not None and domain.high <= at:
        return (-1,)
    return (-1, 1)


def _infinite(goal: Expr) -> int:
    """The sign of an infinite goal; 0 for a finite one."""
    inner = goal.arg if isinstance(goal, Neg) else goal
    if inner != Constant("inf"):
        return 0
    return -1 if isinstance(goal, Neg) else 1


def _has_odd_sizes(body: Expr) -> bool:
    low, high = _OTHER_SIZES
    return any(
        isinstance(node, Number) and node.value and not low <= node.value <= high for node in walk(body)
    )


def _reason(call: Call, sides: list[Side]) -> str:
    """Why there is no limit, in words; empty where the sides do not say so."""
    if not sides or any(side.tendency is Tendency.UNKNOWN for side in sides):
        return ""
    tendencies = {side.tendency for side in sides}
    if tendencies == {Tendency.FALL}:
        return "its values fall below every bound"
    if tendencies <= {Tendency.RISE, Tendency.FALL}:
        return "its values grow beyond every bound"
    if Tendency.SWING in tendencies:
        return "its values settle nowhere"
    if tendencies & _NO_LIMIT:
        return "on one side its values grow beyond every bound"
    left, right = sides[0].value, sides[-1].value
    if not _apart(left, right):
        return ""
    if symbols(call.args[0]) - symbols(call.args[1]):
        return "from the left and from the right it tends to different values"
    return f"from the left it is {float(left):.6g}, from the right {float(right):.6g}"


def _apart(left: Any, right: Any) -> bool:
    return bool(abs(left - right) > _APART * max(abs(left), abs(right), _NOISE))


# -- one side ---------------------------------------------------------------------------------------------


def _side(body: Expr, variable: str, goal: Expr, sign: int, point: Values) -> Side:
    from trainer.maths.values.evaluate import NoValueError
    from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

    rows = []
    try:
        for decade in _DECADES:
            places = [_near(goal, sign, share / 10**decade) for share in _SHARES]
            rows.append([precise(substitute(body, {variable: at}), point, _DIGITS) for at in places])
    except UndefinedError:
        return Side(Tendency.NO_VALUES if not rows else Tendency.UNKNOWN)
    except (TooLargeError, NoValueError):
        return Side(Tendency.UNKNOWN)
    return _judged(rows)


def _near(goal: Expr, sign: int, distance: Fraction) -> Expr:
    if _infinite(goal):
        return number(sign / distance)
    return Add((goal, number(sign * distance)))


def _judged(rows: list[list[Any]]) -> Side:
    """The tendency of the values, a row for each distance, the nearest last."""
    firsts = [row[0] for row in rows]
    if rise := _growth(firsts):
        return Side(Tendency.RISE if rise > 0 else Tendency.FALL)
    spreads = [max(row) - min(row) for row in rows]
    size = max(abs(value) for value in rows[-1])
    if spreads[-1] > _NOISE and spreads[-1] >= 0.2 * spreads[1] and spreads[-1] >= 0.02 * size:
        return Side(Tendency.SWING)
    if max(abs(firsts[-1] - firsts[-2]), spreads[-1]) <= _SETTLED * max(1, size):
        return Side(Tendency.SETTLE, firsts[-1])
    return Side(Tendency.UNKNOWN)


def _growth(values: list[Any]) -> int:
    """1 or -1 where the steps away from 0 get no smaller, though the distance is squared each time; else 0.

    Even the logarithm of a logarithm keeps its steps so, while what settles loses them.
    """
    sign = 1 if values[-1] > 0 else -1
    steps = [sign * (after - before) for before, after in pairwise(values)]
    kept = all(later >= 0.999 * earlier for earlier, later in pairwise(steps))
    return sign if kept and steps[0] > 0 and steps[-1] > _NOISE * max(1, abs(values[-1])) else 0
