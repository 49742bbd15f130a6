"""Our trees to SymPy and back: SymPy is the authority for integrals, limits, proofs and as a test oracle.

Imported only where one of these is needed; SymPy never sees a text, only trees that are bounded already.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from trainer.errors import TrainerError
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
    number,
)
from trainer.maths.names import Names
from trainer.maths.rational import rational

_CONSTANTS = {"pi": sympy.pi, "e": sympy.E, "inf": sympy.oo}
_NO_NAMES = Names()


def to_sympy(expr: Expr, names: Names = _NO_NAMES) -> Any:
    """The SymPy expression of a tree of numbers, with symbols assumed to live where `names` says.

    Arrays become lists of lists. TrainerError for what SymPy has no counterpart of.
    """
    return _Sending(names).of(expr)


def from_sympy(value: Any) -> Expr:
    """The tree of a SymPy expression; TrainerError where it has no counterpart in the language."""
    rule = next((rule for kind, rule in _RECEIVING if isinstance(value, kind)), None)
    if rule is None:
        raise TrainerError(f"SymPy's result has no form in the language: {type(value).__name__}")
    return rule(value)


class _Sending:
    def __init__(self, names: Names) -> None:
        self.names = names

    def of(self, expr: Expr) -> Any:
        match expr:
            case Number(value):
                return sympy.Rational(value.numerator, value.denominator)
            case Constant(name):
                return _CONSTANTS[name]
            case Symbol(name):
                return self.symbol(name)
            case Neg(arg):
                return -self.of(arg)
            case Add(terms):
                return sympy.Add(*map(self.of, terms))
            case Mul(factors):
                return sympy.Mul(*map(self.of, factors))
            case Div(num, den):
                return self.of(num) / self.of(den)
            case Pow(base, exponent):
                return self.power(self.of(base), exponent)
            case Array(items):
                return [self.of(item) for item in items]
            case Call(name, args):
                return self.call(name, args)
        raise TrainerError("this has no counterpart in SymPy")

    def symbol(self, name: str) -> Any:
        domain = self.names.domain(name)
        return sympy.Symbol(name, real=True, positive=domain.low >= 0 or None, integer=domain.integer or None)

    def power(self, base: Any, exponent: Expr) -> Any:
        exact = rational(exponent)
        if exact is not None and exact.denominator % 2 and exact.denominator > 1 and not base.is_nonnegative:
            return sympy.real_root(base, exact.denominator) ** exact.numerator
        return base ** self.of(exponent)

    def call(self, name: str, args: tuple[Expr, ...]) -> Any:
        if name == "where" and isinstance(args[0], Relation):
            left, right = self.of(args[0].left), self.of(args[0].right)
            condition = _RELATIONS[args[0].op](left, right)
            return sympy.Piecewise((self.of(args[1]), condition), (self.of(args[2]), True))
        rule = _FUNCTIONS.get(name)
        if rule is None:
            raise TrainerError(f"{name} has no counterpart in SymPy")
        return rule(*map(self.of, args))


_RELATIONS: dict[str, Callable[..., Any]] = {
    "<": sympy.Lt,
    ">": sympy.Gt,
    "<=": sympy.Le,
    ">=": sympy.Ge,
    "=": sympy.Eq,
    "!=": sympy.Ne,
}


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + sympy.exp(-x))


def _normal_cdf(x: Any) -> Any:
    return (1 + sympy.erf(x / sympy.sqrt(2))) / 2


_SAME_NAME: dict[str, Callable[..., Any]] = {
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "sec": sympy.sec,
    "csc": sympy.csc,
    "cot": sympy.cot,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "sech": sympy.sech,
    "csch": sympy.csch,
    "coth": sympy.coth,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "asec": sympy.asec,
    "acsc": sympy.acsc,
    "acot": sympy.acot,
    "asinh": sympy.asinh,
    "acosh": sympy.acosh,
    "atanh": sympy.atanh,
    "asech": sympy.asech,
    "acsch": sympy.acsch,
    "acoth": sympy.acoth,
    "exp": sympy.exp,
    "ln": sympy.log,
    "sqrt": sympy.sqrt,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "max": sympy.Max,
    "min": sympy.Min,
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "erf": sympy.erf,
    "gamma": sympy.gamma,
    "factorial": sympy.factorial,
}

_FUNCTIONS: dict[str, Callable[..., Any]] = _SAME_NAME | {
    "log": lambda x, base: sympy.log(x) / sympy.log(base),
    "log2": lambda x: sympy.log(x) / sympy.log(2),
    "log10": lambda x: sympy.log(x) / sympy.log(10),
    "cbrt": lambda x: sympy.real_root(x, 3),
    "root": sympy.real_root,
    "sigmoid": _sigmoid,
    "relu": lambda x: sympy.Max(x, 0),
    "leaky_relu": lambda x, a: sympy.Piecewise((x, x > 0), (a * x, True)),
    "elu": lambda x, a: sympy.Piecewise((x, x > 0), (a * (sympy.exp(x) - 1), True)),
    "gelu": lambda x: x * _normal_cdf(x),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "silu": lambda x: x * _sigmoid(x),
    "Phi": _normal_cdf,
    "phi": lambda x: sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi),
    "step": lambda x: sympy.Piecewise((1, x > 0), (0, True)),
}


def _rational(value: Any) -> Expr:
    return number(Fraction(int(value.p), int(value.q)))


def _product(value: Any) -> Expr:
    """A product as a textbook writes it: sign first, negative powers under a bar."""
    if value.as_coeff_Mul()[0].is_negative:
        return Neg(from_sympy(-value))
    above, below = sympy.fraction(value)
    if below != 1:
        return Div(from_sympy(above), from_sympy(below))
    return Mul(tuple(from_sympy(factor) for factor in value.as_ordered_factors()))


def _power(value: Any) -> Expr:
    base, exponent = value.as_base_exp()
    if exponent == sympy.Rational(1, 2):
        return Call("sqrt", (from_sympy(base),))
    if exponent.is_Number and exponent.is_negative:
        return Div(number(1), from_sympy(base ** (-exponent)))
    return Pow(from_sympy(base), from_sympy(exponent))


def _call(value: Any) -> Expr:
    name = next((name for name, function in _SAME_NAME.items() if function is value.func), None)
    if name is None:
        raise TrainerError(f"SymPy's result has no form in the language: {type(value).__name__}")
    return Call(name, tuple(from_sympy(arg) for arg in value.args))


_RECEIVING: tuple[tuple[Any, Callable[[Any], Expr]], ...] = (
    (sympy.Rational, _rational),
    (sympy.Float, lambda value: number(Fraction(str(value)))),
    (sympy.Symbol, lambda value: Symbol(value.name)),
    (type(sympy.pi), lambda value: Constant("pi")),
    (type(sympy.E), lambda value: Constant("e")),
    (type(sympy.oo), lambda value: Constant("inf")),
    (type(-sympy.oo), lambda value: Neg(Constant("inf"))),
    (sympy.exp, lambda value: Pow(Constant("e"), from_sympy(value.args[0]))),
    (sympy.Add, lambda value: Add(tuple(from_sympy(term) for term in value.as_ordered_terms()))),
    (sympy.Mul, _product),
    (sympy.Pow, _power),
    (sympy.Function, _call),
)
