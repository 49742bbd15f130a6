"""Function calls and calculus operators in textbook notation; how tightly each notation holds together.

Knows nothing of sums and products: `At` writes an argument with brackets where it is looser than asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum

from trainer.maths.drawing.tex_names import is_derivative_name, name_to_tex
from trainer.maths.expr import Array, Call, Constant, Expr, Number, Symbol, symbols


class Level(IntEnum):
    """How tightly a piece of TeX holds together, from loose to tight."""

    RELATION = 0
    SUM = 1
    SIGNED = 2  # a leading minus
    PREFIX = 3  # d/dx f, ∫ f dx, lim f: reaches as far to the right as it can
    PRODUCT = 4
    POWER = 5
    ATOM = 6


At = Callable[[Expr, Level], str]

ENTRYWISE = "⊙"
"""The name of a call that only drawings hold: the product entry by entry, where it stands beside others."""

_TRIGONOMETRIC = {
    **{name: f"\\{name}" for name in ("sin", "cos", "tan", "sec", "csc", "cot")},
    **{name: f"\\{name}" for name in ("sinh", "cosh", "tanh", "coth")},
    **{name: rf"\operatorname{{{name}}}" for name in ("sech", "csch")},
}
_INVERSES = {
    **{f"a{name}": rf"\arc{name}" for name in ("sin", "cos", "tan")},
    **{f"a{name}": rf"\operatorname{{arc{name}}}" for name in ("sec", "csc", "cot")},
    **{f"a{name}": rf"\operatorname{{a{name}}}" for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")},
}
_LOGARITHMS = {"ln": r"\ln", "log2": r"\log_{2}", "log10": r"\log_{10}"}
_WORDS = _TRIGONOMETRIC | _INVERSES | _LOGARITHMS
_LETTERS = {"sigmoid": r"\sigma", "Phi": r"\Phi", "phi": r"\varphi", "gamma": r"\Gamma"}
_NAMED = _LETTERS | {
    "exp": r"\exp",
    "max": r"\max",
    "min": r"\min",
    "det": r"\det",
    "relu": r"\operatorname{ReLU}",
    "leaky_relu": r"\operatorname{LeakyReLU}",
    "elu": r"\operatorname{ELU}",
    "gelu": r"\operatorname{GELU}",
    "silu": r"\operatorname{SiLU}",
    "trace": r"\operatorname{tr}",
}
_FENCES = {
    "abs": r"\left|{}\right|",
    "floor": r"\left\lfloor {}\right\rfloor",
    "ceil": r"\left\lceil {}\right\rceil",
    "norm": r"\left\|{}\right\|",
}
_LEVELS = {
    **dict.fromkeys(_FENCES, Level.ATOM),
    **dict.fromkeys((*_WORDS, "log", "sqrt", "cbrt", "root", "factorial", "inv"), Level.POWER),
    **dict.fromkeys(("dot", "outer", ENTRYWISE, "taylor"), Level.PRODUCT),
    **dict.fromkeys(("diff", "grad", "jacobian", "hessian", "integral", "limit"), Level.PREFIX),
    "where": Level.SUM,
}
_NEXT_ROW = r" \\ "
_TALL = re.compile(r"\\frac|\\begin|\\sum|\\int|\\lim|\\sqrt|\^\{[^{}]*\^")


def bracketed(tex: str) -> str:
    """`tex` in round brackets, which grow where it is tall."""
    return rf"\left({tex}\right)" if is_tall(tex) else f"({tex})"


def is_tall(tex: str) -> bool:
    """Whether a piece of TeX is set higher than one line."""
    return _TALL.search(tex) is not None


def level_of_call(name: str, args: tuple[Expr, ...]) -> Level:
    """How tightly the notation of a call holds together."""
    if name == "sum" and len(args) == 4:
        return Level.PREFIX
    if name == "diff" and len(args) == 2 and isinstance(args[0], Symbol):
        return Level.PRODUCT
    return _LEVELS.get(name, Level.ATOM)


def call_to_tex(name: str, args: tuple[Expr, ...], at: At, followed: bool = False) -> str:
    """A call; `followed` where more factors come after it, so that its argument must be enclosed."""
    if name in _WORDS and len(args) == 1:
        return _WORDS[name] + _argument(args[0], at, followed)
    if name == "log" and args:
        base = f"_{{{at(args[1], Level.RELATION)}}}" if len(args) == 2 else ""
        return rf"\log{base}{_argument(args[0], at, followed)}"
    writer = _OPERATORS.get((name, len(args)))
    if writer is not None:
        return writer(args, at)
    if name in _FENCES and args:
        return _FENCES[name].format(at(args[0], Level.RELATION))
    return _named(name) + bracketed(_listed(args, at))


def power_of_call(name: str, args: tuple[Expr, ...], exponent: Expr, at: At, followed: bool) -> str | None:
    """`sin²(x)` for whole powers from 2 of the trigonometric and hyperbolic functions; None for all else."""
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value >= 2
    if not whole or name not in _TRIGONOMETRIC or len(args) != 1:
        return None
    return f"{_TRIGONOMETRIC[name]}^{{{at(exponent, Level.RELATION)}}}{_argument(args[0], at, followed)}"


def _argument(arg: Expr, at: At, followed: bool) -> str:
    tex = at(arg, Level.RELATION)
    if isinstance(arg, Call) and arg.name in ("abs", "norm") and not followed:
        return tex
    if isinstance(arg, Number | Symbol | Constant) and not followed and tex == at(arg, Level.ATOM):
        return f" {tex}"
    return bracketed(tex)


def _named(name: str) -> str:
    if name in _NAMED:
        return _NAMED[name]
    tex = name_to_tex(name)
    return tex.replace(r"\mathrm", r"\operatorname", 1) if tex.startswith(r"\mathrm") else tex


def _listed(args: tuple[Expr, ...], at: At) -> str:
    return ", ".join(at(arg, Level.RELATION) for arg in args)


def _variables(expr: Expr, at: At) -> str:
    return _listed(expr.items, at) if isinstance(expr, Array) else at(expr, Level.RELATION)


def _diff(args: tuple[Expr, ...], at: At) -> str:
    function, variable = args[0], at(args[1], Level.ATOM)
    d = (
        "d"
        if len(symbols(function) | symbols(args[1])) <= 1 or isinstance(function, Symbol)
        else r"\partial "
    )
    order = f"^{{{at(args[2], Level.RELATION)}}}" if len(args) == 3 else ""
    top = d.strip() + order
    if isinstance(function, Symbol) and not is_derivative_name(function.name):
        return rf"\frac{{{top} {at(function, Level.ATOM)}}}{{{d}{variable}{order}}}"
    return rf"\frac{{{top}}}{{{d}{variable}{order}}} {at(function, Level.POWER)}"


def _grad(args: tuple[Expr, ...], at: At) -> str:
    return rf"\nabla_{{{_variables(args[1], at)}}} {at(args[0], Level.POWER)}"


def _jacobian(args: tuple[Expr, ...], at: At) -> str:
    return rf"\frac{{\partial}}{{\partial ({_variables(args[1], at)})}} {at(args[0], Level.POWER)}"


def _hessian(args: tuple[Expr, ...], at: At) -> str:
    return rf"\nabla^{{2}}_{{{_variables(args[1], at)}}} {at(args[0], Level.POWER)}"


def _integral(args: tuple[Expr, ...], at: At) -> str:
    bounds = [at(arg, Level.RELATION) for arg in args[2:]]
    ends = rf"_{{{bounds[0]}}}^{{{bounds[1]}}}" if bounds else ""
    return rf"\int{ends} {at(args[0], Level.SIGNED)} \, d{at(args[1], Level.ATOM)}"


def _limit(args: tuple[Expr, ...], at: At) -> str:
    return (
        rf"\lim_{{{_variables(args[1], at)} \to {at(args[2], Level.RELATION)}}} {at(args[0], Level.PREFIX)}"
    )


def _series(args: tuple[Expr, ...], at: At) -> str:
    term, index, low, high = args
    limits = rf"_{{{at(index, Level.RELATION)}={at(low, Level.RELATION)}}}^{{{at(high, Level.RELATION)}}}"
    return rf"\sum{limits} {at(term, Level.PREFIX)}"


def _taylor(args: tuple[Expr, ...], at: At) -> str:
    function, variable, point, order = (at(arg, Level.RELATION) for arg in args)
    return rf"T_{{{order}}}\left[{function}\right]_{{{variable}={point}}}"


def _where(args: tuple[Expr, ...], at: At) -> str:
    rows = []
    while True:
        condition, then, otherwise = args
        rows.append(rf"{at(then, Level.RELATION)} & \text{{if }} {at(condition, Level.RELATION)}")
        if not isinstance(otherwise, Call) or otherwise.name != "where" or len(otherwise.args) != 3:
            break
        args = otherwise.args
    rows.append(rf"{at(otherwise, Level.RELATION)} & \text{{otherwise}}")
    return rf"\begin{{cases}} {_NEXT_ROW.join(rows)} \end{{cases}}"


def _between(sign: str) -> Callable[[tuple[Expr, ...], At], str]:
    def write(args: tuple[Expr, ...], at: At) -> str:
        return f"{at(args[0], Level.PRODUCT)} {sign} {at(args[1], Level.POWER)}"

    return write


_OPERATORS: dict[tuple[str, int], Callable[[tuple[Expr, ...], At], str]] = {
    ("sqrt", 1): lambda args, at: rf"\sqrt{{{at(args[0], Level.RELATION)}}}",
    ("cbrt", 1): lambda args, at: rf"\sqrt[3]{{{at(args[0], Level.RELATION)}}}",
    ("root", 2): lambda args, at: rf"\sqrt[{at(args[1], Level.RELATION)}]{{{at(args[0], Level.RELATION)}}}",
    ("norm", 2): lambda args, at: (
        _FENCES["norm"].format(at(args[0], Level.RELATION)) + f"_{{{at(args[1], Level.RELATION)}}}"
    ),
    ("factorial", 1): lambda args, at: f"{at(args[0], Level.ATOM)}!",
    ("inv", 1): lambda args, at: f"{at(args[0], Level.ATOM)}^{{-1}}",
    ("ones", 1): lambda args, at: rf"\mathbf{{1}}_{{{at(args[0], Level.RELATION)}}}",
    ("eye", 1): lambda args, at: f"I_{{{at(args[0], Level.RELATION)}}}",
    ("dot", 2): _between(r"\cdot"),
    ("outer", 2): lambda args, at: f"{at(args[0], Level.PRODUCT)} {at(args[1], Level.ATOM)}^T",
    (ENTRYWISE, 2): _between(r"\odot"),
    ("where", 3): _where,
    ("diff", 2): _diff,
    ("diff", 3): _diff,
    ("grad", 2): _grad,
    ("jacobian", 2): _jacobian,
    ("hessian", 2): _hessian,
    ("integral", 2): _integral,
    ("integral", 4): _integral,
    ("limit", 3): _limit,
    ("sum", 4): _series,
    ("taylor", 4): _taylor,
}
