"""The form of an answer, apart from its value: expanded, factored, one fraction, simplified, a decimal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trainer.maths.expr import Add, Call, Div, Expr, Mul, Neg, Number, Pow, Symbol, walk
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
    """A product or power whose factors are themselves no longer sums with a common factor."""
    if isinstance(expr, Neg):
        return _factored(expr.arg)
    if isinstance(expr, Add):
        return False
    if isinstance(expr, Div):
        return _factored(expr.num) or not _is_sum(expr.num)
    factors = expr.factors if isinstance(expr, Mul) else (expr,)
    return not any(_has_common_factor(factor) for factor in factors)


def _has_common_factor(expr: Expr) -> bool:
    if isinstance(expr, Pow):
        return _has_common_factor(expr.base)
    if not isinstance(expr, Add):
        return False
    shared = set.intersection(*(_factor_keys(term) for term in expr.terms))
    return bool(shared)


def _factor_keys(expr: Expr) -> set[Expr]:
    if isinstance(expr, Neg):
        return _factor_keys(expr.arg)
    if isinstance(expr, Mul):
        return set().union(*(_factor_keys(factor) for factor in expr.factors))
    if isinstance(expr, Pow):
        return {expr.base}
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
            return len(numbers) > 1 or len(set(plain)) < len(plain) or _unit(numbers)
        case Add(terms):
            bodies = [_body(term) for term in terms]
            return len(set(bodies)) < len(bodies) or any(rational(term) == 0 for term in terms)
        case Pow(_, exponent):
            return rational(exponent) in (0, 1)
        case Neg(Neg()):
            return True
        case Div(num, den):
            return rational(den) == 1 or num == den
    return False


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
