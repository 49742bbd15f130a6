"""The rules of differentiation: what each makes of the derivatives of the parts, whichever applies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trainer.calculus.table import table_derivative
from trainer.calculus.tidy import tidy
from trainer.maths.expr import (
    ONE,
    ZERO,
    Add,
    Array,
    Call,
    Div,
    E,
    Expr,
    Mul,
    Neg,
    Pow,
    Relation,
    Symbol,
    children,
    number,
    substitute,
    symbols,
)
from trainer.maths.rational import rational

CONSTANT = "constant rule"
VARIABLE = "derivative of the variable"
CONSTANT_MULTIPLE = "constant multiple rule"
SUM = "sum rule"
PRODUCT = "product rule"
QUOTIENT = "quotient rule"
CHAIN = "chain rule"
POWER = "power rule"
EXPONENTIAL = "exponential rule"
LOGARITHMIC = "logarithmic differentiation"
PIECEWISE = "piece by piece"
COMPONENTWISE = "component by component"
FUNDAMENTAL = "fundamental theorem of calculus"
TABLE = "derivative of "

_BINDERS = frozenset(("sum", "integral", "limit"))


@dataclass(frozen=True, slots=True)
class Derivation:
    """One step: `after` is the tidied derivative of `before` with respect to `variable`, by `rule`.

    The parts are what the rule needs, in written order: the terms of a sum, the factors of a product that
    hold the variable, numerator and denominator. A chain rule has (outer, inner) for each argument that
    holds the variable; outer is differentiated with respect to a placeholder, inner is what it stands for.
    """

    rule: str
    before: Expr
    after: Expr
    parts: tuple[Derivation, ...] = ()
    variable: str = "x"


def step(rule: str, before: Expr, x: str, parts: Sequence[Derivation] = ()) -> Derivation:
    """One step by `rule`, its result made of the parts and tidied."""
    return Derivation(rule, before, tidy(assemble(rule, before, parts, x)), tuple(parts), x)


def remade(node: Derivation, parts: Sequence[Derivation]) -> Derivation:
    """The same step with other parts, its result made of theirs."""
    return step(node.rule, node.before, node.variable, parts)


def assemble(rule: str, before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    """What `rule` makes of the derivatives of the parts, written out and not yet tidied."""
    return _ASSEMBLE.get(rule, _from_table)(before, parts, x)


def depends(f: Expr, x: str) -> bool:
    """Whether `x` occurs free in `f`."""
    match f:
        case Symbol(name):
            return name == x
        case Call(name, (body, Symbol(bound), *limits)) if name in _BINDERS and limits:
            return any(depends(limit, x) for limit in limits) or (bound != x and depends(body, x))
    return any(depends(part, x) for part in children(f))


def free_names(f: Expr) -> frozenset[str]:
    """The variables of `f` without those bound by a sum, an integral or a limit."""
    return frozenset(name for name in symbols(f) if depends(f, name))


def _constant_multiple(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    after = parts[0].after
    match before:
        case Neg():
            return Neg(after)
        case Mul(factors):
            return Mul((*(factor for factor in factors if not depends(factor, x)), after))
        case Div(num, den):
            return Div(after, den) if depends(num, x) else Mul((num, after))
    raise TypeError(f"no constant multiple: {before}")


def _sum(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    if isinstance(before, Call):
        return Call("sum", (parts[0].after, *before.args[1:]))
    return Add(tuple(part.after for part in parts)) if len(parts) > 1 else parts[0].after


def _product(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    factors = [part.before for part in parts]
    terms = (Mul((*factors[:i], part.after, *factors[i + 1 :])) for i, part in enumerate(parts))
    return Add(tuple(terms))


def _quotient(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    top, bottom = parts
    num = Add((Mul((top.after, bottom.before)), Neg(Mul((top.before, bottom.after)))))
    return Div(num, Pow(bottom.before, number(2)))


def _chained(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    meaning = {outer.variable: inner.before for outer, inner in pairs}
    terms = tuple(Mul((substitute(outer.after, meaning), inner.after)) for outer, inner in pairs)
    return terms[0] if len(terms) == 1 else Add(terms)


def _power(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    base, exponent = power_parts(before)
    return Mul((exponent, Pow(base, lowered(exponent))))


def power_parts(expr: Expr) -> tuple[Expr, Expr]:
    """Base and exponent of a power, of `1/u` and of `1/u^n` (exponent `-n`)."""
    match expr:
        case Pow(base, exponent):
            return base, exponent
        case Div(_, Pow(base, exponent)):
            return base, tidy(Neg(exponent))
        case Div(_, base):
            return base, number(-1)
    return expr, ONE


def lowered(exponent: Expr) -> Expr:
    """An exponent less one: a number where it is one."""
    value = rational(exponent)
    return Add((exponent, Neg(ONE))) if value is None else number(value - 1)


def _exponential(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    base, _ = power_parts(before)
    return before if base == E else Mul((before, Call("ln", (base,))))


def _logarithmic(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    base, exponent = parts
    slope = Add(
        (
            Mul((exponent.after, Call("ln", (base.before,)))),
            Div(Mul((exponent.before, base.after)), base.before),
        )
    )
    return Mul((before, slope))


def _piecewise(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    before = _as_call(before)
    if before.name == "where":
        return Call("where", (before.args[0], parts[0].after, parts[1].after))
    sign = ">" if before.name == "max" else "<"
    value, slope = parts[0].before, parts[0].after
    for part in parts[1:]:
        slope = _winner(sign, value, slope, part)
        value = Call(before.name, (value, part.before))
    return slope


def _winner(sign: str, value: Expr, slope: Expr, other: Derivation) -> Expr:
    """The slope of the larger (smaller) of two; against 0 a step, which is 0 at the kink."""
    if other.before == ZERO:
        return Mul((Call("step", (value if sign == ">" else Neg(value),)), slope))
    if value == ZERO:
        return Mul((Call("step", (other.before if sign == ">" else Neg(other.before),)), other.after))
    return Call("where", (Relation(sign, value, other.before), slope, other.after))


def _fundamental(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    before = _as_call(before)
    body = before.args[0]
    if not parts:
        return body
    (name,) = symbols(before.args[1])
    high, low, inside = parts
    upper = Mul((substitute(body, {name: high.before}), high.after))
    lower = Mul((substitute(body, {name: low.before}), low.after))
    terms: tuple[Expr, ...] = (upper, Neg(lower))
    if inside.after != ZERO:
        terms = (*terms, Call("integral", (inside.after, *before.args[1:])))
    return Add(terms)


def _from_table(before: Expr, parts: Sequence[Derivation], x: str) -> Expr:
    before = _as_call(before)
    return table_derivative(before, before.args.index(Symbol(x)))


def _as_call(expr: Expr) -> Call:
    if not isinstance(expr, Call):
        raise TypeError(f"no function: {expr}")
    return expr


_ASSEMBLE: dict[str, Callable[[Expr, Sequence[Derivation], str], Expr]] = {
    CONSTANT: lambda before, parts, x: ZERO,
    VARIABLE: lambda before, parts, x: ONE,
    CONSTANT_MULTIPLE: _constant_multiple,
    SUM: _sum,
    PRODUCT: _product,
    QUOTIENT: _quotient,
    CHAIN: _chained,
    POWER: _power,
    EXPONENTIAL: _exponential,
    LOGARITHMIC: _logarithmic,
    PIECEWISE: _piecewise,
    COMPONENTWISE: lambda before, parts, x: Array(tuple(part.after for part in parts)),
    FUNDAMENTAL: _fundamental,
}
