"""How each function of the language is written in NumPy: a call, a short text, or a function of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

TEMPLATES: Mapping[str, str] = MappingProxyType(
    {name: f"np.{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log2", "log10")}
    | {f"a{name}": f"np.arc{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")}
    | {
        name: f"np.{name}"
        for name in ("sqrt", "cbrt", "abs", "sign", "floor", "ceil", "where", "sum", "mean")
    }
    | {name: f"np.{name}" for name in ("trace", "diag", "outer", "dot", "eye")}
    | {"ln": "np.log", "norm": "np.linalg.norm", "det": "np.linalg.det", "inv": "np.linalg.inv"}
    | {"sec": "(1 / np.cos({0}))", "csc": "(1 / np.sin({0}))", "cot": "(1 / np.tan({0}))"}
    | {"sech": "(1 / np.cosh({0}))", "csch": "(1 / np.sinh({0}))", "coth": "(1 / np.tanh({0}))"}
    | {"log": "(np.log({0}) / np.log({1}))", "relu": "np.maximum({0}, 0)", "step": "np.heaviside({0}, 0)"}
    | {"softplus": "np.logaddexp(0, {0})"}
)
"""The name of a function of NumPy that takes the same arguments, or a text with the arguments put in."""


@dataclass(frozen=True, slots=True)
class Helper:
    """A function that NumPy has not: the name it is defined under, its lines, and the helpers it calls."""

    name: str
    lines: tuple[str, ...]
    needs: tuple[str, ...] = ()


def _helper(lines: str, *needs: str) -> Helper:
    return Helper(lines[len("def ") : lines.index("(")], tuple(lines.strip().splitlines()), needs)


HELPERS: Mapping[str, Helper] = MappingProxyType(
    {
        "sigmoid": _helper(
            "def sigmoid(x):\n"
            "    small = np.exp(-np.abs(x))\n"
            "    return np.where(x >= 0, 1, small) / (1 + small)"
        ),
        "softmax": _helper(
            "def softmax(x):\n"
            "    raised = np.exp(x - np.max(x, axis=-1, keepdims=True))\n"
            "    return raised / np.sum(raised, axis=-1, keepdims=True)"
        ),
        "silu": _helper("def silu(x):\n    return x * sigmoid(x)", "sigmoid"),
        "phi": _helper("def density(x):\n    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)"),
        "erf": _helper("def erf(x):\n    import math\n    return np.vectorize(math.erf)(x)"),
        "Phi": _helper("def cumulative(x):\n    return (1 + erf(x / np.sqrt(2))) / 2", "erf"),
        "gelu": _helper("def gelu(x):\n    return x * (1 + erf(x / np.sqrt(2))) / 2", "erf"),
        "leaky_relu": _helper("def leaky_relu(x, a=0.01):\n    return np.where(x > 0, x, a * x)"),
        "elu": _helper("def elu(x, a=1):\n    return np.where(x > 0, x, a * np.expm1(np.minimum(x, 0)))"),
        "root": _helper(
            "def root(x, n):\n    sign = np.sign(x) if n % 2 else 1\n    return sign * np.abs(x) ** (1 / n)"
        ),
        "grad": _helper(
            "def slopes_of(f, x, h=1e-5):\n"
            "    slopes = np.zeros(np.shape(x))\n"
            "    for place in np.ndindex(*np.shape(x)):\n"
            "        step = np.zeros(np.shape(x))\n"
            "        step[place] = h\n"
            "        slopes[place] = (f(x + step) - f(x - step)) / (2 * h)\n"
            "    return slopes"
        ),
    }
)
"""By the name in the language. `grad` of a function that is called: central differences of second order."""
