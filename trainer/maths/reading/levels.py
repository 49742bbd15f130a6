"""The levels of precedence below relations, loosest first: sum, product, power, postfix.

Juxtaposition binds like `*`; a power binds tighter than a sign before it and is read from the right.
"""

from __future__ import annotations

from trainer.maths.expr import (
    Add,
    Call,
    Div,
    Expr,
    MatMul,
    Mul,
    Neg,
    Transpose,
)
from trainer.maths.reading import slips
from trainer.maths.reading.scanner import Token
from trainer.maths.reading.state import OPERAND, Reading, times

_POSTFIX = frozenset(["raised", "method", ".T", "'", "!"])
_DOTS = ("·", "⋅", "∙", "\\cdot")
_CROSSES = ("×", "\\times")


class Levels(Reading):
    """From sums down to postfix signs; what an atom is stands in the classes built on it."""

    __slots__ = ()

    def atom(self) -> Expr:
        """The smallest complete piece at the position."""
        raise NotImplementedError

    def group(self) -> Expr:
        """A LaTeX group `{…}`, or a power where there is none."""
        raise NotImplementedError

    def superscript(self, base: Expr) -> Expr:
        """`base` raised to the Unicode superscript at the position."""
        raise NotImplementedError

    def read_superscript(self, token: Token) -> Expr:
        """The expression that a run of superscript signs stands for."""
        raise NotImplementedError

    def method(self, of: Expr) -> Expr:
        """The method at the position, of what stands before it."""
        raise NotImplementedError

    def call(self, name: str, args: tuple[Expr, ...], span: tuple[int, int]) -> Expr:
        """A function applied to its arguments."""
        raise NotImplementedError

    def relation(self) -> Expr:
        """Two sides and a relation between them, or a sum where there is none."""
        raise NotImplementedError

    def sum(self) -> Expr:
        """Terms joined by `+` and `−`; a subtracted term is negated."""
        tokens = self.tokens
        start = tokens[self.position].start
        terms = [self.signed_product()]
        while (kind := tokens[self.position].kind) == "+" or kind == "-":
            sign = tokens[self.position]
            self.position += 1
            term = self.signed_product()
            terms.append(term if kind == "+" else Neg(term, (sign.start, term.span[1])))
        if len(terms) == 1:
            return terms[0]
        return Add(tuple(terms), (start, terms[-1].span[1]))

    def signed_product(self) -> Expr:
        """A product with any signs before it: `-2x` is −(2x)."""
        token = self.tokens[self.position]
        if token.kind == "-":
            self.position += 1
            arg = self.nested(self.signed_product)
            return Neg(arg, (token.start, arg.span[1]))
        if token.kind == "+":
            self.position += 1
            return self.nested(self.signed_product)
        return self.product()

    def product(self) -> Expr:
        """Factors joined by `*`, `/`, `@` or nothing at all, from the left."""
        tokens = self.tokens
        left = self.power()
        hung = 0
        while True:
            kind = tokens[self.position].kind
            if kind == "*":
                sign = tokens[self.position]
                self.position += 1
                right = self.factor()
                left = self.multiplied(left, right, sign) if self.arrays else times(left, right)
            elif kind == "/":
                self.position += 1
                right = self.factor()
                left = Div(left, right, (left.span[0], right.span[1]))
            elif kind == "@":
                self.position += 1
                right = self.factor()
                left = MatMul(left, right, (left.span[0], right.span[1]))
            elif kind == "⊗":
                self.position += 1
                right = self.factor()
                left = self.call("outer", (left, right), (left.span[0], right.span[1]))
            elif kind in OPERAND or (kind in "|‖" and not self.bars) or self.begins_a_power():
                left = self.juxtaposed(left, self.power())
            elif kind == "number":
                raise slips.number_after_operand(self.text, tokens, self.position)
            else:
                return left
            hung += type(left) is not Mul
            if hung > 1:
                self.link()

    def multiplied(self, left: Expr, right: Expr, sign: Token) -> Expr:
        """`left` times `right`; between arrays, a dot is the product of textbooks."""
        if self.text.startswith(_DOTS, sign.start):
            return self.juxtaposed(left, right)
        if self.text.startswith(_CROSSES, sign.start) and self.is_array(right) and self.is_array(left):
            raise self.error_at("× has two meanings here; write * for entry by entry, or @", sign.start)
        return times(left, right)

    def begins_a_power(self) -> bool:
        """Whether the number at the position is apart from what stands before it, and raised: `2^x 3^x`."""
        if self.tokens[self.position].kind != "number":
            return False
        before, token, after = self.tokens[self.position - 1 : self.position + 2]
        return before.kind != "number" and before.end < token.start and after.kind in ("^", "raised")

    def juxtaposed(self, left: Expr, right: Expr) -> Expr:
        """Two factors side by side: matrices multiply as matrices."""
        if self.arrays and self.is_array(right) and self.is_array(left):
            return MatMul(left, right, (left.span[0], right.span[1]))
        return times(left, right)

    def factor(self) -> Expr:
        """What may stand after `*`, `/` or `@`: a power, possibly signed."""
        token = self.tokens[self.position]
        if token.kind == "-":
            self.position += 1
            arg = self.nested(self.factor)
            return Neg(arg, (token.start, arg.span[1]))
        if token.kind == "+":
            self.position += 1
            return self.nested(self.factor)
        return self.power()

    def power(self) -> Expr:
        """A base and its exponent, which is read from the right."""
        base = self.postfix()
        if self.tokens[self.position].kind != "^":
            return base
        self.position += 1
        if self.tokens[self.position].kind in ("⊤", "T") or self.is_transpose_mark(base):
            token = self.tokens[self.position]
            self.position += 1
            return Transpose(base, (base.span[0], token.end))
        power = self.tokens[self.position - 1]
        exponent = self.nested(self.exponent)
        return self.raise_to(base, exponent, power)

    def exponent(self) -> Expr:
        """What may stand after `^`."""
        if self.tokens[self.position].kind == "{":
            return self.finish_power(self.group())
        return self.factor()

    def finish_power(self, base: Expr) -> Expr:
        """A power whose base is read already."""
        if self.tokens[self.position].kind != "^":
            return base
        self.position += 1
        return self.raise_to(base, self.nested(self.exponent))

    def is_transpose_mark(self, base: Expr) -> bool:
        """Whether `^T` after an array is meant; its braces are passed over."""
        token = self.tokens[self.position]
        brace = token.kind == "{" and self.tokens[self.position + 1].text in ("T", "⊤")
        if (token.text == "T" or brace) and self.arrays and self.is_array(base):
            self.position += 2 if brace else 0
            return True
        return False

    def postfix(self) -> Expr:
        """An atom with factorials, primes, transposes and superscripts after it."""
        expr = atom = self.atom()
        while True:
            token = self.tokens[self.position]
            if expr is not atom and token.kind in _POSTFIX:
                self.link(2)  # written out, each of these is in brackets of its own
            if token.kind == "raised":
                expr = self.superscript(expr)
            elif token.kind == "!":
                self.position += 1
                if self.tokens[self.position].kind == "!":
                    raise self.error("a double factorial is not read; write it out", self.position)
                slips.check_factorial(expr, self.text)
                expr = Call("factorial", (expr,), (expr.span[0], token.end))
            elif token.kind == "method":
                expr = self.method(expr)
            elif token.kind == ".T" or (token.kind == "'" and self.is_array(expr)):
                self.position += 1
                expr = Transpose(expr, (expr.span[0], token.end))
            elif token.kind == "'":
                raise self.error("a prime is not read here; write the derivative itself", self.position)
            else:
                return expr
