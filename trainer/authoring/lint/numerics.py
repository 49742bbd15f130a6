"""The value of a template's formula without any rule of calculus: operators are carried out with numbers.

Derivatives are central differences, sums are added up, integrals are quadratures and limits values nearby,
all to many digits. With the making of reference answers it shares nothing but the reading of texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from trainer.bank.scope import bound_names
from trainer.errors import TrainerError
from trainer.maths.expr import Array, Call, Expr, Neg, Number, Symbol, children, rebuild, symbols
from trainer.maths.rational import rational

DIGITS = 60
_STEP_DIGITS = 12
_STEP_DIGITS_OF_AREAS = 7
"""A quadrature has fewer digits, of which differences with small steps leave none."""
_MOST_TIMES = 4
_MOST_TERMS = 1_000
_QUADRATURE_DIGITS = 18
_SAME = 1e-9

Point = Mapping[str, Any]


class UnknownValueError(Exception):
    """Nothing is known here: no value, a kink, an operator or an array beyond what is computed."""


class Numerics:
    """Values of formulas over defined names, each definition over variables and other definitions."""

    def __init__(self, definitions: Mapping[str, Expr]) -> None:
        self._definitions = dict(definitions)

    def value(self, formula: Expr, at: Point) -> Any:
        """The value where the names in `at` are these numbers, whatever they are defined as.

        UnknownValueError where there is none, or none that can be trusted to many digits.
        """
        from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

        grounded = self._grounded(formula, at)
        if left := symbols(grounded) - at.keys():
            raise UnknownValueError(f"{min(left)} has no value")
        try:
            return precise(grounded, dict(at), DIGITS)
        except (UndefinedError, TooLargeError, TrainerError, ArithmeticError, TypeError) as error:
            raise UnknownValueError(str(error)) from None

    def entries(self, formula: Expr, at: Point) -> list[Any]:
        """The values of a vector or matrix entry by entry, row by row; of a number the one."""
        match formula:
            case Symbol(name) if name in self._definitions and name not in at:
                return self.entries(self._definitions[name], at)
            case Array(items):
                return [value for item in items for value in self.entries(item, at)]
            case Call("grad", (f, Array(variables))):
                return [self._slope(f, [_name(x)], at) for x in variables]
            case Call("hessian", (f, Array(variables))):
                return [self._slope(f, [_name(x), _name(y)], at) for x in variables for y in variables]
            case Call("jacobian", (f, Array(variables))):
                return [self._slope(row, [_name(x)], at) for row in self._rows(f) for x in variables]
        return [self.value(formula, at)]

    def slope(self, formula: Expr, variable: str, at: Point) -> Any:
        """The derivative of a formula with respect to one name, everything that depends on it following."""
        return self._slope(formula, [variable], at)

    def _rows(self, f: Expr) -> Sequence[Expr]:
        if isinstance(f, Symbol) and f.name in self._definitions:
            return self._rows(self._definitions[f.name])
        return f.items if isinstance(f, Array) else (f,)

    def _grounded(self, expr: Expr, at: Point) -> Expr:
        """The formula over the names in `at`, operators replaced by their values."""
        if isinstance(expr, Symbol):
            if expr.name in at or expr.name not in self._definitions:
                return expr
            return self._grounded(self._definitions[expr.name], at)
        if bound_names(expr) and isinstance(expr, Call):
            operator = _OPERATORS.get(expr.name)
            if operator is None:
                raise UnknownValueError(f"{expr.name} is not carried out")
            return _literal(operator(self, expr, at))
        parts = children(expr)
        return rebuild(expr, tuple(self._grounded(part, at) for part in parts)) if parts else expr

    def _slope(self, f: Expr, variables: Sequence[str], at: Point) -> Any:
        """Central differences with the error h², one variable after the other; not where a kink shows."""
        from mpmath import mp, mpf

        if not variables:
            return self.value(f, at)
        x, *rest = variables
        with mp.workdps(DIGITS):
            middle = at[x] if x in at else self.value(Symbol(x), at)
            digits = _STEP_DIGITS_OF_AREAS if self._has_area(f) else _STEP_DIGITS
            h = mpf(10) ** -digits * max(1, abs(mpf(middle)))
            low, here, high = (self._slope(f, rest, {**at, x: middle + k * h}) for k in (-1, 0, 1))
            before, after = (here - low) / h, (high - here) / h
            if abs(after - before) > mpf(10) ** (-_STEP_DIGITS // 2) * (1 + abs(before)):
                raise UnknownValueError(f"a kink in {x}")
            return (high - low) / (2 * h)

    def _has_area(self, expr: Expr) -> bool:
        """Whether an integral is in the formula or in what its names stand for."""
        if isinstance(expr, Symbol) and expr.name in self._definitions:
            return self._has_area(self._definitions[expr.name])
        is_area = isinstance(expr, Call) and expr.name == "integral"
        return is_area or any(map(self._has_area, children(expr)))


def _diff(numbers: Numerics, call: Call, at: Point) -> Any:
    names: list[str] = []
    for part in call.args[1:]:
        times = rational(numbers._grounded(part, {})) if not isinstance(part, Symbol) else None
        if times is None and isinstance(part, Symbol) and part.name in numbers._definitions and names:
            times = rational(numbers._definitions[part.name])
        if times is None:
            names.append(_name(part))
        else:
            names += [names.pop()] * int(times)
    if len(names) > _MOST_TIMES:
        raise UnknownValueError("a derivative of high order")
    return numbers._slope(call.args[0], names, at)


def _sum(numbers: Numerics, call: Call, at: Point) -> Any:
    body, index, low, high = call.args
    first, last = (int(numbers.value(end, at)) for end in (low, high))
    if last - first > _MOST_TERMS:
        raise UnknownValueError("a long sum")
    return sum(numbers.value(body, {**at, _name(index): i}) for i in range(first, last + 1))


def _integral(numbers: Numerics, call: Call, at: Point) -> Any:
    from mpmath import mp, quad

    if len(call.args) != 4:
        raise UnknownValueError("an integral without ends has no value")
    body, x, low, high = call.args
    ends = [numbers.value(end, at) for end in (low, high)]
    with mp.workdps(_QUADRATURE_DIGITS):
        value, error = quad(lambda t: numbers.value(body, {**at, _name(x): t}), ends, error=True)
    if not error < _SAME:
        raise UnknownValueError("an integral that converges slowly")
    return value


def _limit(numbers: Numerics, call: Call, at: Point) -> Any:
    """The value nearby, where values on both sides (or at two large arguments) agree."""
    from mpmath import mp, mpf

    body, x, target, *_ = call.args
    with mp.workdps(DIGITS):
        goal = numbers.value(target, at)
        near = [mpf(10) ** 15, mpf(10) ** 18] if mp.isinf(goal) else [mpf(10) ** -20, -(mpf(10) ** -20)]
        points = [mp.sign(goal) * step if mp.isinf(goal) else goal + step for step in near]
        one, other = (numbers.value(body, {**at, _name(x): point}) for point in points)
    if not abs(one - other) <= _SAME * (1 + abs(one)):
        raise UnknownValueError("a limit that cannot be seen from nearby")
    return one


def _taylor(numbers: Numerics, call: Call, at: Point) -> Any:
    from mpmath import factorial

    f, x, centre, order = call.args
    name, degree = _name(x), int(numbers.value(order, at))
    if degree > _MOST_TIMES:
        raise UnknownValueError("a Taylor polynomial of high degree")
    middle = numbers.value(centre, at)
    step = (at[name] if name in at else numbers.value(x, at)) - middle
    around = {**at, name: middle}
    return sum(numbers._slope(f, [name] * k, around) / factorial(k) * step**k for k in range(degree + 1))


_OPERATORS: Mapping[str, Callable[[Numerics, Call, Point], Any]] = {
    "diff": _diff,
    "sum": _sum,
    "integral": _integral,
    "limit": _limit,
    "taylor": _taylor,
}


def _name(expr: Expr) -> str:
    if isinstance(expr, Symbol):
        return expr.name
    raise UnknownValueError("an operator works with respect to a name")


def _literal(value: Any) -> Expr:
    """A number as a tree, to all its digits."""
    from mpmath import isfinite, mpf

    number = mpf(value)
    if not isfinite(number):
        raise UnknownValueError("no finite value")
    sign, mantissa, exponent, _ = number._mpf_
    exact = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    literal = Number(exact)
    return Neg(literal) if sign else literal
