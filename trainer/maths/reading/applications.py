"""Functions applied to arguments: `sin(x)`, `sin 2x`, `sin^2 x`, `log_2(x)`."""

from __future__ import annotations

import re
from fractions import Fraction

from trainer.maths.expr import Array, Call, Expr, Neg, Number, Relation, Symbol
from trainer.maths.functions import ARITY, ARRAY_FUNCTIONS, NEEDS_BRACKETS, function_named
from trainer.maths.reading import slips
from trainer.maths.reading.claims import Claims
from trainer.maths.reading.dialects import METHODS, REWRITTEN
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.scanner import Token
from trainer.maths.reading.state import OPERAND, times

_PARTNER = {"(": ")", "{": "}", "set{": "}"}
_EXTREMES = ("max", "min")
_AXIS = re.compile(r"\b(?:axis|dim)\s*=")
_NO_AXIS = "the largest or smallest along an axis is not read; write maximum(a, b) to compare two"
_GREEK_FUNCTIONS = {"sigmoid": "sigma", "gamma": "gamma", "phi": "phi", "Phi": "Phi"}


class Applications(Claims):
    """Reads from a function's name to the end of its last argument."""

    __slots__ = ()

    def function(self, token: Token) -> Expr:
        """A function's name, its exponent and its arguments."""
        name = token.text
        following = self.tokens[self.position]
        if following.kind == "_" or (name == "ln" and following.kind == "word"):
            return self.based_logarithm(token)
        if following.kind not in ("(", "[", "{") and self.names.free and name in _GREEK_FUNCTIONS:
            return Symbol(_GREEK_FUNCTIONS[name], (token.start, token.end))
        power = self.function_power(token)
        args, end = self.given(token)
        if name in _EXTREMES and len(args) > 1 and self.arrays:
            self.refuse_axis(token, args, end)
        call = self.call(name, args, (token.start, end))
        return call if power is None else self.raise_to(call, power)

    def refuse_axis(self, token: Token, args: tuple[Expr, ...], end: int) -> None:
        """An error for `np.max(A, 0)` and `max(A, axis=0)`, where 0 is an axis and no number."""
        library = self.text.endswith(".", 0, token.start) and token.end - token.start == 3
        named = _AXIS.search(self.text, token.start, end)
        if named or (library and isinstance(args[1], Number) and self.is_array(args[0])):
            raise self.error_at(_NO_AXIS, token.start)

    def given(self, token: Token) -> tuple[tuple[Expr, ...], int]:
        """The arguments of a function, with or without brackets, and where they end."""
        if self.tokens[self.position].kind in _PARTNER:
            return self.arguments(token)
        return self.bare_argument(token)

    def method(self, of: Expr) -> Expr:
        """`x.sum()`, `X.T.dot(v)`: the function of that name, with `of` as its first argument."""
        token = self.tokens[self.position]
        self.position += 1
        name = METHODS.get(token.text, token.text)
        name = function_named(name) or name
        if self.tokens[self.position + 1].kind == ")":
            self.position += 2
            return self.call(name, (of,), (of.span[0], self.tokens[self.position - 1].end))
        args, end = self.arguments(token)
        if name in _EXTREMES:
            raise self.error_at(_NO_AXIS, token.start)
        return self.call(name, (of, *args), (of.span[0], end))

    def function_power(self, token: Token) -> Expr | None:
        """The exponent in `sin^2 x` and `sin²(x)`."""
        following = self.tokens[self.position]
        if following.kind == "raised":
            self.position += 1
            power = self.read_superscript(following)
        elif following.kind == "^":
            self.position += 1
            inner = self.tokens[self.position]
            power = self.group() if inner.kind == "{" else self.signed_atom()
        else:
            return None
        if isinstance(power, Neg):
            raise slips.inverse_or_reciprocal(self.text, token)
        return power

    def signed_atom(self) -> Expr:
        """A sign and one atom, as in `sin^-1`."""
        token = self.tokens[self.position]
        if token.kind == "-":
            self.position += 1
            arg = self.atom()
            return Neg(arg, (token.start, arg.span[1]))
        return self.atom()

    def arguments(self, token: Token) -> tuple[tuple[Expr, ...], int]:
        """Arguments in brackets and where they end."""
        opening = self.tokens[self.position]
        closing = _PARTNER[opening.kind]
        self.position += 1
        if self.tokens[self.position].kind == closing:
            raise self.error(f"{token.text}( ) wants something between its brackets", self.position)
        outside, self.bars = self.bars, 0
        args = [self.nested(self.relation)]
        while self.tokens[self.position].kind == ",":
            self.position += 1
            args.append(self.nested(self.relation))
        end = self.close(opening, closing)
        self.bars = outside
        return tuple(args), end

    def bare_argument(self, token: Token) -> tuple[tuple[Expr, ...], int]:
        """The argument in `sin 2x`: signed, and as far as numbers and names stand side by side."""
        following = self.tokens[self.position]
        if following.kind == "[":
            return self.square_brackets(token)
        if token.text in NEEDS_BRACKETS:
            raise self.error(f"{token.text} wants its arguments in brackets: {token.text}(…)", self.position)
        if following.kind == "-":
            self.position += 1
            (arg,), end = self.nested(lambda: self.bare_argument(token))
            return (Neg(arg, (following.start, end)),), end
        glued = following.start == token.end
        if following.kind not in OPERAND and following.kind not in ("number", "|", "‖"):
            raise slips.missing_argument(self.text, token, following)
        if glued and token.text in ("log2", "log10") and following.kind not in ("√", "|", "|("):
            raise self.error(f"write the argument in brackets: {token.text}(…)", self.position)
        if following.kind == "function":
            arg = self.nested(self.power)
            return (arg,), arg.span[1]
        arg = self.nested(self.power)
        while self.tokens[self.position].kind in ("symbol", "constant") or (
            self.tokens[self.position].kind == "(" and isinstance(arg, Number)
        ):
            arg = times(arg, self.power())
        return (arg,), arg.span[1]

    def square_brackets(self, token: Token) -> tuple[tuple[Expr, ...], int]:
        """The argument in `exp[x]`: what stands in the brackets, or a vector where there are several."""
        arg = self.atom()
        if isinstance(arg, Array) and len(arg.items) == 1 and not isinstance(arg.items[0], Array):
            arg = arg.items[0]
        return (arg,), self.tokens[self.position - 1].end

    def based_logarithm(self, token: Token) -> Expr:
        """`log_2(x)` and `log_b(x)`."""
        if token.text not in ("ln", "log2", "log10"):
            raise self.error(f"{token.text} takes no subscript", self.position)
        if self.tokens[self.position].kind == "_":
            self.position += 1
        base = self.group() if self.tokens[self.position].kind == "{" else self.atom()
        args, end = self.given(token)
        return Call("log", (args[0], base), (token.start, end))

    def call(self, name: str, args: tuple[Expr, ...], span: tuple[int, int]) -> Expr:
        """The call with its arguments counted; `pow` and other dialects become what they stand for."""
        fewest, most = ARITY[name]
        if name == "ln" and len(args) == 2:
            name = "log"
        elif not fewest <= len(args) <= most:
            raise slips.wrong_count(self.text, name, len(args), span)
        if name != "where" and any(isinstance(arg, Relation) for arg in args):
            raise self.error_at("a relation stands in where(condition, a, b) only", span[0])
        if name == "pow":
            return self.raise_to(args[0], args[1])
        if name in REWRITTEN:
            return self.rewritten(name, args, span)
        if name in ("leaky_relu", "elu") and len(args) == 1:
            args = (
                *args,
                Number(Fraction(1, 100), "0.01") if name == "leaky_relu" else Number(Fraction(1), "1"),
            )
        if name == "factorial":
            slips.check_factorial(args[0], self.text)
        slips.check_arguments(self.text, name, args, span)
        self.arrays = self.arrays or name in ARRAY_FUNCTIONS
        return Call(name, args, span)

    def rewritten(self, name: str, args: tuple[Expr, ...], span: tuple[int, int]) -> Expr:
        """What a function of another dialect stands for."""
        shapes = tuple(shape_of(arg, self.names, self.text) for arg in args)
        found = REWRITTEN[name](args, shapes, span)
        if found is None:
            raise self.error_at(
                "a norm is the root of the sum of squares; of a vector also norm(v, 1)", span[0]
            )
        return found
