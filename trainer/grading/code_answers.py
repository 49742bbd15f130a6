"""Grades code: the variant becomes a task, the source is run, and the report becomes a grade in words."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.bank.details import Code
from trainer.bank.program import replaced, slopes
from trainer.bank.variant import Variant
from trainer.errors import AuthorError
from trainer.grading.code.report import CodeReport
from trainer.grading.code.task import CodeTask, FunctionParameter, GradientCheck, Mistake, Parameter, Result
from trainer.grading.mistakes import AUTHOR
from trainer.grading.result import MISSING, Grade, PartGrade, together, unread
from trainer.maths.expr import Expr, Symbol
from trainer.maths.judging.verdict import Evidence, Outcome, Verdict

_CALL_TOLERANCE = 1e-4
_CALL_FLOOR = 1e-3
"""Slopes that learners find by differences are rougher than those of a formula."""

_MOST_SHOWN = 1_200
_MOST_LINES = 12


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of a source: all or nothing. One that is no Python, or not begun, is never wrong."""
    part, code = variant.parts[0], _code(variant)
    source = texts.get(part.name, "")
    if not source.strip() or source.split() == code.starter.split():
        return unread(variant, {part.name: MISSING})
    from trainer.grading.code.run import run_code

    report = run_code(source, task_of(code), variant.seed)
    if report.outcome is Outcome.UNREADABLE:
        verdict = Verdict(
            Outcome.UNREADABLE, Evidence.OFFSET, report.message, offset=_offset(source, report.line)
        )
        return unread(variant, {part.name: verdict})
    return together([_judged(part.name, code, report)])


def task_of(code: Code) -> CodeTask:
    """The task of the engine."""
    found = {name: one for name, formula in code.results.items() if (one := slopes(formula, code.calls))}
    check = GradientCheck(code.loss, code.blocks) if code.loss is not None else None
    if check is not None and found:
        check = GradientCheck(check.loss, check.blocks, _CALL_TOLERANCE, _CALL_FLOOR)
    functions = [
        FunctionParameter(name, call.variable, code.variables[call.variable], call.body)
        for name, call in code.calls.items()
    ]
    parameters = [Parameter(name, domain, name not in code.hidden) for name, domain in code.variables.items()]
    return CodeTask(
        code.function,
        (*functions, *parameters),
        tuple(Result(name, None if name in found else formula) for name, formula in code.results.items()),
        gradient=check,
        inputs=code.inputs,
        away=code.away,
        cases=code.cases,
        mistakes=tuple(
            Mistake(name, _over_result(formula, found.get(name), name), wrong.because)
            for wrong in code.wrong
            for name, formula in wrong.formulas.items()
        ),
    )


def task_fault(variant: Variant) -> str:
    """What is wrong with the formulas of a code exercise, in words; empty for a sound one."""
    from trainer.grading.code.check import check_task

    try:
        check_task(task_of(_code(variant)), variant.seed)
    except AuthorError as error:
        return error.message
    return ""


def _code(variant: Variant) -> Code:
    if not isinstance(variant.detail, Code):
        raise TypeError(f"{variant.exercise.kind} asks for no code")
    return variant.detail


def _over_result(formula: Expr, slope: Expr | None, result: str) -> Expr:
    """A wrong formula about the slopes of a called function, in which the result's name stands for them."""
    return formula if slope is None else replaced(formula, slope, Symbol(result))


def _judged(name: str, code: Code, report: CodeReport) -> PartGrade:
    if report.outcome is Outcome.EQUAL:
        return PartGrade(name, Verdict(Outcome.EQUAL, Evidence.SAMPLED, _printed(report)), 1.0)
    if report.outcome is not Outcome.DIFFERENT:
        return PartGrade(name, Verdict(report.outcome, Evidence.BUDGET, report.message), 0.0)
    listed = next((wrong.because for wrong in code.wrong if report.message.endswith(f" {wrong.because}")), "")
    said = report.message.removesuffix(f" {listed}") if listed else report.message
    message = "\n\n".join(filter(None, (listed, said, _values(report), _printed(report))))
    verdict = Verdict(Outcome.DIFFERENT, Evidence.WITNESS, message)
    return PartGrade(name, verdict, 0.0, malrule=AUTHOR if listed else "")


def _values(report: CodeReport) -> str:
    """The arguments of the first call that failed, and both values where they differ."""
    rows = dict(report.input)
    if report.difference is not None:
        rows["expected"], rows["yours"] = report.difference.expected, report.difference.given
    return _literal("\n".join(_row(name, text) for name, text in rows.items()))


def _row(name: str, text: str) -> str:
    """`name = value`, the rows of a matrix under each other; a function shows its formula already."""
    if text.startswith(f"{name}("):
        return text
    first, *others = text.splitlines()
    indent = " " * (len(name) + 3)
    return "\n".join([f"{name} = {first}", *(f"{indent}{line}" for line in others)])


def _printed(report: CodeReport) -> str:
    """What the code printed, the first lines of it."""
    if not report.output.strip():
        return ""
    lines = report.output[:_MOST_SHOWN].rstrip().splitlines()
    cut = [*lines[:_MOST_LINES], "…"] if len(lines) > _MOST_LINES else lines
    return f"Your code printed:\n\n{_literal(chr(10).join(cut))}"


def _literal(text: str) -> str:
    """Text that prose shows as it is."""
    return f"```\n{text.replace('```', '` ` `')}\n```" if text else ""


def _offset(source: str, line: int | None) -> int:
    """The offset of the first character of a line, counted from 1."""
    before = source.splitlines(keepends=True)[: (line or 1) - 1]
    return sum(map(len, before))
