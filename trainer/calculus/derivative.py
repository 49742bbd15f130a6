"""Differentiation as a tree of named steps: which rule each place of a formula calls for, and what it gives.

Knows nothing of hints, mistakes or drawing; those are made from the tree.
"""

from __future__ import annotations

from trainer.calculus.rules import (
    CHAIN,
    COMPONENTWISE,
    CONSTANT,
    CONSTANT_MULTIPLE,
    EXPONENTIAL,
    FUNDAMENTAL,
    LOGARITHMIC,
    PIECEWISE,
    POWER,
    PRODUCT,
    QUOTIENT,
    SUM,
    TABLE,
    VARIABLE,
    Derivation,
    depends,
    step,
)
from trainer.calculus.table import with_defaults
from trainer.calculus.unfold import unfold
from trainer.errors import TrainerError
from trainer.maths.expr import ONE, ZERO, Add, Array, Call, Div, Expr, Mul, Neg, Pow, Symbol, symbols

__all__ = ["Derivation", "derivative", "differentiate"]

_LETTERS = ("u", "v", "s", "t", "p", "q", "r", "z")
_MOST_PLACEHOLDERS = 100


def differentiate(f: Expr, x: str) -> Derivation:
    """The derivation of the derivative of `f` with respect to `x`, every other name held constant.

    An Array is differentiated component by component; max, min, where, abs and the ReLU family piece by
    piece (at a kink by the conventions of `table`). TrainerError where a function has no derivative here.
    """
    f = unfold(f)
    used = symbols(f) | {x}
    placeholders = (*_LETTERS, *(f"u_{i}" for i in range(_MOST_PLACEHOLDERS)))
    return _derive(f, x, tuple(name for name in placeholders if name not in used))


def derivative(f: Expr, x: str) -> Expr:
    """The tidied derivative of `f` with respect to `x`."""
    return differentiate(f, x).after


def _derive(f: Expr, x: str, spare: tuple[str, ...]) -> Derivation:
    if not depends(f, x):
        return step(CONSTANT, f, x)
    match f:
        case Symbol():
            return step(VARIABLE, f, x)
        case Neg(arg):
            return step(CONSTANT_MULTIPLE, f, x, (_derive(arg, x, spare),))
        case Add(terms):
            return step(SUM, f, x, [_derive(term, x, spare) for term in terms])
        case Mul(factors):
            return _derive_product(f, factors, x, spare)
        case Div(num, den):
            return _derive_quotient(f, num, den, x, spare)
        case Pow(base, exponent):
            return _derive_power(f, base, exponent, x, spare)
        case Array(items):
            return step(COMPONENTWISE, f, x, [_derive(item, x, spare) for item in items])
        case Call():
            return _derive_call(f, x, spare)
    raise TrainerError(
        f"A {type(f).__name__.lower()} cannot be differentiated here: write it out in components."
    )


def _derive_product(f: Expr, factors: tuple[Expr, ...], x: str, spare: tuple[str, ...]) -> Derivation:
    moving = tuple(factor for factor in factors if depends(factor, x))
    if len(moving) == len(factors):
        return step(PRODUCT, f, x, [_derive(factor, x, spare) for factor in moving])
    rest = moving[0] if len(moving) == 1 else Mul(moving)
    return step(CONSTANT_MULTIPLE, f, x, (_derive(rest, x, spare),))


def _derive_quotient(f: Expr, num: Expr, den: Expr, x: str, spare: tuple[str, ...]) -> Derivation:
    if not depends(den, x):
        return step(CONSTANT_MULTIPLE, f, x, (_derive(num, x, spare),))
    if depends(num, x):
        return step(QUOTIENT, f, x, (_derive(num, x, spare), _derive(den, x, spare)))
    if num != ONE:
        return step(CONSTANT_MULTIPLE, f, x, (_derive(Div(ONE, den), x, spare),))
    base, exponent = (den.base, den.exponent) if isinstance(den, Pow) else (den, ONE)
    if depends(exponent, x):
        base, exponent = den, ONE
    if base == Symbol(x):
        return step(POWER, f, x)
    u = Symbol(spare[0])
    outer = Div(ONE, u if exponent == ONE else Pow(u, exponent))
    return _chain(f, POWER, outer, base, x, spare)


def _derive_power(f: Expr, base: Expr, exponent: Expr, x: str, spare: tuple[str, ...]) -> Derivation:
    if not depends(exponent, x):
        if base == Symbol(x):
            return step(POWER, f, x)
        return _chain(f, POWER, Pow(Symbol(spare[0]), exponent), base, x, spare)
    if not depends(base, x):
        if exponent == Symbol(x):
            return step(EXPONENTIAL, f, x)
        return _chain(f, EXPONENTIAL, Pow(base, Symbol(spare[0])), exponent, x, spare)
    return step(LOGARITHMIC, f, x, (_derive(base, x, spare), _derive(exponent, x, spare)))


def _derive_call(f: Call, x: str, spare: tuple[str, ...]) -> Derivation:
    match f.name, f.args:
        case "where", (_, yes, no):
            return step(PIECEWISE, f, x, (_derive(yes, x, spare), _derive(no, x, spare)))
        case (("max" | "min"), args):
            return step(PIECEWISE, f, x, [_derive(arg, x, spare) for arg in args])
        case "sum", (body, _, *bounds) if len(bounds) == 2 and not any(depends(b, x) for b in bounds):
            return step(SUM, f, x, (_derive(body, x, spare),))
        case "integral", (body, Symbol(t), low, high):
            inside = _derive(body, x, spare) if t != x else step(CONSTANT, ZERO, x)
            return step(FUNDAMENTAL, f, x, (_derive(high, x, spare), _derive(low, x, spare), inside))
        case "integral", (body, Symbol(t)) if t == x:
            return step(FUNDAMENTAL, f, x)
        case "diff", (body, Symbol(y)):
            return _derive(derivative(body, y), x, spare)
    return _derive_function(with_defaults(f), x, spare)


def _derive_function(f: Call, x: str, spare: tuple[str, ...]) -> Derivation:
    """A function of the table: straight from it at the variable itself, else by the chain rule."""
    rule = TABLE + f.name
    moving = [i for i, arg in enumerate(f.args) if depends(arg, x)]
    if len(moving) == 1 and f.args[moving[0]] == Symbol(x):
        return step(rule, f, x)
    letters = dict(zip(moving, spare, strict=False))
    outer = Call(f.name, tuple(Symbol(letters[i]) if i in letters else arg for i, arg in enumerate(f.args)))
    parts: list[Derivation] = []
    for i in moving:
        parts += (step(rule, outer, letters[i]), _derive(f.args[i], x, spare[len(moving) :]))
    return step(CHAIN, f, x, parts)


def _chain(f: Expr, rule: str, outer: Expr, inner: Expr, x: str, spare: tuple[str, ...]) -> Derivation:
    return step(CHAIN, f, x, (step(rule, outer, spare[0]), _derive(inner, x, spare[1:])))
