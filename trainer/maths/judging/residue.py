"""Exact comparison by arithmetic modulo a large prime, with functions as independent unknowns.

Two expressions with the same residue at a random point are the same rational function of their variables
and of their function values (Schwartz 1980, Zippel 1979: chance of error below degree / 2^61).
Without function values, unlike residues prove them different.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Constant,
    Div,
    Expr,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Symbol,
)
from trainer.maths.rational import rational

PRIME = (1 << 61) - 1
_HALF = PRIME // 2
_SALT = 0x1B3F
_PARTIAL = frozenset(
    {"ln", "root", "log", "asin", "acos", "acosh", "atanh", "asech", "asec", "acsc", "acoth", "factorial"}
    | {"where", "gamma", "pow"}
)
"""Functions without a value on part of the reals."""

_EVEN = frozenset({"cos", "cosh", "abs"})
_ODD = frozenset({"sin", "sinh", "tan", "atan", "asinh", "asin", "atanh", "erf", "sign", "cbrt"})


class _NoResidueError(Exception):
    """A division by zero at this point, or a part that has no residue."""


@dataclass(slots=True)
class Fingerprint:
    """The residue of an expression at one point, and which partial functions of what it contains."""

    value: int = 0
    atoms: int = 0
    partial: set[int] = field(default_factory=set)


def same_residues(answer: Expr, reference: Expr) -> bool | None:
    """True: equal by algebra alone; False: different rational functions; None: algebra cannot tell."""
    try:
        left, right = fingerprint(answer), fingerprint(reference)
    except _NoResidueError:
        return None
    if left.value != right.value:
        return None if left.atoms or right.atoms else False
    return True if left.partial <= right.partial else None


def fingerprint(expr: Expr) -> Fingerprint:
    """The residue of `expr` at a point that hashing picks, the same for a name throughout a process."""
    found = Fingerprint()
    found.value = _Residues(found).of(expr)
    return found


class _Residues:
    __slots__ = ("found",)

    def __init__(self, found: Fingerprint) -> None:
        self.found = found

    def of(self, expr: Expr) -> int:
        rule = _RULES.get(type(expr))
        if rule is None:
            raise _NoResidueError
        return rule(self, expr)

    def number(self, expr: Number) -> int:
        value = expr.value
        if value.denominator == 1:
            return value.numerator % PRIME
        return value.numerator * _inverse(value.denominator) % PRIME

    def constant(self, expr: Constant) -> int:
        if expr.name == "inf":
            raise _NoResidueError
        return self.atom(expr.name)

    def symbol(self, expr: Symbol) -> int:
        return hash((expr.name, _SALT)) % PRIME

    def neg(self, expr: Neg) -> int:
        return -self.of(expr.arg) % PRIME

    def add(self, expr: Add) -> int:
        return sum(map(self.of, expr.terms)) % PRIME

    def mul(self, expr: Mul) -> int:
        product = 1
        for factor in expr.factors:
            product = product * self.of(factor) % PRIME
        return product

    def div(self, expr: Div) -> int:
        return self.of(expr.num) * _inverse(self.of(expr.den)) % PRIME

    def pow(self, expr: Pow) -> int:
        if type(expr.base) is Constant:
            return self.exponential(expr.base.name, self.of(expr.exponent))
        raised = expr.exponent
        if type(raised) is Number and raised.value.denominator == 1 and raised.value:
            return pow(self.of(expr.base), raised.value.numerator, PRIME)
        exponent = rational(raised)
        if exponent is not None:
            return self.rational_power(self.of(expr.base), exponent)
        base = self.of(expr.base)
        return self.atom("pow", base, self.of(expr.exponent), partial=True)

    def rational_power(self, base: int, exponent: Fraction) -> int:
        numerator, degree = exponent.numerator, exponent.denominator
        if degree != 1:
            base = self.atom("root", base, degree, partial=degree % 2 == 0)
        if numerator < 0:
            base, numerator = _inverse(base), -numerator
        elif numerator == 0 and base == 0:
            raise _NoResidueError
        return pow(base, numerator, PRIME)

    def exponential(self, base: str, exponent: int) -> int:
        """base^exponent, so that e^-x is 1/e^x and e^0 is 1."""
        if exponent % PRIME == 0:
            return 1
        if exponent % PRIME > _HALF:
            return _inverse(self.atom("exp", base, PRIME - exponent % PRIME))
        return self.atom("exp", base, exponent)

    def call(self, expr: Call) -> int:
        name = expr.name
        rule = _CALLS.get(name)
        if rule is not None:
            return rule(self, *map(self.of, expr.args))
        if name in ("max", "min"):
            return self.atom(name, *sorted(map(self.of, expr.args)))
        args = tuple(map(self.of, expr.args))
        if name in _EVEN:
            return self.atom(name, min(args[0], PRIME - args[0]))
        if name in _ODD and args[0] > _HALF:
            return PRIME - self.atom(name, PRIME - args[0], partial=name in _PARTIAL)
        return self.atom(name, *args, partial=name in _PARTIAL)

    def array(self, expr: Array) -> int:
        return self.atom("array", *map(self.of, expr.items))

    def relation(self, expr: Relation) -> int:
        return self.atom(expr.op, self.of(expr.left), self.of(expr.right))

    def atom(self, *key: object, partial: bool = False) -> int:
        """A value of its own for a function at an argument: the same everywhere it occurs."""
        self.found.atoms += 1
        value = hash((key, _SALT)) % PRIME
        if partial:
            self.found.partial.add(value)
        return value

    def logarithm(self, x: int) -> int:
        return 0 if x == 1 else self.atom("ln", x, partial=True)

    def log(self, x: int, base: int) -> int:
        return self.logarithm(x) * _inverse(self.logarithm(base)) % PRIME

    def cosine(self, x: int) -> int:
        return self.atom("cos", min(x, PRIME - x))

    def odd(self, name: str, x: int) -> int:
        return self.atom(name, x) if x <= _HALF else PRIME - self.atom(name, PRIME - x)

    def hyperbolic(self, sign: int, x: int) -> int:
        up, down = self.exponential("e", x), self.exponential("e", PRIME - x)
        return (up + sign * down) * _inverse(2) % PRIME

    def sigmoid(self, x: int) -> int:
        return _inverse((1 + self.exponential("e", PRIME - x)) % PRIME)


def _inverse(value: int) -> int:
    value %= PRIME
    if value == 0:
        raise _NoResidueError
    return pow(value, -1, PRIME)


def _tanh(self: _Residues, x: int) -> int:
    return self.hyperbolic(-1, x) * _inverse(self.hyperbolic(1, x)) % PRIME


_CALLS: dict[str, Callable[..., int]] = {
    "exp": lambda self, x: self.exponential("e", x),
    "sqrt": lambda self, x: self.rational_power(x, Fraction(1, 2)),
    "cbrt": lambda self, x: self.rational_power(x, Fraction(1, 3)),
    "ln": _Residues.logarithm,
    "log2": lambda self, x: self.log(x, 2),
    "log10": lambda self, x: self.log(x, 10),
    "log": _Residues.log,
    "cos": _Residues.cosine,
    "tan": lambda self, x: self.odd("sin", x) * _inverse(self.cosine(x)) % PRIME,
    "sec": lambda self, x: _inverse(self.cosine(x)),
    "csc": lambda self, x: _inverse(self.odd("sin", x)),
    "cot": lambda self, x: self.cosine(x) * _inverse(self.odd("sin", x)) % PRIME,
    "sinh": lambda self, x: self.hyperbolic(-1, x),
    "cosh": lambda self, x: self.hyperbolic(1, x),
    "tanh": _tanh,
    "sech": lambda self, x: _inverse(self.hyperbolic(1, x)),
    "csch": lambda self, x: _inverse(self.hyperbolic(-1, x)),
    "coth": lambda self, x: _inverse(_tanh(self, x)),
    "sigmoid": _Residues.sigmoid,
    "silu": lambda self, x: x * self.sigmoid(x) % PRIME,
    "softplus": lambda self, x: self.logarithm((1 + self.exponential("e", x)) % PRIME),
    "relu": lambda self, x: self.atom("max", *sorted((0, x))),
}

_RULES: dict[type, Callable[[_Residues, Any], int]] = {
    Number: _Residues.number,
    Constant: _Residues.constant,
    Symbol: _Residues.symbol,
    Neg: _Residues.neg,
    Add: _Residues.add,
    Mul: _Residues.mul,
    Div: _Residues.div,
    Pow: _Residues.pow,
    Call: _Residues.call,
    Array: _Residues.array,
    Relation: _Residues.relation,
}
