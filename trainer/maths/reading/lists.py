"""What stands between brackets: groups, vectors, matrices, sets and intervals, in plain text and in LaTeX."""

from __future__ import annotations

from trainer.maths import limits
from trainer.maths.expr import Array, Call, Collection, Constant, Expr, Interval, Neg, Number
from trainer.maths.reading import slips
from trainer.maths.reading.applications import Applications
from trainer.maths.reading.scanner import Token
from trainer.maths.reading.state import OPERAND

_ARITHMETIC = frozenset("+-*/")
_JOINED_AFTER = OPERAND | _ARITHMETIC | {"^", "raised", "!", "number", "{"}
_JOINED_BEFORE = _ARITHMETIC | {"number", "symbol", "constant", ")", "]", "}", "function", "vulgar", "word"}
_SIDES = frozenset(["=", "∈", "∪"])


class Lists(Applications):
    """Reads from an opening bracket to its partner."""

    __slots__ = ()

    def brackets(self, token: Token) -> Expr:
        """A bracketed expression, a vector or an interval."""
        outside, self.bars = self.bars, 0
        first = self.nested(self.sum)
        if self.tokens[self.position].kind == ",":
            expr = self.listed(token, [first], (")", "]"))
        elif self.tokens[self.position].kind == "if":
            expr = self.choice(first)
            self.close(token, ")")
        else:
            self.close(token, ")")
            expr = first
        self.bars = outside
        return expr

    def array(self, token: Token) -> Expr:
        """A vector or matrix in square brackets, an interval, or brackets around one part of a formula."""
        start = self.position - 1
        outside, self.bars = self.bars, 0
        self.arrays = True
        if self.tokens[self.position].kind == "]":
            raise self.error("the brackets are empty; write the entries between them", self.position)
        expr = self.listed(token, [self.nested(self.sum)], ("]", ")"))
        self.bars = outside
        if isinstance(expr, Array) and len(expr.items) == 1:
            (item,) = expr.items
            drawn = self.text[item.span[0] : item.span[0] + 6] == "\\begin"
            if drawn or (not isinstance(item, Array) and self.is_joined(start, item)):
                return item
        return expr

    def is_joined(self, start: int, item: Expr) -> bool:
        """Whether the brackets opened at `start` are part of a formula, as in `[x + 1]^2`."""
        after = self.tokens[self.position]
        if after.kind == "^" and self.tokens[self.position + 1].text in ("T", "⊤"):
            return False
        name = self.tokens[start - 1] if start else None
        before = name.kind if name else ""
        if name and before == "symbol" and self.names.domain(name.text).shape:
            raise self.error("an entry by its index is not read; write with whole arrays", start)
        if name and name.end == self.tokens[start].start:
            typed = self.text[name.start : name.end]
            if typed == "E" or (before == "symbol" and isinstance(item, Number)):
                raise self.error(f"“{typed}[” has two meanings; write a product with “*”", start)
        return before != "@" and (after.kind in _JOINED_AFTER or before in _JOINED_BEFORE)

    def listed(self, opening: Token, items: list[Expr], ends: tuple[str, str]) -> Expr:
        """The rest of `[a, b; c, d]`, `(a, b)` or, with unlike ends, an interval."""
        self.arrays = True
        rows: list[tuple[Expr, ...]] = []
        while (kind := self.tokens[self.position].kind) in (",", ";", "&"):
            self.position += 1
            if kind == ";":
                if self.tokens[self.position].kind == "matrix]":  # LaTeX may end its last row too
                    break
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
        unlike = closing.kind != ends[0]
        if unlike or (opening.kind == "(" and len(items) == 2 and any(map(_is_infinite, items))):
            if rows or len(items) != 2:
                raise self.error("an interval has two ends", self.position - 1)
            return Interval(items[0], items[1], opening.kind == "(", closing.kind == ")", span)
        if rows:
            rows.append(tuple(items))
            items = [Array(row, (row[0].span[0], row[-1].span[1])) for row in rows]
        return Array(tuple(items), span, round=opening.kind == "(")

    def matrix(self, token: Token) -> Expr:
        r"""`\begin{pmatrix} a & b \\ c & d \end{pmatrix}`; a single row or column is a vector."""
        outside, self.bars = self.bars, 0
        self.arrays = True
        found = self.listed(token, [self.nested(self.sum)], ("matrix]", "matrix]"))
        self.bars = outside
        if isinstance(found, Array) and all(isinstance(r, Array) and len(r.items) == 1 for r in found.items):
            return Array(tuple(row.items[0] for row in found.items if isinstance(row, Array)), found.span)
        return found

    def angles(self, token: Token) -> Expr:
        """`⟨a, b⟩`: the inner product of two vectors, or a vector of numbers."""
        outside, self.bars = self.bars, 0
        self.arrays = True
        found = self.listed(token, [self.nested(self.sum)], ("⟩", "⟩"))
        self.bars = outside
        items = found.items if isinstance(found, Array) else ()
        if len(items) == 2 and all(self.is_array(item) for item in items):
            return Call("dot", items, found.span)
        return found

    def braces(self, token: Token) -> Expr:
        """A set, or LaTeX's braces around one part of a formula."""
        start = self.position - 1
        if self.tokens[self.position].kind == "}":
            return self.nothing(token)
        outside, self.bars = self.bars, 0
        items = [self.nested(self.sum)]
        while self.tokens[self.position].kind == ",":
            self.position += 1
            items.append(self.nested(self.sum))
        self.bars = outside
        end = self.close(token, "}")
        if len(items) == 1 and not self.is_side(start):
            return items[0]
        return Collection(tuple(items), (token.start, end))

    def is_side(self, start: int) -> bool:
        """Whether the braces opened at `start` are all of one side, and so a set."""
        before = self.tokens[start - 1].kind if start else "="
        return before in _SIDES and self.tokens[self.position].kind in ("end", "∪")

    def group(self) -> Expr:
        """A LaTeX group `{…}` where one argument is expected."""
        token = self.tokens[self.position]
        if token.kind != "{":
            return self.power()
        self.position += 1
        outside, self.bars = self.bars, 0
        expr = self.nested(self.sum)
        self.bars = outside
        self.close(token, "}")
        return expr

    def nothing(self, token: Token) -> Expr:
        """`{}`, the empty set where it is all of one side."""
        self.position += 1
        if not self.is_side(self.position - 2):
            raise self.error("the set is empty; write its members between { and }", self.position - 1)
        return Collection((), (token.start, token.start + 2))

    def empty_set(self, token: Token) -> Expr:
        """∅."""
        return Collection((), (token.start, token.end))

    def reals(self, token: Token) -> Expr:
        """ℝ, as an interval."""
        end = Constant("inf", (token.start, token.end))
        return Interval(Neg(end, end.span), end, True, True, end.span)


def _is_infinite(expr: Expr) -> bool:
    return expr == Constant("inf") or expr == Neg(Constant("inf"))
