"""How large a derivative gets before it is tidied, counted without taking it; bounds what operators cost."""

from __future__ import annotations

from typing import Final

from trainer.calculus.derivative import derivative
from trainer.calculus.unfold import unfold
from trainer.errors import TrainerError
from trainer.maths.expr import Add, Call, Div, Expr, Mul, Pow, Symbol, children

MOST_NODES: Final = 8_000
"""Nodes of all derivatives of one formula together; they are worked out in well under a second."""

_OF_A_FUNCTION: Final = 8
"""Nodes that the table of derivatives adds to a function at its argument, generously."""


class Work:
    """What may still be worked out for one formula."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MOST_NODES

    def derivative(self, f: Expr, x: str) -> Expr:
        """The tidied derivative; TrainerError, before anything is done, where it would be too long."""
        f = unfold(f)
        self.left -= derivative_size(f, x)
        if self.left < 0:
            raise TrainerError("This derivative is too long to be worked out.")
        return derivative(f, x)


def derivative_size(f: Expr, x: str) -> int:
    """About how many nodes the rules write down for the derivative of `f`; 0 where x does not occur."""
    return _sizes(f, x)[1]


def _sizes(f: Expr, x: str) -> tuple[int, int]:
    """The nodes of a formula and of its derivative."""
    if isinstance(f, Symbol):
        return 1, int(f.name == x)
    parts = [_sizes(part, x) for part in children(f)]
    size = 1 + sum(own for own, _ in parts)
    moving = [(own, slope) for own, slope in parts if slope]
    if not moving:
        return size, 0
    slopes = sum(slope for _, slope in moving)
    match f:
        case Mul():
            return size, slopes + sum(size - own for own, _ in moving)
        case Div():
            return size, slopes + 2 * size + 2 * parts[1][0]
        case Pow():
            return size, slopes + (3 if parts[1][1] else 1) * size + _OF_A_FUNCTION
        case Call():
            return size, slopes + len(moving) * (size + _OF_A_FUNCTION)
        case Add():
            return size, slopes + 1
    return size, slopes + size
