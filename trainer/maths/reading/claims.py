"""The loosest level: equations, inequalities, membership, unions, and Python's `a if c else b`."""

from __future__ import annotations

from dataclasses import replace

from trainer.maths.expr import Array, Collection, Expr, Interval, Relation, Symbol
from trainer.maths.reading.levels import Levels

_RELATIONS = frozenset(["=", "<", ">", "<=", ">=", "!="])
_BELOW, _ABOVE = frozenset(["<", "<="]), frozenset([">", ">="])


class Claims(Levels):
    """Reads what is said of formulas rather than a formula."""

    __slots__ = ()

    def relation(self) -> Expr:
        """`a < b`, `a < x < b` or `x ∈ (a, b)`, or a sum or union where there is no relation."""
        left = self.union()
        token = self.tokens[self.position]
        if token.kind == "∈" and isinstance(left, Symbol):
            self.position += 1
            where = self.union()
            return replace(where, of=left.name) if isinstance(where, Interval) else where
        if token.kind == "if":
            return self.choice(left)
        if token.kind not in _RELATIONS:
            return left
        self.position += 1
        right = self.union()
        following = self.tokens[self.position]
        if following.kind in _RELATIONS:
            return self.between(left, token.kind, right)
        return Relation(token.kind, left, right, (left.span[0], right.span[1]))

    def choice(self, then: Expr) -> Expr:
        """Python's `a if x > 0 else b`."""
        self.position += 1
        condition = self.nested(self.relation)
        if self.tokens[self.position].kind != "else":
            raise self.error("“if” wants an “else”; or write where(x > 0, a, b)", self.position)
        self.position += 1
        otherwise = self.nested(self.relation)
        span = (then.span[0], otherwise.span[1])
        return self.call("where", (condition, then, otherwise), span)

    def between(self, low: Expr, first: str, middle: Expr) -> Expr:
        """`a < x < b` as the interval of x."""
        second = self.tokens[self.position].kind
        if not isinstance(middle, Symbol) or not {first, second} <= _BELOW | _ABOVE or first[0] != second[0]:
            raise self.error("one relation at a time; write the parts separately", self.position)
        self.position += 1
        high = self.sum()
        span = (low.span[0], high.span[1])
        if first in _BELOW:
            return Interval(low, high, first == "<", second == "<", span, middle.name)
        return Interval(high, low, second == ">", first == ">", span, middle.name)

    def union(self) -> Expr:
        """Intervals and sets joined by `∪`, or a sum."""
        first = self.sum()
        if self.tokens[self.position].kind != "∪":
            return first
        parts = [first]
        while self.tokens[self.position].kind == "∪":
            self.position += 1
            parts.append(self.sum())
        members: list[Expr] = []
        for part in parts:
            if isinstance(part, Array) and len(part.items) == 2:
                part = Interval(*part.items, part.round, part.round, part.span)
            if not isinstance(part, Interval | Collection):
                raise self.error_at("∪ stands between intervals and sets", max(part.span[0], 0))
            members.extend(part.items if isinstance(part, Collection) else (part,))
        return Collection(tuple(members), (first.span[0], parts[-1].span[1]))
