"""Recognises the formulas of optimisers by their structure; knows no names, no mistakes and no learner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.maths.expr import (
    ONE,
    Add,
    Call,
    Div,
    Expr,
    Mul,
    Neg,
    Number,
    Pow,
    Symbol,
    number,
    substitute,
    symbols,
)
from trainer.maths.rational import rational

_LARGEST_EPSILON = Fraction(1, 5)


@dataclass(frozen=True, slots=True)
class Term:
    """A summand taken apart: minus or not, the factors above and below the line."""

    minus: bool
    above: tuple[Expr, ...]
    below: tuple[Expr, ...] = ()

    @property
    def expr(self) -> Expr:
        """The summand as one tree."""
        top = product(self.above)
        whole = Div(top, product(self.below)) if self.below else top
        return Neg(whole) if self.minus else whole


@dataclass(frozen=True, slots=True)
class Average:
    """`keep*state + fresh*new` with `keep + fresh = 1`: a running average."""

    keep: Expr
    fresh: Expr
    state: Expr
    new: Expr


@dataclass(frozen=True, slots=True)
class Velocity:
    """`keep*state + new`, where `new` may be negative: a velocity of momentum."""

    keep: Expr
    state: Expr
    new: Term


@dataclass(frozen=True, slots=True)
class Correction:
    """`inner / (1 - beta^t)`: an average freed of its bias."""

    inner: Expr
    beta: Expr
    t: Expr


@dataclass(frozen=True, slots=True)
class Root:
    """`sqrt(of) + epsilon`, or `sqrt(of + epsilon)` where it is `inside`; without epsilon it is None."""

    of: Expr
    epsilon: Expr | None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """The formulas of a table by name, in order, and the values of the given numbers in them."""

    formulas: Mapping[str, Expr]
    constants: Mapping[str, Fraction]

    def value(self, expr: Expr) -> Fraction | None:
        """The number that `expr` is; None where it depends on a step or on what has no value."""
        return rational(substitute(expr, {name: number(value) for name, value in self.constants.items()}))

    def is_constant(self, expr: Expr) -> bool:
        """Whether no step enters."""
        return symbols(expr).isdisjoint(self.formulas)

    def is_share(self, expr: Expr) -> bool:
        """Whether it can be a beta or a learning rate: constant, and between 0 and 1 if it has a value."""
        if not self.is_constant(expr):
            return False
        value = self.value(expr)
        return isinstance(expr, Symbol) if value is None else 0 < value < 1

    def same(self, a: Expr, b: Expr) -> bool:
        """Whether two constants are the same."""
        return a == b or (self.value(a) is not None and self.value(a) == self.value(b))

    def add_to_one(self, keep: Expr, fresh: Expr) -> bool:
        """Whether `fresh` is `1 - keep`, as written or in value."""
        if fresh == Add((ONE, Neg(keep))):
            return True
        a, b = self.value(keep), self.value(fresh)
        return a is not None and b is not None and a + b == 1


def product(factors: tuple[Expr, ...]) -> Expr:
    """The factors as one tree; 1 where there are none."""
    if not factors:
        return ONE
    return factors[0] if len(factors) == 1 else Mul(factors)


def without(factors: tuple[Expr, ...], i: int) -> tuple[Expr, ...]:
    """The factors but the one at `i`."""
    return factors[:i] + factors[i + 1 :]


def term(expr: Expr) -> Term:
    """`expr` as signs and factors, products and quotients in it unfolded."""
    match expr:
        case Neg(arg):
            inner = term(arg)
            return Term(not inner.minus, inner.above, inner.below)
        case Mul(factors):
            found = [term(factor) for factor in factors]
            minus = sum(each.minus for each in found) % 2 == 1
            above = tuple(factor for each in found for factor in each.above)
            return Term(minus, above, tuple(factor for each in found for factor in each.below))
        case Div(num, den):
            top, bottom = term(num), term(den)
            return Term(top.minus != bottom.minus, top.above + bottom.below, top.below + bottom.above)
    return Term(False, (expr,))


def average(expr: Expr, steps: Steps) -> Average | None:
    """The running average that `expr` is, if it is one; the larger share is what is kept."""
    if not isinstance(expr, Add) or len(expr.terms) != 2:
        return None
    old, new = (term(each) for each in expr.terms)
    if old.minus or new.minus:
        return None
    found = list(_shares(old, new, steps)) + list(_shares(new, old, steps))
    written = [each for each in found if each.fresh == Add((ONE, Neg(each.keep)))]
    by_size = sorted(found, key=lambda each: -(steps.value(each.keep) or 0))
    return next(iter(written or by_size), None)


def _shares(old: Term, new: Term, steps: Steps) -> Iterator[Average]:
    for i, keep in enumerate(old.above):
        for j, fresh in enumerate(new.above):
            shares = steps.is_share(keep) and steps.is_constant(fresh)
            if shares and steps.add_to_one(keep, fresh):
                state, rest = Term(False, without(old.above, i), old.below), without(new.above, j)
                yield Average(keep, fresh, state.expr, Term(False, rest, new.below).expr)


def velocity(expr: Expr, steps: Steps) -> Velocity | None:
    """The velocity that `expr` is, if it is one: its beta is the first factor of a term."""
    if not isinstance(expr, Add) or len(expr.terms) != 2 or average(expr, steps) is not None:
        return None
    terms = [term(each) for each in expr.terms]
    for old, new in (terms, terms[::-1]):
        if len(old.above) > 1 and not old.minus and not old.below and steps.is_share(old.above[0]):
            return Velocity(old.above[0], product(old.above[1:]), new)
    return None


def correction(expr: Expr, steps: Steps) -> Correction | None:
    """The bias correction that `expr` is, if it is one; without an exponent it is that of t = 1."""
    match expr:
        case Div(inner, Add((Number(one), Neg(power)))) if one == 1:
            beta, t = (power.base, power.exponent) if isinstance(power, Pow) else (power, ONE)
            return Correction(inner, beta, t) if steps.is_share(beta) and steps.is_constant(t) else None
    return None


def root(expr: Expr, steps: Steps) -> Root | None:
    """The root under a step, if `expr` is one."""
    if (of := _under_root(expr)) is not None:
        match of:
            case Add((*rest, last)) if _is_epsilon(last, steps):
                return Root(rest[0] if len(rest) == 1 else Add(tuple(rest)), last, inside=True)
        return Root(of, None)
    match expr:
        case Add((first, last)):
            for rooted, epsilon in ((first, last), (last, first)):
                of = _under_root(rooted)
                if of is not None and _is_epsilon(epsilon, steps):
                    return Root(of, epsilon)
    return None


def _under_root(expr: Expr) -> Expr | None:
    match expr:
        case Call("sqrt", (of,)):
            return of
        case Pow(of, exponent) if rational(exponent) == Fraction(1, 2):
            return of
    return None


def _is_epsilon(expr: Expr, steps: Steps) -> bool:
    value = steps.value(expr)
    if not steps.is_constant(expr):
        return False
    return isinstance(expr, Symbol) if value is None else 0 < value <= _LARGEST_EPSILON
