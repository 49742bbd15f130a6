"""The state of one reading: where it stands among the tokens, how deep it is, and how an error is worded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from trainer.errors import AnswerError
from trainer.maths import limits
from trainer.maths.expr import ONE, Call, Expr, Mul, Neg, Pow, Symbol
from trainer.maths.names import Names
from trainer.maths.reading import slips
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.scanner import Token

OPERAND = frozenset(
    [
        "symbol",
        "function",
        "constant",
        "word",
        "(",
        "[",
        "√",
        "∛",
        "frac",
        "sqrt",
        "∞",
        "vulgar",
        "{",
        "set{",
        "matrix[",
        "|(",
        "‖(",
        "⟨",
        "∂",
        "∇",
    ]
)
"""Kinds of token that begin an operand without a sign, bars and numbers aside."""

_T = TypeVar("_T")


class Reading:
    """The tokens of one text and a position in them; the grammar is added by the classes built on it."""

    __slots__ = ("arrays", "bars", "depth", "links", "names", "nodes", "position", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token], names: Names) -> None:
        self.text = text
        self.tokens = tokens
        self.names = names
        self.position = 0
        self.depth = 0
        self.bars = 0
        self.nodes = 0
        self.links = 0
        self.arrays = names.has_arrays or "[" in text

    def nested(self, read: Callable[[], _T]) -> _T:
        """Read one level deeper, within the bound."""
        self.depth += 1
        if self.depth > limits.MAX_DEPTH:
            raise self.error(f"nested too deeply: at most {limits.MAX_DEPTH} levels are read", self.position)
        found = read()
        self.depth -= 1
        return found

    def link(self, weight: int = 1) -> None:
        """One more part hung onto a chain such as `a/b/c`; each makes the tree higher."""
        self.links += weight
        if self.links > limits.MAX_LINKS:
            raise self.error("too long a chain; write it in parts", self.position)

    def close(self, opening: Token, sign: str) -> int:
        """Pass over the closing `sign`; where it is missing, say so at the place that helps."""
        token = self.tokens[self.position]
        if token.kind != sign:
            raise slips.unclosed(self.text, opening, token)
        self.position += 1
        return token.end

    def raise_to(self, base: Expr, exponent: Expr, power: Token | None = None) -> Expr:
        """The power, unless it is too large to compute; `power` is the sign for it, where there is one."""
        if slips.too_large_a_power(base, exponent):
            raise AnswerError(
                f"this power is too large to compute; exponents up to {limits.MAX_POWER} are read",
                offset=max(exponent.span[0], 0),
                text=self.text,
            )
        if power is not None and self.arrays and (found := self.raise_array(base, exponent, power)):
            return found
        return Pow(base, exponent, (base.span[0], exponent.span[1]))

    def raise_array(self, base: Expr, exponent: Expr, power: Token) -> Expr | None:
        """A square matrix to the power −1, its inverse; None for powers that are taken entry by entry.

        Other negative powers of one have two meanings and are an error.
        """
        if isinstance(base, Symbol) and not self.names.domain(base.name).shape:
            return None
        shape = shape_of(base, self.names, self.text)
        if len(shape) != 2 or shape[0] != shape[1] or self.text.startswith("**", power.start):
            return None
        if exponent == Neg(ONE):
            return Call("inv", (base,), (base.span[0], exponent.span[1]))
        if isinstance(exponent, Neg):
            message = "this power of a square matrix has two meanings; write 1/A^2 or inv(A) @ inv(A)"
            raise self.error_at(message, max(exponent.span[0], 0))
        return None

    def is_array(self, expr: Expr) -> bool:
        """Whether an expression is a vector or a matrix."""
        return self.arrays and shape_of(expr, self.names, self.text) != ()

    def error_at(self, message: str, offset: int) -> AnswerError:
        """An error at a character."""
        return AnswerError(message, offset=offset, text=self.text)

    def error(self, message: str, position: int) -> AnswerError:
        """An error at the token at `position`."""
        return AnswerError(message, offset=self.tokens[position].start, text=self.text)


def times(left: Expr, right: Expr) -> Expr:
    """`left` times `right`, as one product where `left` is one already."""
    span = (left.span[0], right.span[1])
    if isinstance(left, Mul):
        return Mul((*left.factors, right), span)
    return Mul((left, right), span)
