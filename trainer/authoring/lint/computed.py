"""Grades the listed forms of a code exercise by the values of their formulas, without running a program.

What a listed form returns is known from its formula, and it is judged as the values that come out of a
learner's program are. That formulas become programs that run is held by the reference, which is run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trainer.bank.details import Code
from trainer.bank.scope import has_operator
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.grading.result import Grade, PartGrade, together
from trainer.maths.expr import Expr, number, substitute, symbols
from trainer.maths.judging.verdict import Evidence, Outcome, Verdict

if TYPE_CHECKING:
    from trainer.grading.code.inputs import Array, Input
    from trainer.grading.code.received import Value
    from trainer.grading.code.task import CodeTask


def computed(variant: Variant) -> list[Grade | None]:
    """A grade for each of `accept` and then `reject`; None for one that only a program can answer.

    That is a form with names that the code does not know, with functions that the code is given, or with a
    derivative.
    """
    forms = _forms(variant)
    code = variant.detail
    if not isinstance(code, Code) or code.calls or not forms:
        return [None] * (len(variant.accept) + len(variant.reject))
    from trainer.grading.code.inputs import draw_inputs
    from trainer.grading.code_answers import task_of

    task = task_of(code)
    inputs = draw_inputs(task, variant.seed)
    known = {*code.variables, *code.results} - set(code.hidden)
    return [_grade(variant, code, task, inputs, form) if _is_plain(form, known) else None for form in forms]


def _forms(variant: Variant) -> list[Mapping[str, Expr]]:
    """The formulas of every listed form, with what was drawn and given put in."""
    program = variant.exercise.template.program
    if program is None:
        return []
    values = {name: number(value) for name, value in variant.params.items()} | dict(variant.given)
    forms = [*program.accept, *program.reject]
    return [{name: substitute(formula, values) for name, formula in form.items()} for form in forms]


def _is_plain(form: Mapping[str, Expr], known: set[str]) -> bool:
    return all(symbols(formula) <= known and not has_operator(formula) for formula in form.values())


def _grade(
    variant: Variant, code: Code, task: CodeTask, inputs: Sequence[Input], form: Mapping[str, Expr]
) -> Grade | None:
    from trainer.grading.code.inputs import expected_values
    from trainer.grading.code.judge import judge
    from trainer.grading.code.wording import outcome_of

    results = tuple(replace(one, formula=form.get(one.name, one.formula)) for one in task.results)
    if any(one.formula is None for one in results):
        return None
    try:
        values = [expected_values(replace(task, results=results), given.values) for given in inputs]
    except TrainerError:
        return None
    finding = judge(task, inputs, [_returned(one) for one in values], [()] * len(inputs))
    outcome = outcome_of(finding.fault)
    listed = next((wrong.because for wrong in code.wrong if finding.message.endswith(wrong.because)), "")
    said = listed or finding.message
    evidence = Evidence.SAMPLED if outcome is Outcome.EQUAL else Evidence.WITNESS
    score = 1.0 if outcome is Outcome.EQUAL else 0.0
    return together([PartGrade(variant.parts[0].name, Verdict(outcome, evidence, said), score)])


def _returned(values: Mapping[str, Array]) -> Value:
    """The values as a program returns them: the one, or a tuple."""
    from trainer.grading.code.received import Value

    items = tuple(Value("ndarray", one.shape, str(one.dtype), one) for one in values.values())
    return items[0] if len(items) == 1 else Value("tuple", length=len(items), items=items)
