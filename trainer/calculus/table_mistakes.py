"""Wrong entries that learners carry in their table of derivatives, each with what to say about it.

Formulas in `u` (and `v`, a second argument) like those of the right table; knows no rule of differentiation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.calculus.table import formula_at
from trainer.maths.expr import Call, Expr


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong result at one step: a stable id in kebab case, a sentence that teaches, the result."""

    rule: str
    feedback: str
    after: Expr


_ENTRIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "sin": (("sine-sign", "-cos(u)", r"$\sin$ becomes $+\cos$; only $\cos$ brings a minus sign."),),
    "cos": (("cosine-sign", "sin(u)", r"$\cos$ becomes $-\sin$: the minus sign is missing."),),
    "tan": (
        (
            "tangent-not-squared",
            "sec(u)",
            r"$\tan$ becomes $\sec^2$, which is $1/\cos^2$: the square is missing.",
        ),
        (
            "tangent-sign",
            "-sec(u)^2",
            r"$\tan$ rises everywhere, so its derivative $\sec^2$ has no minus sign.",
        ),
    ),
    "sec": (
        ("secant-sign", "-sec(u) tan(u)", r"$\sec$ becomes $+\sec \tan$; the minus sign belongs to $\csc$."),
    ),
    "csc": (("cosecant-sign", "csc(u) cot(u)", r"$\csc$ becomes $-\csc \cot$: the minus sign is missing."),),
    "cot": (
        ("cotangent-sign", "csc(u)^2", r"$\cot$ falls everywhere: it becomes $-\csc^2$, with a minus sign."),
    ),
    "cosh": (
        ("hyperbolic-cosine-sign", "-sinh(u)", r"Unlike $\cos$, $\cosh$ becomes $+\sinh$, with no minus."),
    ),
    "tanh": (
        ("tanh-not-squared", "1 - tanh(u)", r"$\tanh$ becomes $1 - \tanh^2$: the square is missing."),
        (
            "tanh-like-sigmoid",
            "tanh(u) (1 - tanh(u))",
            r"$s(1-s)$ is for the sigmoid; $\tanh$ becomes $1 - \tanh^2$.",
        ),
        ("tanh-secant-not-squared", "sech(u)", r"$\tanh$ becomes $1/\cosh^2$: the square is missing."),
        (
            "tanh-plus",
            "1 + tanh(u)^2",
            r"$\tanh$ flattens out, so its derivative is $1 - \tanh^2$, with a minus.",
        ),
    ),
    "asin": (
        (
            "arcsine-root-missing",
            "1/(1 - u^2)",
            r"The square root is missing: $\arcsin$ becomes $1/\sqrt{1-u^2}$.",
        ),
        ("arcsine-sign", "-1/sqrt(1 - u^2)", r"$\arcsin$ rises; the minus sign belongs to $\arccos$."),
    ),
    "acos": (
        ("arccosine-sign", "1/sqrt(1 - u^2)", r"$\arccos$ falls: $-1/\sqrt{1-u^2}$, with a minus sign."),
    ),
    "atan": (
        ("arctangent-root", "1/sqrt(1 + u^2)", r"No square root here: $\arctan$ becomes $1/(1+u^2)$."),
        (
            "arctangent-sign-inside",
            "1/(1 - u^2)",
            r"$\arctan$ becomes $1/(1+u^2)$, with a plus in the denominator.",
        ),
    ),
    "exp": (
        (
            "exponential-by-power-rule",
            "u e^(u - 1)",
            "The power rule is for a constant exponent; $e^u$ stays $e^u$.",
        ),
    ),
    "ln": (("logarithm-in-denominator", "1/ln(u)", r"$\ln u$ becomes $1/u$, not $1/\ln u$."),),
    "log2": (
        ("log-base-forgotten", "1/u", r"That is the derivative of $\ln$; for base 2 divide by $\ln 2$ too."),
        (
            "log-base-multiplied",
            "ln(2)/u",
            r"Divide by $\ln 2$, do not multiply: $\log_2 u = \ln u / \ln 2$.",
        ),
    ),
    "log10": (
        (
            "log-base-forgotten",
            "1/u",
            r"That is the derivative of $\ln$; for base 10 divide by $\ln 10$ too.",
        ),
        (
            "log-base-multiplied",
            "ln(10)/u",
            r"Divide by $\ln 10$, do not multiply: $\log u = \ln u / \ln 10$.",
        ),
    ),
    "log": (
        (
            "log-base-forgotten",
            "1/u",
            r"That is the derivative of $\ln$; for another base $b$ divide by $\ln b$ too.",
        ),
        (
            "log-base-multiplied",
            "ln(v)/u",
            r"Divide by $\ln b$, do not multiply: $\log_b u = \ln u / \ln b$.",
        ),
    ),
    "sqrt": (
        ("root-factor-lost", "1/sqrt(u)", r"The factor $1/2$ is missing: $\sqrt u$ becomes $1/(2\sqrt u)$."),
        (
            "exponent-not-lowered",
            "sqrt(u)/2",
            r"$\sqrt u = u^{1/2}$: after taking $1/2$ in front the exponent is $-1/2$.",
        ),
        ("root-lost", "1/(2 u)", r"The root stays in the denominator: $1/(2\sqrt u)$."),
        (
            "root-factor-upside-down",
            "2/sqrt(u)",
            r"The exponent $1/2$ comes in front as $1/2$, so 2 is in the denominator.",
        ),
    ),
    "cbrt": (
        (
            "root-factor-lost",
            "1/cbrt(u)^2",
            r"The factor $1/3$ is missing: bring the exponent $1/3$ in front.",
        ),
        (
            "exponent-not-lowered",
            "cbrt(u)/3",
            r"After bringing $1/3$ in front the exponent is $1/3 - 1 = -2/3$.",
        ),
    ),
    "abs": (
        ("abs-slope-one", "1", r"$|u|$ rises with slope 1 only for $u > 0$; for $u < 0$ the slope is $-1$."),
        ("abs-kept", "abs(u)", r"The slope of $|u|$ is only its sign, $1$ or $-1$, not its size."),
    ),
    "sigmoid": (
        ("sigmoid-one-minus-x", "sigmoid(u) (1 - u)", r"The second factor is $1 - \sigma(u)$, not $1 - u$."),
        (
            "sigmoid-sign",
            "-sigmoid(u) (1 - sigmoid(u))",
            r"$\sigma$ rises, so its derivative has no minus sign.",
        ),
        (
            "sigmoid-at-one-minus-x",
            "sigmoid(1 - u)",
            r"$\sigma(1-u)$ is not $\sigma(u)(1-\sigma(u))$: it is a product.",
        ),
        (
            "sigmoid-taken-twice",
            "sigmoid(sigmoid(u)) (1 - sigmoid(sigmoid(u)))",
            r"In $s(1-s)$ the $s$ is already $\sigma(u)$; do not apply $\sigma$ to it again.",
        ),
        (
            "sigmoid-like-tanh",
            "1 - sigmoid(u)^2",
            r"$1 - t^2$ is for $\tanh$; $\sigma$ becomes $\sigma(1-\sigma)$.",
        ),
        (
            "sigmoid-factor-lost",
            "1 - sigmoid(u)",
            r"The factor $\sigma(u)$ is missing: $\sigma(u)(1-\sigma(u))$.",
        ),
    ),
    "relu": (
        ("relu-kept", "relu(u)", "The slope of ReLU is 0 or 1; its value is not its slope."),
        ("relu-slope-is-input", "u", "The slope of ReLU is 1 where it is active, not the input itself."),
        ("relu-always-active", "1", "For a negative input ReLU is flat: the slope there is 0."),
        ("relu-mask-turned", "step(-u)", "The mask is turned round: the slope is 1 for positive input."),
    ),
    "leaky_relu": (
        (
            "leak-lost",
            "where(u > 0, 1, 0)",
            "On the negative side a leaky ReLU still has its small slope, not 0.",
        ),
        (
            "leak-sign",
            "where(u > 0, 1, -v)",
            "On the negative side the slope is positive: the line still rises.",
        ),
        (
            "leak-value-kept",
            "where(u > 0, u, v u)",
            "That is the value; the slope is a constant on either side.",
        ),
    ),
    "elu": (
        (
            "elu-constant-kept",
            "where(u > 0, 1, v (e^u - 1))",
            "The constant $-1$ has slope 0, so $a e^u$ is left.",
        ),
        ("elu-scale-lost", "where(u > 0, 1, e^u)", "The factor $a$ of the negative side stays."),
        (
            "elu-like-relu",
            "where(u > 0, 1, 0)",
            "ELU is not flat on the negative side: there the slope is $a e^u$.",
        ),
    ),
    "gelu": (
        ("gelu-second-term-lost", "Phi(u)", r"$u \Phi(u)$ is a product: the term $u \phi(u)$ is missing."),
        ("gelu-first-term-lost", "u phi(u)", r"$u \Phi(u)$ is a product: the term $\Phi(u)$ is missing."),
        (
            "gelu-density",
            "phi(u)",
            r"$u \Phi(u)$ is a product: use the product rule, not only $\Phi' = \phi$.",
        ),
    ),
    "silu": (
        (
            "silu-second-term-lost",
            "sigmoid(u)",
            r"$u \sigma(u)$ is a product: the term $u \sigma'(u)$ is missing.",
        ),
        (
            "silu-first-term-lost",
            "u sigmoid(u) (1 - sigmoid(u))",
            r"The term $\sigma(u)$ of the product rule is missing.",
        ),
        (
            "silu-factor-lost",
            "sigmoid(u) (1 - sigmoid(u))",
            r"$u \sigma(u)$ is a product: use the product rule.",
        ),
    ),
    "softplus": (
        ("softplus-inner-lost", "1/(1 + e^u)", "The inner derivative $e^u$ of $1 + e^u$ is missing."),
        (
            "softplus-twice",
            "sigmoid(u) (1 - sigmoid(u))",
            r"That is the second derivative; the first is $\sigma(u)$.",
        ),
    ),
    "erf": (("erf-factor-lost", "e^(-u^2)", r"The factor $2/\sqrt\pi$ of the error function is missing."),),
    "phi": (("density-sign", "u phi(u)", r"The density falls for $u > 0$: $\phi'(u) = -u \phi(u)$."),),
    "Phi": (
        (
            "normal-like-sigmoid",
            "Phi(u) (1 - Phi(u))",
            r"That form is for $\sigma$; $\Phi$ becomes its density $\phi$.",
        ),
    ),
}

_ANTIDERIVATIVES = {
    "sin": "-cos(u)",
    "cos": "sin(u)",
    "tan": "-ln(abs(cos(u)))",
    "sinh": "cosh(u)",
    "cosh": "sinh(u)",
    "tanh": "ln(cosh(u))",
    "exp": "e^u",
    "ln": "u ln(u) - u",
    "sqrt": "2/3 u sqrt(u)",
    "abs": "u abs(u)/2",
    "sigmoid": "softplus(u)",
    "relu": "relu(u)^2/2",
}


def table_mistakes(call: Call) -> Iterator[Mistake]:
    """The wrong table entries for a function, at its arguments."""
    for rule, text, feedback in _ENTRIES.get(call.name, ()):
        yield Mistake(rule, feedback, formula_at(text, call))


def table_antiderivative(call: Call) -> Expr | None:
    """An antiderivative of the function with respect to its first argument, where a table has it."""
    text = _ANTIDERIVATIVES.get(call.name)
    return None if text is None else formula_at(text, call)
