"""The smallest complete pieces: numbers, names, brackets, arrays, sets, bars, roots and LaTeX groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from trainer.errors import AnswerError
from trainer.maths import limits
from trainer.maths.expr import (
    Array,
    Call,
    Collection,
    Constant,
    Div,
    Expr,
    Interval,
    Number,
    Symbol,
    Transpose,
)
from trainer.maths.reading import leibniz, slips
from trainer.maths.reading.applications import Applications
from trainer.maths.reading.scanner import Token, scan


class Atoms(Applications):
    """One reader for each kind of token that can begin a piece, in a table."""

    __slots__ = ()

    def atom(self) -> Expr:
        """The piece that begins at the position; AnswerError where none does."""
        token = self.tokens[self.position]
        self.nodes += 1
        if self.nodes > limits.MAX_NODES:
            raise self.error(f"too long: at most {limits.MAX_NODES} parts are read", self.position)
        reader = _ATOMS.get(token.kind)
        if reader is None:
            raise slips.missing_operand(self.text, self.tokens, self.position)
        self.position += 1
        return reader(self, token)

    def number(self, token: Token) -> Expr:
        """A number as written, exactly."""
        follower = self.tokens[self.position]
        if follower.kind == "," and not self.depth:
            raise slips.comma_in_number(self.text, self.tokens, self.position)
        return Number(_exact(token, self.text), token.text, (token.start, token.end))

    def vulgar(self, token: Token) -> Expr:
        """A fraction sign such as ½."""
        span = (token.start, token.end)
        top, bottom = (Number(Fraction(part), part, span) for part in token.text.split("/"))
        return Div(top, bottom, span)

    def symbol(self, token: Token) -> Expr:
        """A declared name."""
        return Symbol(token.text, (token.start, token.end))

    def constant(self, token: Token) -> Expr:
        """π, e or infinity by name."""
        return Constant(token.text, (token.start, token.end))

    def infinity(self, token: Token) -> Expr:
        """The sign ∞."""
        return Constant("inf", (token.start, token.end))

    def unknown(self, token: Token) -> Expr:
        """A word without a meaning of its own: part of `d/dx` or a slip."""
        if token.text.startswith("d"):
            found = leibniz.read_operator(self, token)
            if found is not None:
                return found
        raise slips.unknown_name(self.text, token, self.names)

    def partial(self, token: Token) -> Expr:
        """∂, which stands in quotients only."""
        found = leibniz.read_operator(self, token)
        if found is None:
            raise self.error("∂ stands in ∂L/∂w or ∂/∂x only; name both parts", self.position - 1)
        return found

    def brackets(self, token: Token) -> Expr:
        """A bracketed expression, a vector or an interval."""
        outside, self.bars = self.bars, 0
        first = self.nested(self.sum)
        if self.tokens[self.position].kind == ",":
            expr = self.listed(token, [first], (")", "]"))
        else:
            self.close(token, ")")
            expr = first
        self.bars = outside
        return expr

    def array(self, token: Token) -> Expr:
        """A vector or matrix in square brackets, or an interval."""
        outside, self.bars = self.bars, 0
        self.arrays = True
        if self.tokens[self.position].kind == "]":
            raise self.error("the brackets are empty; write the entries between them", self.position)
        expr = self.listed(token, [self.nested(self.sum)], ("]", ")"))
        self.bars = outside
        return expr

    def listed(self, opening: Token, items: list[Expr], ends: tuple[str, str]) -> Expr:
        """The rest of `[a, b; c, d]`, `(a, b)` or, with unlike ends, an interval."""
        rows: list[tuple[Expr, ...]] = []
        while (kind := self.tokens[self.position].kind) in (",", ";"):
            self.position += 1
            if kind == ";":
                rows.append(tuple(items))
                items = []
            items.append(self.nested(self.sum))
            if len(items) + sum(map(len, rows)) > limits.MAX_ARRAY_ITEMS:
                raise self.error(f"at most {limits.MAX_ARRAY_ITEMS} entries are read", self.position)
        closing = self.tokens[self.position]
        if closing.kind not in ends:
            raise slips.unclosed(self.text, opening, closing)
        self.position += 1
        span = (opening.start, closing.end)
        if closing.kind != ends[0]:
            if rows or len(items) != 2:
                raise self.error("an interval has two ends", self.position - 1)
            return Interval(items[0], items[1], opening.kind == "(", closing.kind == ")", span)
        if rows:
            rows.append(tuple(items))
            items = [Array(row, (row[0].span[0], row[-1].span[1])) for row in rows]
        return Array(tuple(items), span)

    def braces(self, token: Token) -> Expr:
        """A set."""
        if self.tokens[self.position].kind == "}":
            raise self.error("the set is empty; write its members between { and }", self.position)
        items = [self.nested(self.sum)]
        while self.tokens[self.position].kind == ",":
            self.position += 1
            items.append(self.nested(self.sum))
        end = self.close(token, "}")
        return Collection(tuple(items), (token.start, end))

    def group(self) -> Expr:
        """A LaTeX group `{…}` where one argument is expected."""
        token = self.tokens[self.position]
        if token.kind != "{":
            return self.power()
        self.position += 1
        expr = self.nested(self.sum)
        self.close(token, "}")
        return expr

    def fraction(self, token: Token) -> Expr:
        r"""`\frac{…}{…}`."""
        found = leibniz.read_fraction(self, token)
        if found is not None:
            return found
        top = self.nested(self.group)
        bottom = self.nested(self.group)
        return Div(top, bottom, (token.start, bottom.span[1]))

    def latex_root(self, token: Token) -> Expr:
        r"""`\sqrt{…}` and `\sqrt[n]{…}`."""
        if self.tokens[self.position].kind != "[":
            arg = self.nested(self.group)
            return Call("sqrt", (arg,), (token.start, arg.span[1]))
        self.position += 1
        degree = self.nested(self.sum)
        self.close(token, "]")
        arg = self.nested(self.group)
        return Call("root", (arg, degree), (token.start, arg.span[1]))

    def root_sign(self, token: Token) -> Expr:
        """√ or ∛ and what stands under it."""
        arg = self.nested(self.power)
        name = "sqrt" if token.kind == "√" else "cbrt"
        return Call(name, (arg,), (token.start, arg.span[1]))

    def bar(self, token: Token) -> Expr:
        """An absolute value or a norm."""
        if self.tokens[self.position].kind == "|" and token.kind == "|":
            return self.double_bar(token)
        return self.single_bar(token)

    def double_bar(self, token: Token) -> Expr:
        """`||x||` as a norm, else `||x|-1|` as one bar inside another."""
        state = (self.position, self.depth, self.bars)
        try:
            self.position += 1
            inner = self.single_bar(token)
            closing = self.tokens[self.position]
            if closing.kind == "|" and isinstance(inner, Call):
                self.position += 1
                return Call("norm", inner.args, (token.start, closing.end))
        except AnswerError:
            pass
        self.position, self.depth, self.bars = state
        return self.single_bar(token)

    def single_bar(self, token: Token) -> Expr:
        """One opening bar up to its partner."""
        outside, self.bars = self.bars, self.bars + 1
        expr = self.nested(self.sum)
        self.bars = outside
        closing = self.tokens[self.position]
        if closing.kind != token.kind:
            raise self.error(f"the bar {token.text} opened here is not closed", self.tokens.index(token))
        self.position += 1
        return Call("abs" if token.kind == "|" else "norm", (expr,), (token.start, closing.end))

    def superscript(self, base: Expr) -> Expr:
        """`base` raised to the superscript at the position, or transposed by ᵀ."""
        token = self.tokens[self.position]
        self.position += 1
        if token.text == "T" and self.is_array(base):
            return Transpose(base, (base.span[0], token.end))
        exponent = replace(self.read_superscript(token), span=(token.start, token.end))
        return self.raise_to(base, exponent)

    def read_superscript(self, token: Token) -> Expr:
        """The expression that a run of superscript signs stands for."""
        try:
            inner = Atoms(token.text, scan(token.text, self.names), self.names)
            exponent = inner.sum()
        except AnswerError as error:
            raise AnswerError(error.message, offset=token.start, text=self.text) from None
        if inner.tokens[inner.position].kind != "end":
            raise AnswerError(
                "this superscript cannot be read; write ^( )", offset=token.start, text=self.text
            )
        return exponent


_ATOMS: dict[str, Callable[[Atoms, Token], Expr]] = {
    "number": Atoms.number,
    "vulgar": Atoms.vulgar,
    "symbol": Atoms.symbol,
    "constant": Atoms.constant,
    "function": Atoms.function,
    "word": Atoms.unknown,
    "∂": Atoms.partial,
    "(": Atoms.brackets,
    "[": Atoms.array,
    "{": Atoms.braces,
    "set{": Atoms.braces,
    "|": Atoms.bar,
    "‖": Atoms.bar,
    "√": Atoms.root_sign,
    "∛": Atoms.root_sign,
    "∞": Atoms.infinity,
    "frac": Atoms.fraction,
    "sqrt": Atoms.latex_root,
}


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
