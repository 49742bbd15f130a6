"""What grading says of a whole question, and which grader judges which kind of exercise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from trainer.bank.variant import Variant
from trainer.grading import choice, derivation, expressions, gradient, order, tensor, trace
from trainer.grading.result import Grade


def _code(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grader of code, which needs NumPy from its first line on."""
    from trainer.grading import code_answers

    return code_answers.grade(variant, texts)


Grader = Callable[[Variant, Mapping[str, str]], Grade]

GRADERS: Mapping[str, Grader] = MappingProxyType(
    {
        "derive": expressions.grade,
        "number": expressions.grade,
        "gradient": gradient.grade,
        "trace": trace.grade,
        "backprop": trace.grade,
        "derivation": derivation.grade,
        "tensor": tensor.grade,
        "choice": choice.grade,
        "order": order.grade,
        "code": _code,
    }
)
"""The grader of every kind."""


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of the typed texts, by part name; a part that cannot be read makes the whole unreadable."""
    return GRADERS[variant.exercise.kind](variant, texts)
