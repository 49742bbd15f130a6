"""A product as a coefficient and powers of different bases: which products are like terms; combines none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from trainer.calculus.order import key
from trainer.maths.expr import ZERO, Constant, Expr


@dataclass(frozen=True, slots=True)
class Monomial:
    """`coefficient` times a product of powers; `powers` maps the key of a base to (base, exponent)."""

    coefficient: Fraction = Fraction(1)
    powers: Mapping[str, tuple[Expr, Expr]] = field(default_factory=dict)

    def scaled(self, by: Fraction) -> Monomial:
        """The same powers with another coefficient."""
        return Monomial(self.coefficient * by, self.powers)

    @property
    def vanishes(self) -> bool:
        """Whether it is 0 wherever it is defined, and defined somewhere."""
        return self.coefficient == 0 and not any(_is_undefined(*power) for power in self.powers.values())

    @property
    def likeness(self) -> str:
        """Equal for two monomials exactly if they are like terms."""
        return "·".join(sorted(f"{base}^{key(exponent)}" for base, (_, exponent) in self.powers.items()))


def single(base: Expr, exponent: Expr) -> Monomial:
    """One power of something that is no product itself."""
    return Monomial(Fraction(1), {key(base): (base, exponent)})


def _is_undefined(base: Expr, exponent: Expr) -> bool:
    return base == Constant("inf") or (base == ZERO and exponent != ZERO)
