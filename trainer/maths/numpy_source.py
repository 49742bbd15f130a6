"""A formula as Python source over NumPy, as a person would write it; knows no exercises and runs nothing.

The source has the values of `values.evaluate` wherever those exist; axes are those of the learner's arrays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.errors import TrainerError
from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Constant,
    Div,
    E,
    Expr,
    MatMul,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Symbol,
    Transpose,
)
from trainer.maths.names import Names
from trainer.maths.numpy_functions import HELPERS, TEMPLATES
from trainer.maths.rational import rational
from trainer.maths.reading.dimensions import shape_of

_LOOSE, _SUM, _PRODUCT, _POWER, _TIGHT = range(5)
_CONSTANTS = {"pi": "np.pi", "e": "np.e", "inf": "np.inf"}
_LARGEST_WHOLE = 2**53
_COMPARISONS = {"=": "==", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "!=": "!="}
_MOST_ROOT = 99
_MOST_ARGUMENTS = 3  # a sum with four is one over an index
_DECIMAL = re.compile(r"[0-9]*\.?[0-9]*(?:[eE][-+]?[0-9]+)?")

Shown = tuple[str, int]
"""A text and how tightly it binds."""


class NoSourceError(TrainerError):
    """The formula has a part that cannot be written in NumPy."""


@dataclass
class Writer:
    """Writes formulas over `names`, and remembers in `helpers` which functions they need, in order.

    `renamed` gives a helper another name where its own is taken.
    """

    names: Names
    renamed: Mapping[str, str] = field(default_factory=dict)
    helpers: dict[str, None] = field(default_factory=dict)

    def write(self, expr: Expr) -> str:
        """The source of one formula, in one line; NoSourceError where there is none."""
        return self._write(expr, _SUM)

    def definitions(self) -> list[str]:
        """The lines that define the helpers in use, those first that others need."""
        found: dict[str, None] = {}
        for name in self.helpers:
            found |= dict.fromkeys((*HELPERS[name].needs, name))
        lines: list[str] = []
        for name in found:
            lines += [_rename(line, self.renamed) for line in HELPERS[name].lines]
        return lines

    def _write(self, expr: Expr, level: int) -> str:
        text, own = self._shown(expr)
        return f"({text})" if own < level else text

    def _shown(self, expr: Expr) -> Shown:
        match expr:
            case Number():
                return _number(expr)
            case Constant(name):
                return _CONSTANTS[name], _TIGHT
            case Symbol(name):
                return name, _TIGHT
            case Neg(arg):
                return f"-{self._write(arg, _PRODUCT)}", _SUM
            case Add(terms):
                return self._add(terms), _SUM
            case Mul((first, *others)):
                text = self._write(first, _PRODUCT)
                return " * ".join([text, *(self._write(factor, _POWER) for factor in others)]), _PRODUCT
            case Div(num, den):
                return f"{self._write(num, _PRODUCT)} / {self._write(den, _POWER)}", _PRODUCT
            case Array():
                return f"np.array({self._items(expr)})", _TIGHT
            case Relation(op, left, right):
                return f"{self._write(left, _SUM)} {_COMPARISONS[op]} {self._write(right, _SUM)}", _LOOSE
        return self._shown_further(expr)

    def _shown_further(self, expr: Expr) -> Shown:
        match expr:
            case Pow():
                return self._pow(expr)
            case MatMul():
                return self._matmul(expr)
            case Transpose(arg):
                own = self._write(arg, _TIGHT)
                return (own if self._rank(arg) < 2 else f"{own}.T"), _TIGHT
            case Call():
                return self._call(expr), _TIGHT
        raise NoSourceError("a set or an interval cannot be written in NumPy")

    def _add(self, terms: tuple[Expr, ...]) -> str:
        text = self._write(terms[0], _SUM)
        for term in terms[1:]:
            sign, arg = ("-", term.arg) if isinstance(term, Neg) else ("+", term)
            text += f" {sign} {self._write(arg, _PRODUCT)}"
        return text

    def _matmul(self, expr: MatMul) -> Shown:
        if isinstance(expr.right, Transpose) and self._rank(expr.left) == self._rank(expr.right) == 1:
            return f"np.outer({self.write(expr.left)}, {self.write(expr.right.arg)})", _TIGHT
        return f"{self._write(expr.left, _PRODUCT)} @ {self._write(expr.right, _POWER)}", _PRODUCT

    def _pow(self, expr: Pow) -> Shown:
        if expr.base == E:
            return f"np.exp({self.write(expr.exponent)})", _TIGHT
        exponent = rational(expr.exponent)
        if exponent is not None and exponent.denominator % 2 and 1 < exponent.denominator <= _MOST_ROOT:
            root = f"{self._helper('root')}({self.write(expr.base)}, {exponent.denominator})"
            return (root, _TIGHT) if exponent.numerator == 1 else (f"{root}**{exponent.numerator}", _POWER)
        return f"{self._write(expr.base, _TIGHT)}**{self._write(expr.exponent, _POWER)}", _POWER

    def _items(self, expr: Array) -> str:
        inner = (self._items(item) if isinstance(item, Array) else self.write(item) for item in expr.items)
        return f"[{', '.join(inner)}]"

    def _call(self, expr: Call) -> str:
        args = [self._write(arg, _LOOSE) for arg in expr.args]
        joined = ", ".join(args)
        if expr.name in HELPERS:
            return f"{self._helper(expr.name)}({joined})"
        if expr.name in ("max", "min"):
            return f"np.{expr.name}({joined})" if len(args) == 1 else _nested(f"np.{expr.name}imum", args)
        if expr.name in ("sum", "mean") and len(args) == 2:
            return f"np.{expr.name}({args[0]}, axis={args[1]})"
        if expr.name == "ones":
            return f"np.ones({joined})" if len(args) == 1 else f"np.ones(({joined}))"
        template = TEMPLATES.get(expr.name)
        if template is None or len(args) > _MOST_ARGUMENTS:
            raise NoSourceError(f"{expr.name} cannot be written in NumPy")
        return template.format(*args) if "{" in template else f"{template}({joined})"

    def _helper(self, function: str) -> str:
        self.helpers[function] = None
        return self.renamed.get(HELPERS[function].name, HELPERS[function].name)

    def _rank(self, expr: Expr) -> int:
        return len(shape_of(expr, self.names))


def _number(number: Number) -> Shown:
    value = number.value
    if value.denominator == 1:
        whole = value.numerator
        return (str(whole) if whole < _LARGEST_WHOLE else repr(float(whole))), _TIGHT
    if number.text and _DECIMAL.fullmatch(number.text):
        return number.text, _TIGHT
    return f"{value.numerator} / {value.denominator}", _PRODUCT


def _nested(function: str, args: list[str]) -> str:
    text = args[0]
    for arg in args[1:]:
        text = f"{function}({text}, {arg})"
    return text


def _rename(line: str, renamed: Mapping[str, str]) -> str:
    for name, other in renamed.items():
        line = line.replace(f"{name}(", f"{other}(")
    return line
