"""Numbers as they are written: decimals, signs such as ½, and whole numbers with a fraction after them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from trainer.errors import AnswerError
from trainer.maths import limits
from trainer.maths.expr import Add, Div, Expr, Number
from trainer.maths.reading import slips
from trainer.maths.reading.lists import Lists
from trainer.maths.reading.scanner import Token

_PART = r"\s*(?:\{\s*([0-9]{1,60})\s*\}|([0-9]))"
_WHOLE_FRACTION = re.compile(rf"\\[dtc]?frac{_PART}{_PART}")


class Numerals(Lists):
    """Reads a number, and what a number before it makes of a fraction."""

    __slots__ = ()

    def number(self, token: Token) -> Expr:
        """A number as written, exactly."""
        follower = self.tokens[self.position]
        if follower.kind == "," and not self.depth:
            raise slips.comma_in_number(self.text, self.tokens, self.position)
        number = self.number_of(token)
        if follower.kind in ("vulgar", "frac") and token.text.isdigit():
            return self.mixed(number, follower)
        if token.text[0] == "0" and token.text[1:2].isdigit() and self.kind_before() == ",":
            raise self.error("write a long number without commas: 1000", self.position - 1)
        return number

    def kind_before(self) -> str:
        """The kind of what stands before the token that was read last."""
        return self.tokens[self.position - 2].kind if self.position > 1 else ""

    def number_of(self, token: Token) -> Number:
        """The number that a token stands for; AnswerError beyond the bounds."""
        return Number(_exact(token, self.text), token.text, (token.start, token.end))

    def mixed(self, whole: Number, fraction: Token) -> Expr:
        r"""`1½` and `1\frac{1}{2}`: a whole number before a proper fraction of whole numbers is their sum.

        A base takes the number alone, and in LaTeX a power without braces too.
        """
        before = self.kind_before()
        if before == "_" or (fraction.kind == "frac" and (before == "^" or not self.is_proper(fraction))):
            return whole
        part = self.atom()
        return Add((whole, part), (whole.span[0], part.span[1]))

    def is_proper(self, fraction: Token) -> bool:
        """Whether a LaTeX fraction is one of whole numbers, and less than one; nothing is read yet."""
        found = _WHOLE_FRACTION.match(self.text, fraction.start)
        return found is not None and int(found[1] or found[2]) < int(found[3] or found[4])

    def vulgar(self, token: Token) -> Expr:
        """A fraction sign such as ½."""
        span = (token.start, token.end)
        top, bottom = (Number(Fraction(part), part, span) for part in token.text.split("/"))
        return Div(top, bottom, span)


def _exact(token: Token, text: str) -> Fraction:
    value = _fraction(token.text)
    if value is None:
        raise AnswerError("this number is too long; round it", offset=token.start, text=text)
    return value


@lru_cache(maxsize=1_024)
def _fraction(text: str) -> Fraction | None:
    """The exact value of a number as written, None beyond the bounds."""
    digits = sum(character.isdigit() for character in text)
    _, _, exponent = text.lower().partition("e")
    if (
        digits > limits.MAX_DIGITS
        or len(exponent) > 5
        or abs(int(exponent or 0)) > limits.MAX_DECIMAL_EXPONENT
    ):
        return None
    return Fraction(text)
