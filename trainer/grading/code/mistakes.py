"""Names the mistake behind wrong values: a factor, a sign, a transpose, a missing mean, a wrong axis.

A mistake is named only where it reproduces the given values on every input; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from trainer.errors import TrainerError
from trainer.grading.code.agreement import agree
from trainer.grading.code.inputs import Array, Input, value_of
from trainer.grading.code.task import CodeTask
from trainer.maths.expr import Call, Expr, Number, Transpose, children, rebuild

_CLOSE = 1e-6

Pairs = Sequence[tuple[Array, Array]]
"""What was given and what was expected, of one result, for every input."""


def name_mistake(
    task: CodeTask, result: str, formula: Expr, given: Sequence[Array], inputs: Sequence[Input]
) -> str:
    """One sentence about the mistake in a result with this right formula, or nothing."""
    calls = [(mine, {**one.values, **one.expected}) for mine, one in zip(given, inputs, strict=True)]
    for wrong, because in _wrong_formulas(task, result, formula):
        if _reproduces(wrong, calls, _CLOSE):
            return because
    pairs = [(mine, one.expected[result]) for mine, one in zip(given, inputs, strict=True)]
    return name_relation(pairs, inputs[0], _CLOSE)


def name_slope_mistake(
    task: CodeTask, result: str, pairs: Pairs, inputs: Sequence[Input], tolerance: float
) -> str:
    """One sentence about the mistake in a gradient without a formula: given values and slopes, or nothing.

    In the formulas of the task's mistakes the result's own name stands for the slopes.
    """
    calls = [(mine, {**one.values, result: slope}) for (mine, slope), one in zip(pairs, inputs, strict=True)]
    for mistake in task.mistakes:
        if mistake.result == result and _reproduces(mistake.formula, calls, tolerance):
            return mistake.because
    return name_relation(pairs, inputs[0], tolerance)


def name_relation(pairs: Pairs, one: Input, tolerance: float) -> str:
    """One sentence where all given values are the expected ones changed in one simple way, or nothing."""
    if all(_is_square(right) and agree(mine, right.T, tolerance) for mine, right in pairs):
        return "It is transposed."
    ratio = _ratio(pairs, tolerance)
    if ratio is None:
        return ""
    sides = {side for value in one.values.values() for side in value.shape if side > 2}
    for side in sides:
        if abs(ratio / side - 1) <= tolerance:
            return f"Every entry is {side} times the expected one: is a division by {side} (a mean) missing?"
        if abs(ratio * side - 1) <= tolerance:
            return f"Every entry is the expected one divided by {side}: is there a mean in place of a sum?"
    if abs(ratio + 1) <= tolerance:
        return "Every entry has the opposite sign."
    known = {2.0: "twice", -2.0: "minus twice", 0.5: "half of"}
    for factor, words in known.items():
        if abs(ratio / factor - 1) <= tolerance:
            return f"Every entry is {words} the expected one: look for a factor 2."
    return f"Every entry is {ratio:.6g} times the expected one."


def _wrong_formulas(task: CodeTask, result: str, right: Expr) -> Iterator[tuple[Expr, str]]:
    for mistake in task.mistakes:
        if mistake.result == result:
            yield mistake.formula, mistake.because
    for edit, because in _EDITS:
        wrong = _edited(right, edit)
        if wrong != right:
            yield wrong, because


def _reproduces(formula: Expr, calls: Sequence[tuple[Array, Mapping[str, Array]]], tolerance: float) -> bool:
    """Whether the formula has, for every call, the value that was given, at the values of the names there."""
    for mine, values in calls:
        try:
            value = value_of(formula, values)
        except (ValueError, TrainerError):  # the edit left shapes that do not fit
            return False
        if not np.isfinite(value).all() or not agree(mine, value, tolerance):
            return False
    return True


def _edited(expr: Expr, edit: Callable[[Call], Expr]) -> Expr:
    parts = tuple(_edited(part, edit) for part in children(expr))
    whole = rebuild(expr, parts) if parts else expr
    return edit(whole) if isinstance(whole, Call) else whole


def _other_axis(call: Call) -> Expr:
    if call.name == "softmax":
        return Transpose(Call("softmax", (Transpose(call.args[0]),)))
    if call.name in ("sum", "mean") and len(call.args) == 2 and isinstance(call.args[1], Number):
        return Call(call.name, (call.args[0], Number(1 - call.args[1].value)))
    return call


def _renamed(old: str, new: str) -> Callable[[Call], Expr]:
    return lambda call: Call(new, call.args) if call.name == old and len(call.args) <= 2 else call


_EDITS: tuple[tuple[Callable[[Call], Expr], str], ...] = (
    (_other_axis, "It is taken over the wrong axis."),
    (_renamed("mean", "sum"), "The sum is taken where the mean belongs: the division by n is missing."),
    (_renamed("sum", "mean"), "The mean is taken where the sum belongs."),
)


def _is_square(array: Array) -> bool:
    return array.ndim == 2 and array.shape[0] == array.shape[1] > 1


def _ratio(pairs: Pairs, tolerance: float) -> float | None:
    """The one number c with given = c·expected in every entry of every pair, if there is one."""
    given = np.concatenate([mine.ravel() for mine, _ in pairs])
    expected = np.concatenate([right.ravel() for _, right in pairs])
    place = int(np.argmax(np.abs(expected)))
    if expected.size < 2 or expected[place] == 0 or not np.isfinite(given).all():
        return None
    ratio = float(given[place] / expected[place])
    return ratio if ratio != 0 and agree(given, ratio * expected, tolerance) else None
