"""Expression → TeX in the written order, with no bracket more than precedence needs.

Decides notation (which function is a word, a bar or a bracket); knows nothing of drawing. A product or sum
inside a product or sum needs no bracket. A vector is written in round brackets: in a row while its components
are short, as a column where one is tall or long; a matrix has square brackets.
"""

from __future__ import annotations

import re

from trainer.maths.drawing.symbols import FUNCTION_LETTERS
from trainer.maths.drawing.tex_calls import (
    Level,
    bracketed,
    call_to_tex,
    is_tall,
    level_of_call,
    power_of_call,
)
from trainer.maths.drawing.tex_names import is_derivative_name, name_to_tex
from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Collection,
    Constant,
    Div,
    Expr,
    Interval,
    MatMul,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Symbol,
    Transpose,
)

_CONSTANTS = {"pi": r"\pi", "e": "e", "inf": r"\infty"}
_RELATIONS = {"<=": r"\le", ">=": r"\ge", "!=": r"\ne", "<": "<", ">": ">", "=": "="}
_FUNCTION_NAMES = FUNCTION_LETTERS | {"sigma", "Phi", "phi", "ell"}
_DECIMAL = re.compile(r"(\d*\.?\d+|\d+\.)(?:[eE]([+-]?\d+))?")
_NEXT_ROW = r" \\ "
_LONG_COMPONENT = 24  # characters of TeX


def to_tex(expr: Expr) -> str:
    """The TeX of an expression, e.g. `\\frac{1}{1 + e^{-x}}`; numbers keep their typed text."""
    match expr:
        case Number():
            return _number(expr)
        case Constant(name):
            return _CONSTANTS.get(name) or name_to_tex(name)
        case Symbol(name):
            return name_to_tex(name)
        case Neg(arg):
            return f"-{_at(arg, Level.PREFIX)}"
        case Add(terms):
            return _sum(terms)
        case Mul(factors):
            return _product(factors, bare=True)
        case Div(num, den):
            return rf"\frac{{{to_tex(num)}}}{{{to_tex(den)}}}"
        case Pow(base, exponent):
            return _power(base, exponent)
        case MatMul(left, right):
            return _joined(left, _at(left, Level.PRODUCT), right, _matmul_right(right))
        case Transpose(arg):
            return rf"{_at(arg, Level.ATOM)}^{{\top}}"
        case Call(name, args):
            return call_to_tex(name, args, _at)
        case Array(items):
            return _array(items)
        case Relation(op, left, right):
            return f"{_at(left, Level.RELATION)} {_RELATIONS.get(op, op)} {_at(right, Level.SUM)}"
        case Collection(items) if any(isinstance(item, Interval) for item in items):
            return r" \cup ".join(to_tex(i if isinstance(i, Interval) else Collection((i,))) for i in items)
        case Collection(items):
            return rf"\{{{_listed(items)}\}}" if items else r"\emptyset"
        case Interval(low, high, open_low, open_high):
            return f"{'(' if open_low else '['}{to_tex(low)}, {to_tex(high)}{')' if open_high else ']'}"


def level(expr: Expr) -> Level:
    """How tightly the TeX of an expression holds together."""
    match expr:
        case Number(value, text):
            return Level.PRODUCT if _scientific(text) or (not text and value.denominator != 1) else Level.ATOM
        case Symbol(name):
            return Level.PRODUCT if is_derivative_name(name) else Level.ATOM
        case Neg():
            return Level.SIGNED
        case Add():
            return Level.SUM
        case Mul(factors):
            return Level.SIGNED if isinstance(_flattened(factors)[0], Neg) else Level.PRODUCT
        case Div() | MatMul():
            return Level.PRODUCT
        case Pow() | Transpose():
            return Level.POWER
        case Call(name, args):
            return level_of_call(name, args)
        case Relation():
            return Level.RELATION
        case _:
            return Level.ATOM


def _at(expr: Expr, least: Level) -> str:
    if level(expr) >= least:
        return to_tex(expr)
    if isinstance(expr, Mul) and Level.SIGNED < least <= Level.PRODUCT:
        return _product(expr.factors, bare=False)
    return bracketed(to_tex(expr))


def _scientific(text: str) -> bool:
    match = _DECIMAL.fullmatch(text)
    return match is not None and match[2] is not None


