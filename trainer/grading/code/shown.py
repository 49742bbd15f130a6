"""Writes numbers, arrays and places for a person: short, in the notation of NumPy."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from trainer.grading.code.inputs import Array, Input
from trainer.grading.code.task import CodeTask, FunctionParameter
from trainer.maths.text import to_text

_DIGITS = 6


def show(value: Array) -> str:
    """A number or an array as text, six digits."""
    if value.ndim == 0:
        return f"{float(value):.{_DIGITS}g}"
    entries = [f"{entry:.{_DIGITS}g}" for entry in value.ravel().tolist()]
    width = max(map(len, entries), default=0) if value.ndim > 1 else 0
    return np.array2string(
        value,
        separator=", ",
        max_line_width=76,
        formatter={"float_kind": lambda entry: f"{entry:.{_DIGITS}g}".rjust(width)},
    )


def show_input(task: CodeTask, given: Input) -> Mapping[str, str]:
    """Every argument of a call as text; a function by its formula."""
    return {
        item.name: f"{item.name}({item.variable}) = {to_text(item.body)}"
        if isinstance(item, FunctionParameter)
        else show(given.values[item.name])
        for item in task.passed
    }


def show_place(name: str, index: tuple[int, ...]) -> str:
    """`dW[0, 2]`, or the name alone for a number."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name
