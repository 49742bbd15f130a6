"""Checks a code task before a learner sees it: names, inputs, and gradient formulas against their loss."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Sequence

import numpy as np

from trainer.errors import AuthorError
from trainer.grading.code.inputs import Input, draw_inputs, value_of
from trainer.grading.code.slopes import numeric_gradient, worst_slope
from trainer.grading.code.task import CodeTask, FunctionParameter, GradientCheck


def check_task(task: CodeTask, seed: int) -> None:
    """AuthorError with the first fault of a task, on the inputs that `seed` draws."""
    for fault in _faults(task):
        raise AuthorError(f"{task.function}: {fault}")
    inputs = draw_inputs(task, seed)
    for item in task.parameters:
        if isinstance(item, FunctionParameter):
            _check_function(item, inputs[0])
    if task.gradient is not None:
        _check_gradients(task, task.gradient, inputs)


def _faults(task: CodeTask) -> Iterator[str]:
    names = [task.function, *(item.name for item in (*task.parameters, *task.results))]
    for name in names:
        if not name.isidentifier() or keyword.iskeyword(name):
            yield f"{name!r} is no name in Python"
        if names.count(name) > 1:
            yield f"the name {name} is used twice"
    if not task.passed or not task.results or task.inputs + len(task.cases) < 1:
        yield "a task has at least one parameter, one result and one input"
    blocks = task.gradient.blocks if task.gradient else {}
    results, variables = [item.name for item in task.results], [item.name for item in task.variables]
    for result, block in blocks.items():
        if result not in results or block not in variables:
            yield f"the gradient check names {result} and {block}; one of them does not exist"
    for item in task.results:
        if item.formula is None and item.name not in blocks:
            yield f"{item.name} has neither a formula nor a gradient check"


def _check_function(function: FunctionParameter, given: Input) -> None:
    argument = np.ones(function.domain.shape)
    if value_of(function.body, {**given.values, function.variable: argument}).shape:
        raise AuthorError(f"the value of {function.name} must be a number")


def _check_gradients(task: CodeTask, check: GradientCheck, inputs: Sequence[Input]) -> None:
    for given in inputs:
        for result, block in check.blocks.items():
            slopes = numeric_gradient(check.loss, given.values, block)
            formula = given.expected.get(result)
            if formula is not None and formula.shape != slopes.shape:
                raise AuthorError(f"{task.function}: the formula of {result} has not the shape of {block}")
            worst = worst_slope(check, formula, slopes) if formula is not None else None
            if worst is not None:
                raise AuthorError(
                    f"{task.function}: the formula of {result} is not the gradient of the loss with respect "
                    f"to {block}: relative error {worst[1]:.2g} at {list(worst[0])}"
                )
