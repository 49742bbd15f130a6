"""The functions of the language: canonical names, other spellings, and how many arguments each takes."""

from __future__ import annotations

from types import MappingProxyType

_CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")
_HYPERBOLIC = tuple(name + "h" for name in _CIRCULAR)
_INVERSE = tuple("a" + name for name in _CIRCULAR + _HYPERBOLIC)

ELEMENTARY = frozenset(
    {*_CIRCULAR, *_HYPERBOLIC, *_INVERSE, "exp", "ln", "log2", "log10", "sqrt", "cbrt", "abs", "sign"}
    | {"floor", "ceil", "sigmoid", "relu", "gelu", "softplus", "silu", "erf", "Phi", "phi", "step"}
    | {"gamma", "factorial"}
)
"""Functions of one number, applied entry by entry to arrays."""

ARRAY_FUNCTIONS = frozenset({"softmax", "norm", "mean", "trace", "diag", "ones", "eye", "det", "inv"})
OPERATORS = frozenset({"diff", "grad", "jacobian", "hessian", "integral", "limit", "taylor"})
"""Calculus operators; `sum` is one too when it has an index."""

ARITY = MappingProxyType(
    dict.fromkeys(ELEMENTARY | ARRAY_FUNCTIONS, (1, 1))
    | {"log": (2, 2), "root": (2, 2), "leaky_relu": (1, 2), "elu": (1, 2), "where": (3, 3), "max": (1, 20)}
    | {"min": (1, 20), "outer": (2, 2), "dot": (2, 2), "sum": (1, 4), "pow": (2, 2), "log1p": (1, 1)}
    | {"expm1": (1, 1), "ones": (1, 2), "mean": (1, 2), "diff": (2, 3), "grad": (2, 2), "jacobian": (2, 2)}
    | {"hessian": (2, 2), "integral": (2, 4), "limit": (3, 4), "taylor": (4, 4), "step": (1, 2)}
    | {"norm": (1, 2), "square": (1, 1), "reciprocal": (1, 1), "matmul": (2, 2), "transpose": (1, 3)}
    | {"solve": (2, 2), "zeros": (1, 2), "copysign": (2, 2)}
)
"""Fewest and most arguments of every function and operator."""

NEEDS_BRACKETS = (frozenset(name for name, (_, most) in ARITY.items() if most > 1) | ARRAY_FUNCTIONS) - {
    "step"
}

_SPELLINGS = {
    "log": "ln",
    "loge": "ln",
    "cosec": "csc",
    "sgn": "sign",
    "signum": "sign",
    "logistic": "sigmoid",
    "expit": "sigmoid",
    "sigma": "sigmoid",
    "heaviside": "step",
    "swish": "silu",
    "maximum": "max",
    "minimum": "min",
    "leakyrelu": "leaky_relu",
    "absolute": "abs",
    "ceiling": "ceil",
    "derivative": "diff",
    "gradient": "grad",
    "integrate": "integral",
    "lim": "limit",
    "power": "pow",
    "nthroot": "root",
    "normcdf": "Phi",
    "normpdf": "phi",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "argsinh": "asinh",
    "argcosh": "acosh",
    "argtanh": "atanh",
    "arccosec": "acsc",
    "arcctg": "acot",
    "arctg": "atan",
    "cotan": "cot",
    "ctg": "cot",
    "tg": "tan",
    "fabs": "abs",
    "tr": "trace",
    "identity": "eye",
    "inner": "dot",
    "vdot": "dot",
    "mm": "matmul",
    "mv": "matmul",
}


def _all_spellings() -> dict[str, str]:
    table = {name: name for name in ARITY} | _SPELLINGS
    for name in _INVERSE:
        table["arc" + name[1:]] = name
    del table["log1p"], table["expm1"]
    return table | {"log1p": "log1p", "expm1": "expm1"}


SPELLINGS = MappingProxyType(_all_spellings())
"""Every accepted spelling (small letters; `Phi` and `phi` differ) and its canonical name."""

CONSTANTS = MappingProxyType(
    {"pi": "pi", "Pi": "pi", "PI": "pi", "e": "e", "E": "e"}
    | dict.fromkeys(["inf", "oo", "infty", "infinity", "Infinity"], "inf")
)

GREEK = MappingProxyType({
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron",
    "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega", "ϑ": "theta", "ϕ": "phi", "ϵ": "epsilon", "π": "pi", "ℓ": "ell",
})  # fmt: skip
"""Greek signs and the words they are read as."""


def function_named(word: str) -> str | None:
    """The canonical name of a function spelled `word`, in any mixture of capitals, or None."""
    found = SPELLINGS.get(word)
    if found is None and word not in CONSTANTS:
        found = SPELLINGS.get(word.lower())
    return found
