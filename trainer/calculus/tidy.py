"""Expressions as they should be shown: `neaten` removes what numbers put in leave behind, `tidy` simplifies.

Neither changes the value where the expression is defined (removable points such as `x/x` at 0 may be filled).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from trainer.calculus.exact import exact_value
from trainer.calculus.normal import build, monomial, total
from trainer.maths.expr import (
    ONE,
    ZERO,
    Add,
    Array,
    Call,
    Div,
    Expr,
    MatMul,
    Mul,
    Neg,
    Number,
    Pow,
    Transpose,
    children,
    number,
    rebuild,
    walk,
)

_ROUNDS = 8
_REMEMBERED = 8_192
_LONGEST_DECIMAL = 12
_ARRAY_VALUED = frozenset(
    ("outer", "diag", "ones", "eye", "inv", "softmax", "grad", "jacobian", "hessian"),
)
_SCALAR_VALUED = frozenset(("norm", "sum", "mean", "trace", "det", "dot"))


def neaten(expr: Expr) -> Expr:
    """The same written form without what numbers put in leave behind: `1 x`, `x^1`, `0 x`, `+ 0`, `--a`."""
    parts = tuple(neaten(part) for part in children(expr))
    expr = rebuild(expr, parts) if parts else expr
    match expr:
        case Neg(arg):
            return _negated(arg)
        case Add(terms):
            return _joined(tuple(term for term in terms if term != ZERO))
        case Mul(factors):
            return _neat_product(factors)
        case Div(num, den):
            return _neat_quotient(num, den)
        case Pow(base, exponent) if exponent == ONE:
            return base
        case Pow(_, exponent) if exponent == ZERO:
            return ONE
    return expr


def tidy(expr: Expr) -> Expr:
    """What a textbook would print: exact numbers folded, powers merged, like terms collected, number first.

    Idempotent. Fractions stay exact; decimals come out as decimals where `expr` was typed with some.
    Matrix-valued parts are only neatened, since their products do not commute.
    """
    shown_in_decimals = any(_is_decimal(node) for node in walk(expr))
    for _ in range(_ROUNDS):
        simpler = _fold(expr)
        if simpler == expr:
            break
        expr = simpler
    return _in_decimals(expr) if shown_in_decimals else expr


def is_array(expr: Expr) -> bool:
    """Whether the value is visibly a vector or a matrix (a lone symbol never is)."""
    match expr:
        case Array() | MatMul() | Transpose():
            return True
        case Call(name) if name in _SCALAR_VALUED:
            return False
        case Call(name) if name in _ARRAY_VALUED:
            return True
    return any(is_array(part) for part in children(expr))


def _negated(expr: Expr) -> Expr:
    return expr.arg if isinstance(expr, Neg) else expr if expr == ZERO else Neg(expr)


def _joined(terms: tuple[Expr, ...]) -> Expr:
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    return Add(terms)


def _neat_product(factors: tuple[Expr, ...]) -> Expr:
    negative = sum(isinstance(factor, Neg) for factor in factors) % 2 == 1
    bare = [factor.arg if isinstance(factor, Neg) else factor for factor in factors]
    if ZERO in bare and not any(is_array(factor) for factor in bare):
        return ZERO
    kept = [factor for factor in bare if factor != ONE]
    product = Mul(tuple(kept)) if len(kept) > 1 else kept[0] if kept else ONE
    return _negated(product) if negative else product


def _neat_quotient(num: Expr, den: Expr) -> Expr:
    if den == ONE or (num == ZERO and den != ZERO):
        return num
    if isinstance(den, Neg):
        return _negated(_neat_quotient(num, den.arg))
    if isinstance(num, Neg):
        return Neg(Div(num.arg, den))
    return Div(num, den)


@lru_cache(maxsize=_REMEMBERED)
def _fold(expr: Expr) -> Expr:
    """One pass from the leaves to the root; remembered, since derivations meet the same parts many times."""
    if isinstance(expr, Number):
        return number(expr.value)
    parts = tuple(_fold(part) for part in children(expr))
    expr = rebuild(expr, parts) if parts else expr
    match expr:
        case Call(name, args):
            exact = exact_value(name, args)
            return exact if exact is not None else expr if is_array(expr) else build(monomial(expr))
        case Neg() | Mul() | Div() | Pow() | Add() if is_array(expr):
            return neaten(expr)
        case Neg() | Mul() | Div() | Pow():
            return build(monomial(expr))
        case Add(terms):
            return total(terms)
    return expr


def _is_decimal(node: Expr) -> bool:
    return isinstance(node, Number) and node.value.denominator != 1


def _in_decimals(expr: Expr) -> Expr:
    """The tree with every fraction of numbers that ends in decimals written as one: `3 x/10` as `0.3 x`."""
    parts = tuple(_in_decimals(part) for part in children(expr))
    expr = rebuild(expr, parts) if parts else expr
    if not isinstance(expr, Div):
        return expr
    top, over = _leading(expr.num)
    bottom, under = _leading(expr.den)
    written = _decimal(top / bottom) if bottom else None
    if written is None or bottom == 1:
        return expr
    num = _product([written, *over] if written != ONE or not over else over)
    return Div(num, _product(under)) if under else num


def _leading(expr: Expr) -> tuple[Fraction, list[Expr]]:
    match expr:
        case Number(value):
            return value, []
        case Mul((Number(value), *rest)):
            return value, list(rest)
    return Fraction(1), [expr]


def _product(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _decimal(value: Fraction) -> Number | None:
    """The number as a terminating decimal of bounded length, if it is one."""
    for places in range(_LONGEST_DECIMAL + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            whole, tail = digits[: len(digits) - places], digits[len(digits) - places :]
            return Number(value, f"{whole}.{tail}" if tail else whole)
    return None
