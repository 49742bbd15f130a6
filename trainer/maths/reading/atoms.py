"""The smallest complete pieces: names, fractions, bars and roots, in a table with numbers and brackets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from trainer.errors import AnswerError
from trainer.maths import limits
from trainer.maths.expr import Call, Constant, Div, Expr, Number, Symbol, Transpose
from trainer.maths.reading import leibniz, slips
from trainer.maths.reading.numerals import Numerals
from trainer.maths.reading.scanner import Token, scan


class Atoms(Numerals):
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

    def symbol(self, token: Token) -> Expr:
        """A declared name; the d of `d/dx` where any name may be used."""
        if token.text == "d" and self.names.free:
            found = leibniz.read_operator(self, token)
            if found is not None:
                return found
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

    def fraction(self, token: Token) -> Expr:
        r"""`\frac{…}{…}`."""
        found = leibniz.read_fraction(self, token)
        if found is not None:
            return found
        top = self.nested(self.latex_argument)
        bottom = self.nested(self.latex_argument)
        return Div(top, bottom, (token.start, bottom.span[1]))

    def latex_argument(self) -> Expr:
        r"""A group, or the one piece that LaTeX takes without braces: a single digit in `\frac12`."""
        token = self.tokens[self.position]
        if token.kind != "number" or not token.text.isdigit():
            return self.group()
        digit = Token("number", token.text[0], token.start, token.start + 1)
        if len(token.text) > 1:
            rest = Token("number", token.text[1:], token.start + 1, token.end)
            self.tokens[self.position : self.position + 1] = [digit, rest]
        self.position += 1
        return Number(Fraction(digit.text), digit.text, (digit.start, digit.end))

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
                return self.norm(inner.args[0], (token.start, closing.end))
        except AnswerError:
            pass
        self.position, self.depth, self.bars = state
        self.nodes += limits.MAX_DEPTH  # what was read in vain counts, or a row of bars would take long
        return self.single_bar(token)

    def single_bar(self, token: Token) -> Expr:
        """One opening bar up to its partner."""
        outside, self.bars = self.bars, 0 if token.kind[1:] else self.bars + 1
        expr = self.nested(self.sum)
        self.bars = outside
        closing = self.tokens[self.position]
        if closing.kind != token.kind.replace("(", ")"):
            raise self.error(f"the bar {token.kind[0]} opened here is not closed", self.tokens.index(token))
        self.position += 1
        span = (token.start, closing.end)
        return Call("abs", (expr,), span) if token.kind[0] == "|" else self.norm(expr, span)

    def norm(self, of: Expr, span: tuple[int, int]) -> Expr:
        """The norm whose bars are read, with the `_2`, `_1` or `_F` after them."""
        if self.tokens[self.position].kind != "_":
            return Call("norm", (of,), span)
        self.position += 1
        braces = self.tokens[self.position].kind == "{"
        token = self.tokens[self.position + braces]
        self.position += 1 + 2 * braces
        if token.text in ("F", "fro"):
            return Call("norm", (of,), span)
        if token.kind != "number":
            raise self.error_at("a norm is ‖x‖, ‖x‖_1, ‖x‖_2 or ‖A‖_F", token.start)
        return self.call("norm", (of, self.number_of(token)), span)

    def superscript(self, base: Expr) -> Expr:
        """`base` raised to the superscript at the position, or transposed by ᵀ."""
        token = self.tokens[self.position]
        self.position += 1
        if token.text == "T" and self.is_array(base):
            return Transpose(base, (base.span[0], token.end))
        exponent = replace(self.read_superscript(token), span=(token.start, token.end))
        return self.raise_to(base, exponent, token)

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
    "matrix[": Atoms.matrix,
    "⟨": Atoms.angles,
    "∅": Atoms.empty_set,
    "ℝ": Atoms.reals,
    "|": Atoms.bar,
    "‖": Atoms.bar,
    "|(": Atoms.bar,
    "‖(": Atoms.bar,
    "√": Atoms.root_sign,
    "∛": Atoms.root_sign,
    "∞": Atoms.infinity,
    "frac": Atoms.fraction,
    "sqrt": Atoms.latex_root,
}
