"""What every name of an exercise stands for in one variant, and how it is put into formulas.

A formula keeps the order in which its author wrote it. What the numbers alone decide is worked out: the
largest parts that mention a parameter (or a given that is a number) and no variable become one number, and so
do such neighbours in a sum or product: `x^(n-1)` becomes `x^2`, `2 a x` becomes `6 x`. Numbers among
themselves stay as written.

A calculus operator binds its variable: in `diff(L, w)` with a given `w = 5` the formula of L is
differentiated in w first, and 5 is put in afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from trainer.bank.numbers import exact, is_short, written, written_in_decimals
from trainer.calculus.tidy import neaten
from trainer.maths.expr import Add, Call, Expr, Mul, Symbol, children, rebuild, substitute, symbols
from trainer.maths.functions import OPERATORS

Hidden = frozenset[str]
_NOTHING: Hidden = frozenset()


def bound_names(expr: Expr) -> frozenset[str]:
    """The variables that an operator binds: x in `diff(f, x)`, i in `sum(f, i, 1, n)`; else none."""
    match expr:
        case Call("sum", (_, index, _, _)):
            return symbols(index)
        case Call(name, (_, variables, *_)) if name in OPERATORS:
            return symbols(variables)
    return _NOTHING


def has_operator(expr: Expr) -> bool:
    """Whether a calculus operator occurs."""
    return bool(bound_names(expr)) or any(has_operator(part) for part in children(expr))


class Scope:
    """Definitions of names, each over variables and names defined before it.

    It starts from the drawn parameters. Steps are seen through only where an
    operator has to look inside them.
    """

    def __init__(self, definitions: Mapping[str, Expr]) -> None:
        self._definitions = dict(definitions)
        self._drawn = frozenset(definitions)
        self._steps: dict[str, Expr] = {}
        self._known: dict[tuple[str, Hidden], Expr] = {}
        self._numbers = {name for name, value in definitions.items() if exact(value) is not None}

    def define(self, name: str, formula: Expr) -> Expr:
        """Adds a given and returns what it stands for."""
        self._definitions[name] = formula
        value = self.value(name)
        if exact(value) is not None:
            self._numbers.add(name)
        return value

    def add_step(self, name: str, formula: Expr) -> None:
        """Adds a step: it stays a name in formulas, but operators differentiate through it."""
        self._steps[name] = formula

    def value(self, name: str) -> Expr:
        """What a defined name stands for."""
        return self._value(name, _NOTHING)

    def put_in(self, formula: Expr) -> Expr:
        """`formula` over the variables (and steps) alone, neatened."""
        return neaten(self._put_in(formula, _NOTHING, False))

    def inside(self, formula: Expr, variable: str) -> Expr:
        """`formula` as a function of `variable`, which keeps its name even where it has a value."""
        return neaten(self._put_in(formula, frozenset([variable]), True))

    def _value(self, name: str, hidden: Hidden) -> Expr:
        key = (name, hidden)
        if key not in self._known:
            formula = self._definitions[name]
            self._known[key] = neaten(self._put_in(formula, hidden, False))
        return self._known[key]

    def _put_in(self, expr: Expr, hidden: Hidden, see_through: bool) -> Expr:
        if isinstance(expr, Symbol):
            return self._symbol(expr, hidden, see_through)
        parts = children(expr)
        if not parts:
            return expr
        if bound := bound_names(expr):
            return self._operator(expr, bound | self._further(expr), hidden, see_through)
        number = self._number(expr, hidden)
        if number is not None:
            return number
        if isinstance(expr, Add | Mul):
            parts = self._joined(type(expr), parts, hidden)
        return rebuild(expr, tuple(self._put_in(part, hidden, see_through) for part in parts))

    def _symbol(self, expr: Symbol, hidden: Hidden, see_through: bool) -> Expr:
        if expr.name in hidden:
            return expr
        if expr.name in self._definitions:
            return self._value(expr.name, hidden)
        if see_through and expr.name in self._steps:
            return self._put_in(self._steps[expr.name], hidden, True)
        return expr

    def _operator(self, expr: Expr, bound: Hidden, hidden: Hidden, see_through: bool) -> Expr:
        argument, variables, *rest = children(expr)
        dummy = _is_dummy(expr)
        inner = self._put_in(argument, hidden | bound, see_through or not dummy)
        others = tuple(self._put_in(part, hidden if dummy else hidden | bound, see_through) for part in rest)
        filled = rebuild(expr, (inner, variables, *others))
        valued = {name for name in bound - hidden if name in self._definitions or name in self._steps}
        if not valued or dummy:
            return filled
        from trainer.calculus.resolve import resolve

        return self._put_in(resolve(filled), hidden, see_through)

    def _further(self, expr: Expr) -> Hidden:
        """The later variables of `diff(f, x, y)`; a drawn parameter there is an order instead."""
        match expr:
            case Call("diff", (_, _, *later)):
                return frozenset(part.name for part in later if isinstance(part, Symbol)) - self._drawn
        return _NOTHING

    def _joined(self, kind: type[Add | Mul], parts: tuple[Expr, ...], hidden: Hidden) -> tuple[Expr, ...]:
        """The parts, with neighbours that make one number together replaced by it."""
        joined: list[Expr] = []
        for plain, run in groupby(parts, key=lambda part: self._is_number(part, hidden)):
            found = tuple(run)
            number = self._number(kind(found), hidden) if plain and len(found) > 1 else None
            joined += found if number is None else [number]
        return tuple(joined)

    def _is_number(self, expr: Expr, hidden: Hidden) -> bool:
        names = symbols(expr)
        return names <= self._numbers and not names & hidden and not has_operator(expr)

    def _number(self, expr: Expr, hidden: Hidden) -> Expr | None:
        names = symbols(expr)
        if not names or not names <= self._numbers or names & hidden:
            return None
        filled = substitute(expr, {name: self._value(name, _NOTHING) for name in names})
        value = exact(filled)
        if value is None or not is_short(value):
            return None
        return written(value, decimal=written_in_decimals(filled))


def _is_dummy(expr: Expr) -> bool:
    """Whether the bound variable does not occur in the result: a sum, a limit or a definite integral."""
    match expr:
        case Call("sum" | "limit", _) | Call("integral", (_, _, _, _)):
            return True
    return False
