"""The form of an answer, apart from its value: expanded, factored, one fraction, simplified, a decimal."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from trainer.maths.expr import Add, Call, Div, Expr, Mul, Neg, Number, Pow, Symbol, walk
from trainer.maths.judging.splitting import splits
from trainer.maths.judging.verdict import Outcome, Verdict
from trainer.maths.rational import rational

_MESSAGES = {
    "expanded": "The value is right; multiply the brackets out.",
    "factored": "The value is right; write it as a product.",
    "single-fraction": "The value is right; bring it to one fraction.",
    "simplified": "The value is right; simplify it further.",
    "decimal": "The value is right; write it as a decimal.",
}


def check(answer: Expr, form: str, verdict: Verdict) -> Verdict:
    """`verdict` as it is where the form is met, else `different` with the detail `not-<form>`."""
    if _CHECKS[form](answer):
        return verdict
    return replace(verdict, outcome=Outcome.DIFFERENT, message=_MESSAGES[form], detail=f"not-{form}")


def _expanded(expr: Expr) -> bool:
    """No product or whole power has a sum as a factor."""
    return not any(
        (isinstance(node, Mul) and any(_is_sum(factor) for factor in node.factors))
        or (isinstance(node, Pow) and _is_sum(node.base) and (rational(node.exponent) or 0) > 1)
        or (isinstance(node, Div) and _is_sum(node.num))
        or (isinstance(node, Neg) and _is_sum(node.arg))
        for node in walk(expr)
    )


def _is_sum(expr: Expr) -> bool:
    return isinstance(expr, Add)


def _factored(expr: Expr) -> bool:
    """A product or power whose factors are themselves no longer sums with a common factor.

    A sum alone is one where it is known to have no factors, such as x² + 1.
    """
    if isinstance(expr, Neg):
        return _factored(expr.arg)
    if isinstance(expr, Add):
        return splits(expr) is False
    if isinstance(expr, Div):
        return _factored(expr.num) or not _is_sum(expr.num)
    factors = expr.factors if isinstance(expr, Mul) else (expr,)
    return not any(_has_common_factor(factor) for factor in factors)


def _has_common_factor(expr: Expr) -> bool:
    if isinstance(expr, Pow):
        return _has_common_factor(expr.base)
    if not isinstance(expr, Add):
        return False
    return bool(_factor_keys(expr)) or splits(expr) is True


def _factor_keys(expr: Expr) -> set[Expr]:
    if isinstance(expr, Neg):
        return _factor_keys(expr.arg)
    if isinstance(expr, Mul):
        return set().union(*(_factor_keys(factor) for factor in expr.factors))
    if isinstance(expr, Pow):
        return {expr.base}
    if isinstance(expr, Add):
        return set.intersection(*(_factor_keys(term) for term in expr.terms))
    return set() if isinstance(expr, Number) else {expr}


def _single_fraction(expr: Expr) -> bool:
    """At most one division bar, and it is the outermost operation."""
    inner = expr.arg if isinstance(expr, Neg) else expr
    parts = (inner.num, inner.den) if isinstance(inner, Div) else (inner,)
    return not any(
        isinstance(node, Div) or (isinstance(node, Pow) and (rational(node.exponent) or 0) < 0)
        for part in parts
        for node in walk(part)
    )


def _simplified(expr: Expr) -> bool:
    """No arithmetic left: no two numbers or equal factors in a product, no like terms, no x^1, 0 or 1."""
    return not any(_has_work_left(node) for node in walk(expr))


def _has_work_left(node: Expr) -> bool:
    match node:
        case Mul(factors):
            keys = [factor.base if isinstance(factor, Pow) else factor for factor in factors]
            plain = [key for key in keys if not isinstance(key, Number)]
            numbers = [factor for factor in factors if rational(factor) is not None]
            alike = len(numbers) > 1 or len(set(plain)) < len(plain) or _unit(numbers)
            return alike or (any(isinstance(factor, Div) for factor in factors) and _cancels(node))
        case Add(terms):
            bodies = [_body(term) for term in terms]
            return len(set(bodies)) < len(bodies) or any(rational(term) == 0 for term in terms)
        case Pow(base, exponent):
            return rational(exponent) in (0, 1) or _is_whole_power(base, exponent)
        case Neg(Neg()):
            return True
        case Div(num, den):
            return rational(den) == 1 or num == den or _cancels(node)
        case Call("sqrt", (Number(value),)):
            return all(math.isqrt(part) ** 2 == part for part in value.as_integer_ratio())
    return False


def _is_whole_power(base: Expr, exponent: Expr) -> bool:
    """Whether two written numbers make a number, as in 2^3."""
    return isinstance(base, Number) and rational(Pow(base, exponent)) is not None


def _cancels(expr: Expr) -> bool:
    """Whether something stands both above and below the bars of a quotient or a product."""
    above, below = _sides(expr)
    if math.gcd(_content(above), _content(below)) > 1:
        return True
    keys = [set().union(*map(_divisors, side)) for side in (above, below)]
    return bool(keys[0] & keys[1])


def _sides(expr: Expr) -> tuple[list[Expr], list[Expr]]:
    """The factors above and below the bars."""
    match expr:
        case Neg(arg):
            return _sides(arg)
        case Mul(factors):
            pairs = [_sides(factor) for factor in factors]
            return [e for up, _ in pairs for e in up], [e for _, down in pairs for e in down]
        case Div(num, den):
            (up, down), (under, over) = _sides(num), _sides(den)
            return up + over, down + under
    return [expr], []


def _content(factors: list[Expr]) -> int:
    """The whole number that divides a product of factors and sums as they are written."""
    return math.prod(map(_whole, factors))


def _whole(factor: Expr) -> int:
    match factor:
        case Neg(arg):
            return _whole(arg)
        case Number(value):
            return value.numerator if value.denominator == 1 else 1
        case Add(terms):
            return math.gcd(*(_content(_sides(term)[0]) if not _sides(term)[1] else 1 for term in terms))
    return 1


def _divisors(factor: Expr) -> set[Expr]:
    """What divides a factor: its base, the sum itself, and what all of its terms share."""
    if isinstance(factor, (Number, Add)):
        return _factor_keys(factor) | ({factor} if isinstance(factor, Add) else set())
    return _factor_keys(factor)


def _unit(numbers: list[Expr]) -> bool:
    return any(rational(value) in (0, 1) for value in numbers)


def _body(term: Expr) -> frozenset[Expr] | Expr:
    """A term without its sign and number: what makes like terms alike."""
    if isinstance(term, Neg):
        return _body(term.arg)
    if isinstance(term, Mul):
        return frozenset(factor for factor in term.factors if rational(factor) is None)
    if rational(term) is not None:
        return frozenset()
    return frozenset({term}) if isinstance(term, (Symbol, Pow, Call)) else term


def _decimal(expr: Expr) -> bool:
    number = expr.arg if isinstance(expr, Neg) else expr
    return isinstance(number, Number)


_CHECKS: dict[str, Callable[[Expr], bool]] = {
    "expanded": _expanded,
    "factored": _factored,
    "single-fraction": _single_fraction,
    "simplified": _simplified,
    "decimal": _decimal,
}
