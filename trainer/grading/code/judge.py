"""Judges what a function returned: input by input, shape and values first, then the gradient check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trainer.grading.code.agreement import agree, worst_entry
from trainer.grading.code.inputs import Array, Input
from trainer.grading.code.mistakes import name_mistake, name_slope_mistake
from trainer.grading.code.received import Value
from trainer.grading.code.report import Difference, Fault, GradientDifference
from trainer.grading.code.returned import UnfitError, read_returned
from trainer.grading.code.shown import show, show_place
from trainer.grading.code.slopes import numeric_gradient, worst_slope
from trainer.grading.code.task import CodeTask

_LIKE_SLOPES = 1e-4
"""How closely a mistake must reproduce slopes, which are themselves found by differences."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing that is wrong, after `passed` right calls; nothing is where the fault is NONE."""

    passed: int
    fault: Fault = Fault.NONE
    message: str = ""
    difference: Difference | None = None
    gradient: GradientDifference | None = None


def judge(
    task: CodeTask,
    inputs: Sequence[Input],
    returned: Sequence[Value],
    changed: Sequence[Sequence[str]],
) -> Finding:
    """The finding on the calls that returned (there may be fewer than inputs)."""
    calls: list[dict[str, Array]] = []
    unfit = None
    for value, given in zip(returned, inputs, strict=False):
        try:
            calls.append(read_returned(value, task, given))
        except UnfitError as error:
            unfit = Finding(len(calls), error.fault, error.message)
            break
    for number, (call, given) in enumerate(zip(calls, inputs, strict=False)):
        found = (
            _value_finding(task, number, call, given, calls, inputs)
            or _changed_finding(task, number, changed[number])
            or _gradient_finding(task, number, call, given, calls, inputs)
        )
        if found is not None:
            return found
    return unfit or Finding(len(calls))


def _value_finding(
    task: CodeTask,
    number: int,
    call: Mapping[str, Array],
    given: Input,
    calls: Sequence[Mapping[str, Array]],
    inputs: Sequence[Input],
) -> Finding | None:
    for result in task.results:
        mine = call[result.name]
        if not np.isfinite(mine).all():
            return _undefined(task, number, result.name, mine, given)
        if result.formula is None or agree(mine, given.expected[result.name], task.tolerance):
            continue
        difference = _difference(result.name, mine, given, task.tolerance)
        place = show_place(result.name, difference.index)
        message = (
            f"On input {number + 1}, {place} is {_pair(difference.given_entry, difference.expected_entry)}."
        )
        all_given = [one[result.name] for one in calls]
        named = name_mistake(task, result.name, result.formula, all_given, inputs[: len(calls)])
        return Finding(number, Fault.VALUE, f"{message} {named}".strip(), difference)
    return None


def _pair(given: float, expected: float) -> str:
    """Both numbers with as many digits as it takes to tell them apart."""
    for digits in (6, 10, 17):
        mine, right = f"{given:.{digits}g}", f"{expected:.{digits}g}"
        if mine != right:
            break
    return f"{mine}, expected {right}"


def _undefined(task: CodeTask, number: int, result: str, mine: Array, given: Input) -> Finding:
    index = tuple(int(side) for side in np.argwhere(~np.isfinite(mine))[0])
    entry = float(mine[index])
    place = show_place(result, index)
    said = "not a number (NaN)" if np.isnan(entry) else "infinite"
    difference = _difference(result, mine, given, task.tolerance) if result in given.expected else None
    return Finding(number, Fault.UNDEFINED, f"On input {number + 1}, {place} is {said}.", difference)


def _difference(result: str, mine: Array, given: Input, tolerance: float) -> Difference:
    right = given.expected[result]
    index = worst_entry(mine, right, tolerance)
    return Difference(
        result,
        show(right),
        show(mine),
        index,
        expected_entry=float(right[index]),
        given_entry=float(mine[index]),
    )


def _changed_finding(task: CodeTask, number: int, changed: Sequence[str]) -> Finding | None:
    if not changed:
        return None
    name = changed[0]
    message = (
        f"Your {task.function} changes its argument {name} in place; work on a copy, {name} = {name}.copy()."
    )
    return Finding(number, Fault.MUTATED, message)


def _gradient_finding(
    task: CodeTask,
    number: int,
    call: Mapping[str, Array],
    given: Input,
    calls: Sequence[Mapping[str, Array]],
    inputs: Sequence[Input],
) -> Finding | None:
    check = task.gradient
    if check is None:
        return None
    for result, block in check.blocks.items():
        slopes = numeric_gradient(check.loss, given.values, block)
        worst = worst_slope(check, call[result], slopes)
        if worst is None:
            continue
        index, error = worst
        found = GradientDifference(
            block,
            result,
            index,
            float(call[result][index]),
            float(slopes[index]),
            error,
        )
        pairs = [
            (one[result], numeric_gradient(check.loss, other.values, block))
            for one, other in zip(calls, inputs, strict=False)
        ]
        named = name_slope_mistake(task, result, pairs, inputs[: len(calls)], _LIKE_SLOPES)
        return Finding(
            number, Fault.GRADIENT, f"{_slope_sentence(found, number)} {named}".strip(), None, found
        )
    return None


def _slope_sentence(found: GradientDifference, number: int) -> str:
    place = show_place(found.result, found.index)
    values = f"{place} is {found.analytic:.6g}, the slope of the loss is {found.numeric:.6g}"
    error = f"relative error {found.relative_error:.2g}"
    return f"On input {number + 1}, the gradient for {found.block} fails the check: {values} ({error})."