def _number(expr: Number) -> str:
    match = _DECIMAL.fullmatch(expr.text)
    if match is None:
        whole, parts = expr.value.numerator, expr.value.denominator
        return str(whole) if parts == 1 else rf"\frac{{{whole}}}{{{parts}}}"
    if match[2] is None:
        return expr.text
    power = f"10^{{{int(match[2])}}}"
    return power if match[1] == "1" else rf"{match[1]} \cdot {power}"


def _sum(terms: tuple[Expr, ...]) -> str:
    out: list[str] = []
    for term in terms:
        if isinstance(term, Neg):
            out.append(f"{' - ' if out else '-'}{_at(term.arg, Level.PREFIX)}")
        elif isinstance(term, Add):
            out.append(_continued(term) if out else _sum(term.terms))
        else:
            out.append(f" + {_at(term, Level.PREFIX)}" if out else _at(term, Level.SIGNED))
    return "".join(out)


def _continued(term: Add) -> str:
    tex = _sum(term.terms)
    return f" - {tex[1:]}" if tex.startswith("-") else f" + {tex}"


def _product(factors: tuple[Expr, ...], bare: bool) -> str:
    """Factors side by side; `bare` where a leading minus may stand without brackets."""
    flat = _flattened(factors)
    if bare and isinstance(flat[0], Neg):
        return f"-{_product((flat[0].arg, *flat[1:]), bare=False)}"
    out = ""
    for index, factor in enumerate(flat):
        last = index == len(flat) - 1
        tex = _at(factor, Level.PREFIX if last else Level.PRODUCT)
        if isinstance(factor, Call) and not last and level(factor) >= Level.PRODUCT:
            tex = call_to_tex(factor.name, factor.args, _at, followed=not isinstance(flat[index + 1], Call))
        elif isinstance(factor, Pow) and isinstance(factor.base, Call) and not last:
            tex = _power(factor.base, factor.exponent, followed=True)
        out = _joined(flat[index - 1], out, factor, tex) if index else tex
    return out


def _flattened(factors: tuple[Expr, ...]) -> list[Expr]:
    flat: list[Expr] = []
    for factor in factors:
        flat += _flattened(factor.factors) if isinstance(factor, Mul) else [factor]
    return flat


def _joined(left: Expr, left_tex: str, right: Expr, right_tex: str) -> str:
    """Two factors with what keeps them apart: nothing, a thin space or a dot."""
    beside_fraction = left_tex[-1].isdigit() or left_tex.startswith(r"\frac")
    if right_tex[0] in "0123456789." or (right_tex.startswith(r"\frac") and beside_fraction):
        return rf"{left_tex} \cdot {right_tex}"
    opening = right_tex.startswith(("(", r"\left("))
    function_letter = isinstance(left, Symbol) and left.name.split("_")[0] in _FUNCTION_NAMES
    if (isinstance(left, Number) and _scientific(left.text)) or (function_letter and opening):
        return rf"{left_tex} \cdot {right_tex}"
    if isinstance(left, Array) or isinstance(right, Array):
        return rf"{left_tex} \odot {right_tex}"
    call = isinstance(left.base if isinstance(left, Pow) else left, Call) and level(left) >= Level.PRODUCT
    word = left_tex.startswith(r"\mathrm") or right_tex.startswith(r"\mathrm")
    apart = (call or word) and not opening
    return rf"{left_tex}\,{right_tex}" if apart else f"{left_tex} {right_tex}"


def _matmul_right(right: Expr) -> str:
    if isinstance(right, MatMul):
        return bracketed(to_tex(right))
    return _at(right, Level.PRODUCT)


def _power(base: Expr, exponent: Expr, followed: bool = False) -> str:
    if isinstance(base, Call):
        tex = power_of_call(base.name, base.args, exponent, _at, followed)
        if tex is not None:
            return tex
    return f"{_at(base, Level.ATOM)}^{{{to_tex(exponent)}}}"


def _array(items: tuple[Expr, ...]) -> str:
    rows = [item.items for item in items if isinstance(item, Array)]
    if rows and len(rows) == len(items):
        body = _NEXT_ROW.join(" & ".join(map(to_tex, row)) for row in rows)
        return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
    parts = [to_tex(item) for item in items]
    if len(parts) > 1 and any(len(part) > _LONG_COMPONENT or is_tall(part) for part in parts):
        return rf"\begin{{pmatrix}} {_NEXT_ROW.join(parts)} \end{{pmatrix}}"
    return bracketed(", ".join(parts))


def _listed(items: tuple[Expr, ...]) -> str:
    return ", ".join(map(to_tex, items))
