"""The table of derivatives of functions, written as a textbook prints it; knows no rule of differentiation.

Conventions at kinks: `step(0) = 0`, `sign(0) = 0`, and at 0 a leaky ReLU or ELU has the slope of its left
branch. What is constant between jumps (`floor`, `ceil`, `sign`, `step`) has derivative 0; at a jump, none.
"""

from __future__ import annotations

from functools import cache

from trainer.errors import TrainerError
from trainer.maths.expr import Call, Expr, substitute

_LEAKY_SLOPE, _ELU_SCALE = "0.01", "1"

_TEXTS: dict[str, tuple[str, ...]] = {
    "sin": ("cos(u)",),
    "cos": ("-sin(u)",),
    "tan": ("sec(u)^2",),
    "sec": ("sec(u) tan(u)",),
    "csc": ("-csc(u) cot(u)",),
    "cot": ("-csc(u)^2",),
    "sinh": ("cosh(u)",),
    "cosh": ("sinh(u)",),
    "tanh": ("1 - tanh(u)^2",),
    "sech": ("-sech(u) tanh(u)",),
    "csch": ("-csch(u) coth(u)",),
    "coth": ("-csch(u)^2",),
    "asin": ("1/sqrt(1 - u^2)",),
    "acos": ("-1/sqrt(1 - u^2)",),
    "atan": ("1/(1 + u^2)",),
    "asec": ("1/(abs(u) sqrt(u^2 - 1))",),
    "acsc": ("-1/(abs(u) sqrt(u^2 - 1))",),
    "acot": ("-1/(1 + u^2)",),
    "asinh": ("1/sqrt(u^2 + 1)",),
    "acosh": ("1/sqrt(u^2 - 1)",),
    "atanh": ("1/(1 - u^2)",),
    "asech": ("-1/(u sqrt(1 - u^2))",),
    "acsch": ("-1/(abs(u) sqrt(1 + u^2))",),
    "acoth": ("1/(1 - u^2)",),
    "exp": ("e^u",),
    "ln": ("1/u",),
    "log2": ("1/(u ln(2))",),
    "log10": ("1/(u ln(10))",),
    "log": ("1/(u ln(v))", "-ln(u)/(v ln(v)^2)"),
    "sqrt": ("1/(2 sqrt(u))",),
    "cbrt": ("1/(3 cbrt(u)^2)",),
    "root": ("root(u, v)/(v u)", "-root(u, v) ln(u)/v^2"),
    "abs": ("sign(u)",),
    "sign": ("0",),
    "floor": ("0",),
    "ceil": ("0",),
    "step": ("0",),
    "sigmoid": ("sigmoid(u) (1 - sigmoid(u))",),
    "relu": ("step(u)",),
    "leaky_relu": ("where(u > 0, 1, v)", "where(u > 0, 0, u)"),
    "elu": ("where(u > 0, 1, v e^u)", "where(u > 0, 0, e^u - 1)"),
    "gelu": ("Phi(u) + u phi(u)",),
    "softplus": ("sigmoid(u)",),
    "silu": ("sigmoid(u) + u sigmoid(u) (1 - sigmoid(u))",),
    "erf": ("2/sqrt(pi) e^(-u^2)",),
    "Phi": ("phi(u)",),
    "phi": ("-u phi(u)",),
}
_DEFAULTS = {"leaky_relu": _LEAKY_SLOPE, "elu": _ELU_SCALE}

FUNCTIONS = frozenset(_TEXTS)
"""Every function that the table can differentiate."""


def table_derivative(call: Call, argument: int) -> Expr:
    """The partial derivative of a function with respect to one of its arguments, at its arguments.

    TrainerError for a function that has no derivative in the table (`gamma`, `factorial`, matrix functions).
    """
    if call.name not in FUNCTIONS:
        raise TrainerError(f"There is no rule here for the derivative of {call.name}.")
    return formula_at(_TEXTS[call.name][argument], call)


def formula_at(text: str, call: Call) -> Expr:
    """A formula in `u` and `v` with the arguments of a function put in."""
    return substitute(_read(text), dict(zip("uv", with_defaults(call).args, strict=False)))


def with_defaults(call: Call) -> Call:
    """The call with an omitted slope or scale written out: `leaky_relu(x)` is `leaky_relu(x, 0.01)`."""
    default = _DEFAULTS.get(call.name)
    if default is None or len(call.args) != 1:
        return call
    return Call(call.name, (*call.args, _read(default)))


@cache
def _read(text: str) -> Expr:
    from trainer.maths.names import Names
    from trainer.maths.reading.parser import parse

    return parse(text, Names.read({"u": "real", "v": "real"}))
