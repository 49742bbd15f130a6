"""What questions of some kinds start from, in words and formulas: a first line, declared shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.maths.expr import Expr


def start_of(variant: Variant) -> Expr | None:
    """The formula that the first line of a derivation must follow from; None for other kinds."""
    from trainer.bank.details import Derivation

    return variant.detail.start if isinstance(variant.detail, Derivation) else None


def shapes_of(variant: Variant) -> str:
    """The declared shapes where arrays are asked for: “X is 4×3, w is a vector of 3.”; else empty."""
    from trainer.bank.details import Tensor
    from trainer.maths.drawing.tex import to_tex
    from trainer.maths.expr import Symbol
    from trainer.maths.reading.dimensions import say

    if not isinstance(variant.detail, Tensor):
        return ""
    shapes = [
        f"${to_tex(Symbol(name))}$ is {say(domain.shape)}" for name, domain in variant.names.variables.items()
    ]
    return ", ".join(shapes) + "." if shapes else ""
