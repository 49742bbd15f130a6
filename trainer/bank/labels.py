"""What stands before an input box: a part's label as prose with TeX, from how the answer was asked for."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import Array, Call, Expr, Number, Symbol

Index = tuple[int, ...]


def label(asked: Expr, given: Mapping[str, Expr], *, partial: bool) -> str:
    """The label of one derivative: `$df/dx$`, or `$\\partial f/\\partial x$` where `partial`; else empty."""
    match _followed(asked, given):
        case Call("diff", (f, Symbol() as x)):
            return _quotient(_function(f), (x,), partial=partial)
        case Call("diff", (f, Symbol() as x, Number(times))) if times.denominator == 1:
            return _quotient(_function(f), (x,) * int(times), partial=partial)
    return ""


def component_label(asked: Expr, index: Index, given: Mapping[str, Expr]) -> str:
    """The label of the component at `index` (from 1) of a vector or matrix that was asked for as `asked`."""
    asked = _followed(asked, given)
    match asked:
        case Call("grad", (f, Array(variables))):
            return _quotient(_function(f), (variables[index[0] - 1],), partial=True)
        case Call("hessian", (f, Array(variables))):
            along = (variables[index[0] - 1], variables[index[1] - 1])
            return _quotient(_function(f), along, partial=True)
        case Call("jacobian", (f, Array(variables))) if len(index) == 2:
            return _quotient(_component(f, index[0]), (variables[index[1] - 1],), partial=True)
        case Array(items):
            inner = items[index[0] - 1]
            if len(index) == 2 and isinstance(inner, Array):
                inner = inner.items[index[1] - 1]
            found = label(inner, given, partial=True)
            if found:
                return found
    return f"row {index[0]}, column {index[1]}" if len(index) == 2 else f"component {index[0]}"


def name_label(name: str) -> str:
    """The label of a part that has only its name."""
    return f"${to_tex(Symbol(name))}$"


def _followed(asked: Expr, given: Mapping[str, Expr]) -> Expr:
    while isinstance(asked, Symbol) and asked.name in given:
        asked = given[asked.name]
    return asked


def _function(f: Expr) -> str:
    return to_tex(f) if isinstance(f, Symbol) else "f"


def _component(f: Expr, row: int) -> str:
    if isinstance(f, Array) and isinstance(f.items[row - 1], Symbol):
        return to_tex(f.items[row - 1])
    return f"{_function(f)}_{{{row}}}"


def _quotient(function: str, variables: tuple[Expr, ...], *, partial: bool) -> str:
    d, order = (r"\partial " if partial else "d"), len(variables)
    top = f"{d.strip()}^{{{order}}} {function}" if order > 1 else f"{d}{function}"
    if order > 1 and len(set(variables)) == 1:
        below = f"{d}{to_tex(variables[0])}^{{{order}}}"
    else:
        below = r"\,".join(f"{d}{to_tex(variable)}" for variable in variables)
    return f"${top}/{below}$"
