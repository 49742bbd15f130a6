"""What to do next with a limit that is still written: hints from the form of its function, in words.

Lines are prose with `$…$` in TeX. Nothing is worked out: the limit itself is never told.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb

from trainer.calculus.tidy import neaten, tidy
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import (
    ONE,
    ZERO,
    Add,
    Call,
    Constant,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Symbol,
    number,
    substitute,
    symbols,
    walk,
)
from trainer.maths.rational import rational

_HIGHEST_SHOWN = 4
_ROOTS = ("sqrt", "cbrt", "root")
_ELSEWHERE = (Fraction(137, 100), Fraction(-73, 100))
"""Values of the other variables, one sign after the other."""


def limit_hints(call: Call) -> tuple[str, ...]:
    """Two hints for the next step of `limit(f, x, a)`, the second saying more; one where there is no more."""
    f, variable, goal = call.args[:3]
    if not isinstance(variable, Symbol):
        return ("Carry out the limit.",)
    return _Step(variable, goal).of(f)


class _Step:
    """The variable of a limit and where it goes: what a function of it needs next."""

    def __init__(self, variable: Symbol, goal: Expr) -> None:
        self.x = variable
        self.goal = goal
        self.sign = f"${to_tex(variable)}$"
        self.goes = f"${to_tex(variable)} = {to_tex(goal)}$"

    def of(self, f: Expr) -> tuple[str, ...]:
        if self.x.name not in symbols(f):
            return (f"${to_tex(f)}$ does not depend on {self.sign}: leave out the limit sign.",)
        if any(node == Constant("inf") for node in walk(self.goal)):
            return (
                f"Which term of ${to_tex(f)}$ grows fastest? Divide by it above and below the bar.",
                f"What is then divided by ever larger {self.sign} goes to 0.",
            )
        if self.value(f) is not None:
            return (
                f"Nothing is in the way at {self.goes} any more: now let {self.sign} go there.",
                f"Write ${to_tex(self.goal)}$ for every {self.sign}, and leave out the limit sign.",
            )
        if isinstance(f, Add):
            term = next((term for term in f.terms if self.value(term) is None), f)
            if term is not f:
                return tuple(f"In the term ${to_tex(term)}$: {hint}" for hint in self.of(term))
        above, below = _fraction(f)
        if not any(self.vanishes(factor) for factor in below):
            return (f"Rewrite ${to_tex(f)}$ so that it has a value at {self.goes}.",)
        vanishing = [factor for factor in above if self.vanishes(factor)]
        if not vanishing:
            return (f"At {self.goes} only the denominator is 0. This has no limit: look for a slip before.",)
        if any(self.is_power(factor) for factor in above) and any(self.is_power(factor) for factor in below):
            return (
                f"The factor {self.sign} stands above and below the bar. Cancel it.",
                f"It may be cancelled because {self.sign} is never quite ${to_tex(self.goal)}$.",
            )
        return self.above_the_bar(vanishing[0])

    def above_the_bar(self, top: Expr) -> tuple[str, ...]:
        """For the factor that makes the numerator 0."""
        for step in (self.one_denominator, self.conjugate, self.expand, self.divide, self.gather):
            if found := step(top):
                return found
        both = f"At {self.goes}, 0 stands above and below the bar."
        return (f"{both} Compare ${to_tex(top)}$ with a limit that you know.",)

    def one_denominator(self, top: Expr) -> tuple[str, ...]:
        """Fractions in the numerator."""
        under = [node.den for node in walk(top) if isinstance(node, Div) and symbols(node.den)]
        if not any(self.x.name in symbols(den) for den in under):
            return ()
        common = Mul(tuple(dict.fromkeys(under))) if len(set(under)) > 1 else under[0]
        return (
            f"Bring the fractions above the bar to one denominator, ${to_tex(common)}$.",
            "Then subtract above the bar. Mind the sign of every term.",
        )

    def conjugate(self, top: Expr) -> tuple[str, ...]:
        """A difference of roots."""
        if not isinstance(top, Add) or not any(self.is_root(node) for node in walk(top)):
            return ()
        other = Add(tuple(term.arg if isinstance(term, Neg) else term for term in top.terms))
        return (
            "A difference of roots gets rid of its roots when it is multiplied by their sum.",
            f"Multiply above and below the bar by ${to_tex(other)}$.",
        )

    def expand(self, top: Expr) -> tuple[str, ...]:
        """A power of a sum, or a sum among factors."""
        for node in walk(top):
            match node:
                case Pow(Add(terms) as base, exponent) if self.x.name in symbols(base):
                    power = rational(exponent)
                    if power is not None and power.denominator == 1 and power > 1:
                        first = f"Expand ${to_tex(node)}$. The terms without {self.sign} cancel."
                        return (first, *_binomial(node, terms, int(power)))
                case Mul(factors) if any(isinstance(factor, Add) for factor in factors):
                    found = next(factor for factor in factors if isinstance(factor, Add))
                    if self.x.name in symbols(found) and not self.vanishes(found):
                        return (
                            f"Multiply out ${to_tex(node)}$.",
                            f"The terms without {self.sign} cancel then. Mind the signs.",
                        )
        return ()

    def divide(self, top: Expr) -> tuple[str, ...]:
        """A sum whose every term vanishes."""
        if not isinstance(top, Add) or not all(self.vanishes(term) for term in top.terms):
            return ()
        first = f"Every term above the bar has a factor {self.sign}. Divide by it."
        term = top.terms[0]
        if self.goal != ZERO:
            return (first,)
        quotient = tidy(Div(term, self.x))
        return (first, f"For example, ${to_tex(term)}$ divided by {self.sign} is ${to_tex(quotient)}$.")

    def gather(self, top: Expr) -> tuple[str, ...]:
        """A sum in which terms without the variable cancel each other."""
        if not isinstance(top, Add):
            return ()
        kept = [term for term in top.terms if not self.vanishes(term)]
        if any(self.x.name in symbols(term) for term in kept):
            return ()
        staying = [f"${to_tex(term)}$" for term in kept]
        return (
            f"Above the bar, the terms that are not 0 at {self.goes} cancel each other.",
            f"They are {', '.join(staying[:-1])} and {staying[-1]}."
            if staying[1:]
            else "Gather what is left.",
        )

    def is_power(self, factor: Expr) -> bool:
        """Whether a factor is the variable itself, or a power of it."""
        return factor == self.x or (isinstance(factor, Pow) and factor.base == self.x)

    def is_root(self, node: Expr) -> bool:
        """Whether a node is a root of something with the variable in it."""
        half = isinstance(node, Pow) and (power := rational(node.exponent)) and power.denominator > 1
        return self.x.name in symbols(node) and bool(half or (isinstance(node, Call) and node.name in _ROOTS))

    def vanishes(self, expr: Expr) -> bool:
        """Whether the value at the goal is 0."""
        value = self.value(expr)
        return value is not None and abs(value) < 1e-30

    def value(self, expr: Expr) -> float | None:
        """The value at the goal, somewhere in the other variables; None where there is none."""
        from trainer.maths.values.evaluate import NoValueError
        from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

        there = substitute(expr, {self.x.name: self.goal})
        for size in _ELSEWHERE:
            point = {name: size * (1 + Fraction(i, 7)) for i, name in enumerate(sorted(symbols(there)))}
            try:
                found = precise(there, point)
            except (NoValueError, TooLargeError, UndefinedError):
                continue
            return found if abs(found) != float("inf") else None
        return None


def _fraction(expr: Expr) -> tuple[list[Expr], list[Expr]]:
    """The factors above and below the bar, with the fractions inside them taken apart."""
    match expr:
        case Neg(arg):
            return _fraction(arg)
        case Div(num, den):
            (above, below), (under, over) = _fraction(num), _fraction(den)
            return above + over, below + under
        case Mul(factors):
            pairs = [_fraction(factor) for factor in factors]
            return [f for above, _ in pairs for f in above], [f for _, below in pairs for f in below]
    return [expr], []


def _binomial(power: Pow, terms: Sequence[Expr], n: int) -> tuple[str, ...]:
    """The power of a sum of two terms written out, where that is short."""
    if len(terms) != 2 or n > _HIGHEST_SHOWN:
        return ()
    first, second = terms
    minus = isinstance(second, Neg)
    second = second.arg if isinstance(second, Neg) else second
    written: list[Expr] = []
    for k in range(n + 1):
        term = Mul((number(comb(n, k)), _to(first, n - k), _to(second, k)))
        written.append(Neg(term) if minus and k % 2 else term)
    return (f"${to_tex(power)} = {to_tex(neaten(Add(tuple(written))))}$",)


def _to(base: Expr, exponent: int) -> Expr:
    return ONE if exponent == 0 else base if exponent == 1 else Pow(base, number(exponent))
