"""A tree as text of the language: reading it again gives the same tree."""

from __future__ import annotations

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

_LOOSE, _SUM, _PRODUCT, _SIGNED, _POWER, _TIGHT = range(6)


def to_text(expr: Expr) -> str:
    """`expr` as one line of the language, with explicit `*` and as few brackets as keep the tree."""
    return _write(expr, _LOOSE)


def _write(expr: Expr, level: int) -> str:
    text, own = _shown(expr)
    return f"({text})" if own < level else text


def _shown(expr: Expr) -> tuple[str, int]:
    """The text of a node and how tightly it binds."""
    match expr:
        case Number(value, typed):
            return _number(expr) if not typed or value.denominator == 1 else (typed, _TIGHT)
        case Constant(name) | Symbol(name):
            return name, _TIGHT
        case Neg(arg):
            return f"-{_write(arg, _SIGNED if isinstance(arg, Neg) else _PRODUCT)}", _SUM
        case Add(terms):
            return _sum(terms), _SUM
        case Mul(factors):
            first = _write(factors[0], _PRODUCT)
            return "*".join([first, *(_write(factor, _POWER) for factor in factors[1:])]), _PRODUCT
        case Div(num, den):
            return f"{_write(num, _PRODUCT)}/{_write(den, _POWER)}", _PRODUCT
        case MatMul(left, right):
            return f"{_write(left, _PRODUCT)} @ {_write(right, _POWER)}", _PRODUCT
        case Pow(base, exponent):
            return f"{_write(base, _TIGHT)}^{_write(exponent, _POWER)}", _POWER
        case Transpose(arg):
            return f"{_write(arg, _TIGHT)}.T", _TIGHT
        case _:
            return _enclosed(expr), _LOOSE if isinstance(expr, Relation) else _TIGHT


def _enclosed(expr: Expr) -> str:
    match expr:
        case Call(name, args):
            return f"{name}({', '.join(map(to_text, args))})"
        case Array(items):
            return f"[{', '.join(map(to_text, items))}]"
        case Collection(items) if any(isinstance(item, Interval) for item in items):
            return " ∪ ".join(to_text(i if isinstance(i, Interval) else Collection((i,))) for i in items)
        case Collection(items):
            return f"{{{', '.join(map(to_text, items))}}}"
        case Interval(low, high, open_low, open_high):
            return f"{'(' if open_low else '['}{to_text(low)}, {to_text(high)}{')' if open_high else ']'}"
        case Relation(op, left, right):
            return f"{_write(left, _SUM)} {op} {_write(right, _SUM)}"
    raise TypeError(f"no text for {type(expr).__name__}")


def _sum(terms: tuple[Expr, ...]) -> str:
    text = _write(terms[0], _PRODUCT if isinstance(terms[0], Add) else _SUM)
    for term in terms[1:]:
        if isinstance(term, Neg):
            text += f" - {_write(term.arg, _PRODUCT)}"
        else:
            text += f" + {_write(term, _PRODUCT)}"
    return text


def _number(number: Number) -> tuple[str, int]:
    value = number.value
    if value.denominator == 1:
        return number.text or str(value.numerator), _TIGHT
    return f"{value.numerator}/{value.denominator}", _PRODUCT
