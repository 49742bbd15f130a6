"""Products as a coefficient times powers, and sums of such products: where like things meet.

Works on trees whose parts are tidied already; never widens what a rule of powers allows on the reals
(`(x^2)^(1/2)` stays), but may remove removable points (`x/x`) and extend a domain (`sqrt(x)^2`).
One module, since exponents are sums and the terms of sums are products.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd

from trainer.calculus.exact import exact_root
from trainer.calculus.monomial import Monomial, single
from trainer.calculus.order import rank, size
from trainer.maths.expr import (
    ONE,
    ZERO,
    Add,
    Call,
    Constant,
    Div,
    E,
    Expr,
    Mul,
    Neg,
    Number,
    Pow,
    number,
)
from trainer.maths.rational import rational

_HALF = Fraction(1, 2)
_LARGEST_BITS = 256
_LARGEST_EXPANSION = 24
_LARGEST_EXPANDED_POWER = 3
_PARTNERS = {"sin": ("cos", 1), "cosh": ("sinh", -1)}
_COMPOUND = (Number, Neg, Mul, Div, Pow)


def monomial(expr: Expr) -> Monomial:
    """A tree as coefficient and powers; what is no product is a base of its own."""
    match expr:
        case Number(value):
            return Monomial(value)
        case Neg(arg):
            return monomial(arg).scaled(Fraction(-1))
        case Mul(factors):
            return reduce(multiply, map(monomial, factors))
        case Div(num, den):
            return multiply(monomial(num), raised(monomial(den), number(-1)))
        case Pow(base, Call("ln", (arg,))) if base == E:
            return monomial(arg)
        case Pow(base, exponent):
            return raised(monomial(base), exponent)
        case Call("sqrt", (arg,)):
            return raised(monomial(arg), number(_HALF))
        case Call("exp", (arg,)):
            return raised(monomial(E), arg)
    return single(expr, ONE)


def multiply(left: Monomial, right: Monomial) -> Monomial:
    """The product, exponents of equal bases added."""
    powers = dict(left.powers)
    again: list[Monomial] = []
    for name, (base, exponent) in right.powers.items():
        if name not in powers:
            powers[name] = (base, exponent)
            continue
        merged = _plus(powers.pop(name)[1], exponent)
        value = rational(merged)
        if value is not None and value.denominator == 1 and isinstance(base, _COMPOUND) and base != ZERO:
            again.append(raised(monomial(base), merged))
        elif value != 0:
            powers[name] = (base, merged)
    product = Monomial(left.coefficient * right.coefficient, powers)
    return reduce(multiply, again, product)


def raised(base: Monomial, exponent: Expr) -> Monomial:
    """A power of a product, distributed over it where that holds on all reals."""
    value = rational(exponent)
    if value is not None and value.denominator == 1:
        return _whole_power(base, value.numerator)
    if not base.powers and value is not None:
        root = _rational_power(base.coefficient, value)
        if root is not None:
            return Monomial(root)
    if base.coefficient == 1 and base.powers and all(_is_positive(b) for b, _ in base.powers.values()):
        return Monomial(Fraction(1), {k: (b, _times(e, exponent)) for k, (b, e) in base.powers.items()})
    return single(build(base), exponent)


def build(product: Monomial) -> Expr:
    """The tree of a product as a textbook prints it: sign, number, letters, sums, exponentials, functions."""
    if product.vanishes:
        return ZERO
    product = _cancelled(product)
    over: list[tuple[Expr, Expr]] = []
    under: list[tuple[Expr, Expr]] = []
    for base, exponent in product.powers.values():
        value = rational(exponent)
        if value is not None and value < 0:
            under.append((base, number(-value)))
        else:
            over.append((base, exponent))
    factor = abs(product.coefficient)
    tree = _written(factor.numerator, over)
    if under or factor.denominator != 1:
        tree = Div(tree, _written(factor.denominator, under))
    return Neg(tree) if product.coefficient < 0 else tree


def total(terms: Iterable[Expr]) -> Expr:
    """The tree of a sum with like terms collected in the order of their first appearance."""
    parts = [monomial(term) for term in _flat(terms)]
    parts = [part for part in parts if not part.vanishes]
    if len(parts) > 1:
        parts = [piece for part in parts for piece in _distributed(part)]
    kept = _sum(_collected(parts))
    expanded = [piece for part in parts for piece in _expanded(part)]
    if len(expanded) == len(parts) or len(expanded) > _LARGEST_EXPANSION:
        return kept
    merged = _collected(expanded)
    if len(merged) == len(expanded):
        return kept
    other = _sum(merged)
    return other if size(other) < size(kept) else kept


def _whole_power(base: Monomial, n: int) -> Monomial:
    factor = base.coefficient
    bits = max(factor.numerator.bit_length(), factor.denominator.bit_length())
    if (factor == 0 and n < 0) or bits * abs(n) > _LARGEST_BITS:
        return single(build(base), number(n))
    if n == 0:
        return Monomial()
    times = number(n)
    powers = Monomial(factor**n)
    for inner, exponent in base.powers.values():
        grown = _times(exponent, times)
        value = rational(grown)
        if value is not None and value.denominator == 1 and isinstance(inner, _COMPOUND) and inner != ZERO:
            powers = multiply(powers, raised(monomial(inner), grown))
        else:
            powers = multiply(powers, single(inner, grown))
    return powers


def _rational_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if base <= 0:
        return Fraction(0) if base == 0 and exponent > 0 else None
    root = exact_root(base, exponent.denominator)
    if root is None or root.numerator.bit_length() * abs(exponent.numerator) > _LARGEST_BITS:
        return None
    return root**exponent.numerator


def _plus(left: Expr, right: Expr) -> Expr:
    first, second = rational(left), rational(right)
    return total((left, right)) if first is None or second is None else number(first + second)


def _times(left: Expr, right: Expr) -> Expr:
    first, second = rational(left), rational(right)
    if first is None or second is None:
        return build(multiply(monomial(left), monomial(right)))
    return number(first * second)


def _is_positive(base: Expr) -> bool:
    return base in (E, Constant("pi")) or (isinstance(base, Number) and base.value > 0)


def _written(whole: int, powers: Sequence[tuple[Expr, Expr]]) -> Expr:
    factors = [_power(*power) for power in sorted(powers, key=lambda power: rank(*power))]
    if whole != 1 or not factors:
        factors.insert(0, number(whole))
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _power(base: Expr, exponent: Expr) -> Expr:
    if exponent == ONE:
        return base
    return Call("sqrt", (base,)) if rational(exponent) == _HALF else Pow(base, exponent)


def _flat(terms: Iterable[Expr]) -> Iterable[Expr]:
    for term in terms:
        if isinstance(term, Add):
            yield from _flat(term.terms)
        else:
            yield term


def _distributed(part: Monomial) -> list[Monomial]:
    """A number times a sum, term by term; anything else as it is."""
    match list(part.powers.values()):
        case [(Add(terms), exponent)] if exponent == ONE:
            return [monomial(term).scaled(part.coefficient) for term in terms]
    return [part]


def _expanded(part: Monomial) -> list[Monomial]:
    """The products that come of multiplying out sums to small whole powers (at most a bounded number)."""
    sums: list[tuple[list[Monomial], int]] = []
    others: dict[str, tuple[Expr, Expr]] = {}
    for name, (base, exponent) in part.powers.items():
        value = rational(exponent)
        if isinstance(base, Add) and value is not None and value in range(1, _LARGEST_EXPANDED_POWER + 1):
            sums.append(([monomial(term) for term in base.terms], int(value)))
        else:
            others[name] = (base, exponent)
    pieces = [Monomial(part.coefficient, others)]
    for terms, times in sums:
        if len(pieces) * len(terms) ** times > _LARGEST_EXPANSION:
            return [part]
        for _ in range(times):
            pieces = [multiply(piece, term) for piece in pieces for term in terms]
    return pieces


def _collected(parts: Sequence[Monomial]) -> list[Monomial]:
    found: dict[str, Monomial] = {}
    for part in parts:
        like = part.likeness
        before = found[like].coefficient if like in found else Fraction(0)
        found[like] = Monomial(before + part.coefficient, part.powers)
    return _without_squares([part for part in found.values() if not part.vanishes])


def _without_squares(parts: list[Monomial]) -> list[Monomial]:
    """The terms after `sin^2 + cos^2 = 1` and `cosh^2 - sinh^2 = 1`, wherever both have the same factor."""
    for i, part in enumerate(parts):
        for name, (base, exponent) in part.powers.items():
            if exponent != number(2) or not isinstance(base, Call) or base.name not in _PARTNERS:
                continue
            partner, sign = _PARTNERS[base.name]
            rest = Monomial(part.coefficient, {k: p for k, p in part.powers.items() if k != name})
            other = multiply(rest, single(Call(partner, base.args), exponent)).scaled(Fraction(sign))
            for j, found in enumerate(parts):
                if found.coefficient == other.coefficient and found.likeness == other.likeness:
                    kept = [term for k, term in enumerate(parts) if k not in (i, j)]
                    return _collected([*kept, rest])
    return parts


def _sum(parts: Sequence[Monomial]) -> Expr:
    terms = tuple(build(part) for part in parts)
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    return Add(terms)


def _cancelled(product: Monomial) -> Monomial:
    """The product with what a sum in the numerator shares with the denominator divided out."""
    for name, (base, exponent) in product.powers.items():
        if not isinstance(base, Add) or exponent != ONE:
            continue
        terms = [monomial(term) for term in base.terms]
        shared = _shared(terms, product)
        if shared == Monomial():
            continue
        inverse = raised(shared, number(-1))
        rest = Monomial(product.coefficient, {k: p for k, p in product.powers.items() if k != name})
        quotient = total(build(multiply(term, inverse)) for term in terms)
        return multiply(multiply(rest, shared), monomial(quotient))
    return product


def _shared(terms: Sequence[Monomial], product: Monomial) -> Monomial:
    """The largest factor of all terms that the denominator of `product` holds too."""
    whole = all(term.coefficient.denominator == 1 for term in terms)
    common = gcd(*(term.coefficient.numerator for term in terms)) if whole else 1
    shared = Monomial(Fraction(gcd(common, product.coefficient.denominator)))
    for name, (base, exponent) in product.powers.items():
        below = rational(exponent)
        if below is None or below >= 0:
            continue
        held = [rational(term.powers[name][1]) if name in term.powers else None for term in terms]
        least = min((value if value is not None else Fraction(0) for value in held), default=Fraction(0))
        if least > 0:
            shared = multiply(shared, single(base, number(min(least, -below))))
    return shared
