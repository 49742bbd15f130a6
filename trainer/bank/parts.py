"""What a variant asks for: the parts of each kind of exercise with their reference answers.

One builder for each kind, in a table; a builder turns the asked formulas into parts within a scope.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from trainer.bank.asked import Derivative
from trainer.bank.exercise import WHOLE, AskedPart, Exercise
from trainer.bank.labels import component_label, label, name_label
from trainer.bank.numbers import exact, from_double, is_short, rounded, written, written_in_decimals
from trainer.bank.scope import Scope, has_operator
from trainer.bank.template import Template
from trainer.errors import AuthorError
from trainer.maths.expr import Array, Collection, Expr, Interval, Neg, Number, Relation, substitute, symbols
from trainer.maths.judging.verdict import Requirement


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to be answered.

    `reference` is the right answer; `formula` is the same before the values of earlier steps are put in;
    `value` is the reference in doubles where it is a number; `derivative` is the function, with its values
    put in, of which the part is asked for as the derivative.
    """

    name: str
    label: str
    reference: Expr
    formula: Expr
    requirement: Requirement
    value: float | None = None
    derivative: Derivative | None = None


_LONGEST_SHOWN = 5


class UndefinedAnswerError(Exception):
    """This draw has no answer; another may have."""


def build_parts(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    """The parts of a variant, labels that the author wrote aside.

    Raises UndefinedAnswerError where a number is undefined, AuthorError where no draw could work.
    """
    return BUILDERS[exercise.kind](exercise, template, scope)


def shown(part: Part) -> Expr:
    """The reference as prose shows it: a short number exactly, else rounded as asked or to six digits."""
    inner = part.reference.arg if isinstance(part.reference, Neg) else part.reference
    if part.value is None or (isinstance(inner, Number) and len(inner.text) <= _LONGEST_SHOWN):
        return part.reference
    requirement = part.requirement
    if requirement.decimals is not None:
        return rounded(part.value, decimals=requirement.decimals)
    if requirement.digits is not None:
        return rounded(part.value, digits=requirement.digits)
    return rounded(part.value) if isinstance(inner, Number) else part.reference


def from_components(parts: Sequence[Part]) -> Expr:
    """The vector or matrix whose components are the parts."""
    rows: dict[str, list[Expr]] = {}
    for part in parts:
        row, _, column = part.name.partition("_")
        rows.setdefault(row if column else "", []).append(part.reference)
    if "" in rows:
        return Array(tuple(rows[""]))
    return Array(tuple(Array(tuple(row)) for row in rows.values()))


def components(array: Expr) -> tuple[tuple[tuple[int, ...], Expr], ...]:
    """The entries of a vector or matrix with their indices from 1."""
    if not isinstance(array, Array):
        return ()
    found: list[tuple[tuple[int, ...], Expr]] = []
    for i, item in enumerate(array.items, 1):
        rows = item.items if isinstance(item, Array) else None
        found += [((i, j), entry) for j, entry in enumerate(rows, 1)] if rows else [((i,), item)]
    return tuple(found)


def component_name(index: tuple[int, ...]) -> str:
    """The part name of a component: `2`, or `1_2` for row 1, column 2."""
    return "_".join(str(i) for i in index)


def _expressions(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    parts = []
    for asked, expr in zip(exercise.parts, template.parts, strict=True):
        answer = _solved(expr, scope, keep_form=bool(asked.requirement.form))
        parts.append(Part(asked.name, _label(asked, expr, template), answer, answer, asked.requirement))
    sources = [_filled(found[0], scope) if len(found) == 1 else None for found in template.derivatives]
    return tuple(replace(part, derivative=source) for part, source in zip(parts, sources, strict=True))


def _components(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    asked, expr = exercise.parts[0], template.parts[0]
    entries = components(_solved(expr, scope, keep_form=bool(asked.requirement.form)))
    if not entries:
        raise exercise.fault(
            "the answer of a gradient is grad, jacobian or hessian, or an array such as [a, b]",
            asked.value,
            field="answer",
        )
    filled = [_filled(found, scope) for found in template.derivatives[0]]
    sources: Sequence[Derivative | None] = filled or [None] * len(entries)
    return tuple(
        Part(
            name=component_name(index),
            label=component_label(expr, index, template.given),
            reference=entry,
            formula=entry,
            requirement=asked.requirement,
            derivative=source,
        )
        for (index, entry), source in zip(entries, sources, strict=True)
    )


def _numbers(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    point = {name: scope.put_in(expr) for name, expr in template.at.items()}
    parts = []
    for asked, expr in zip(exercise.parts, template.parts, strict=True):
        answer = substitute(_solved(expr, scope, keep_form=False), point)
        reference, value = _number(answer, exercise, asked, keep_symbolic=True)
        parts.append(
            Part(asked.name, _label(asked, expr, template), reference, reference, asked.requirement, value)
        )
    return tuple(parts)


def _steps(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    parts: list[Part] = []
    known: dict[str, Expr] = {}
    for asked, expr in zip(exercise.parts, template.parts, strict=True):
        formula = _solved(expr, scope, keep_form=True)
        reference, value = _number(substitute(formula, known), exercise, asked, keep_symbolic=False)
        known[asked.name] = reference
        scope.add_step(asked.name, expr)
        parts.append(Part(asked.name, name_label(asked.name), reference, formula, asked.requirement, value))
    return tuple(parts)


def _line_by_line(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    """The end of a derivation; its formula is the start, with the operators still to be carried out."""
    asked, expr = exercise.parts[0], template.parts[0]
    reference = _solved(expr, scope, keep_form=False)
    return (Part(asked.name, "", reference, scope.put_in(expr), asked.requirement),)


def _arrays(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    """An expression over arrays, as the author wrote it."""
    asked, expr = exercise.parts[0], template.parts[0]
    answer = scope.put_in(expr)
    return (Part(asked.name, "", answer, answer, asked.requirement),)


def _graph(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    """The values, local derivatives and gradients of a computational graph."""
    from trainer.bank.backprop import build_steps

    return build_steps(exercise, template, scope)


def _picked(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    """None yet: what is right depends on the order in which options and lines are shown, or is a program."""
    return ()


BUILDERS: dict[str, Callable[[Exercise, Template, Scope], tuple[Part, ...]]] = {
    "derive": _expressions,
    "gradient": _components,
    "number": _numbers,
    "trace": _steps,
    "derivation": _line_by_line,
    "tensor": _arrays,
    "backprop": _graph,
    "choice": _picked,
    "order": _picked,
    "code": _picked,
}


def _filled(asked: Derivative, scope: Scope) -> Derivative:
    return replace(asked, f=scope.inside(asked.f, asked.x))


def _solved(expr: Expr, scope: Scope, *, keep_form: bool) -> Expr:
    """The formula with values put in and operators worked out; as the author wrote it with `keep_form`."""
    from trainer.calculus.tidy import tidy

    filled = scope.put_in(expr)
    if has_operator(filled):
        from trainer.calculus.resolve import resolve

        return resolve(filled)
    return filled if keep_form else tidy(filled)


def _number(expr: Expr, exercise: Exercise, asked: AskedPart, *, keep_symbolic: bool) -> tuple[Expr, float]:
    """A number exactly where it is rational, else as written or (for later steps) to double precision."""
    if left := symbols(expr):
        raise _still_depends(exercise, asked, min(left))
    if isinstance(expr, Array | Collection | Interval | Relation):
        raise exercise.fault(f"{asked.name} is no number", asked.value)
    value = exact(expr)
    if value is not None and is_short(value):
        return written(value, decimal=written_in_decimals(expr)), float(value)
    from trainer.maths.values.evaluate import evaluate

    double = float(evaluate(expr, {}))
    if not math.isfinite(double):
        raise UndefinedAnswerError(f"{asked.name} is undefined")
    return (expr if keep_symbolic else from_double(double)), double


def _still_depends(exercise: Exercise, asked: AskedPart, name: str) -> AuthorError:
    hint = (
        "; give it a number in `at`"
        if exercise.kind == "number"
        else "; a step is a number over givens and steps"
    )
    return exercise.fault(f"{asked.name} still depends on {name}{hint}", asked.value)


def _label(asked: AskedPart, expr: Expr, template: Template) -> str:
    found = label(expr, template.given, partial=len(template.variables.variables) > 1)
    if found or asked.name == WHOLE:
        return found
    return name_label(asked.name)
