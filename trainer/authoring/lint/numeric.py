"""Holds reference answers against values found another way: differences, quadratures, plain sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.graph_slopes import moved
from trainer.authoring.lint.numerics import Numerics, UnknownValueError
from trainer.authoring.lint.stated import stated
from trainer.authoring.lint.subject import Subject
from trainer.bank.exercise import AskedPart
from trainer.bank.parts import Part
from trainer.bank.variant import Variant
from trainer.maths.expr import Call, Expr, Symbol, number

VARIANTS = 2
_POINTS = 3
_TOLERANCE = 1e-7
_NEEDED = frozenset({"derive", "gradient", "number", "trace", "derivation"})


def numeric(subject: Subject) -> Iterator[Finding]:
    """The first part of the first variant whose reference has another value than numbers give its formula."""
    if subject.exercise.kind == "backprop":
        yield from _first(subject, _graph_gaps)
    elif subject.exercise.kind in _NEEDED:
        yield from _first(subject, _gaps)


Gap = tuple[str, Any, Any, Mapping[str, Any]]
"""A part, the value of its reference, the value found, and the point."""


def _first(subject: Subject, gaps: Any) -> Iterator[Finding]:
    for variant in subject.variants[:VARIANTS]:
        for name, written, computed, at in gaps(subject, variant):
            if abs(written - computed) > _TOLERANCE * (1 + abs(computed)):
                yield _finding(subject, variant, name, written, computed, at)
                return


def _gaps(subject: Subject, variant: Variant) -> Iterator[Gap]:
    exercise, template = subject.exercise, subject.template
    numbers = Numerics(definitions(subject, variant))
    said = stated(variant)
    formulas = template.parts if said is None else (said,)
    for at in _points(subject, variant):
        if exercise.kind == "gradient":
            yield from _array(numbers, variant, formulas[0], at)
            continue
        for part, asked, formula in zip(variant.parts, exercise.parts, formulas, strict=True):
            yield from _number(numbers, part, asked, formula, at)


def definitions(subject: Subject, variant: Variant) -> dict[str, Expr]:
    """What every name of the exercise stands for in a variant, as its author wrote it, numbers drawn."""
    template = subject.template
    drawn = {name: variant.given[name] for name in template.formulas}
    drawn |= {name: number(variant.params[name]) for name in subject.exercise.params if name not in drawn}
    steps = dict(zip(template.asked, template.parts, strict=True)) if subject.exercise.kind == "trace" else {}
    return drawn | dict(template.given) | dict(template.at) | steps


def _points(subject: Subject, variant: Variant) -> Iterator[dict[str, float]]:
    """Points of the domain for the number variables that have no value yet; none with arrays."""
    from trainer.maths.judging.sampling import sample

    names = frozenset(variant.names.variables) - subject.template.at.keys()
    if any(variant.names.domain(name).shape for name in names):
        return
    if not names:
        yield {}
        return
    points = sample(variant.names, names)
    for i in range(_POINTS):
        yield {name: float(array[i]) for name, array in points.items()}


def _number(
    numbers: Numerics, part: Part, asked: AskedPart, formula: Expr, at: Mapping[str, float]
) -> Iterator[Gap]:
    try:
        match formula:
            case Call("integral", (f, Symbol(x))):  # known up to a constant: compare slopes instead
                yield part.name, numbers.slope(part.reference, x, at), numbers.value(f, at), at
            case _ if asked.requirement.up_to:
                return
            case _:
                yield part.name, numbers.value(part.reference, at), numbers.value(formula, at), at
    except UnknownValueError:
        return


def _array(numbers: Numerics, variant: Variant, formula: Expr, at: Mapping[str, float]) -> Iterator[Gap]:
    try:
        computed = numbers.entries(formula, at)
        written = [numbers.value(part.reference, at) for part in variant.parts]
    except UnknownValueError:
        return
    if len(written) == len(computed):
        for part, one, other in zip(variant.parts, written, computed, strict=True):
            yield part.name, one, other, at


def _graph_gaps(subject: Subject, variant: Variant) -> Iterator[Gap]:
    template = subject.template
    known = definitions(subject, variant) | dict(template.leaves) | dict(template.forward)
    for part, written, computed in moved(variant, known):
        if len(written) == len(computed):
            yield from ((part.name, one, other, {}) for one, other in zip(written, computed, strict=True))


def _finding(
    subject: Subject, variant: Variant, name: str, written: Any, computed: Any, at: Mapping[str, Any]
) -> Finding:
    exercise = subject.exercise
    place = next((part.value for part in exercise.parts if part.name == name), subject.answer)
    where = f" at {', '.join(f'{x} = {value:.4g}' for x, value in at.items())}" if at else ""
    what = f"part {name} of the answer" if len(variant.parts) > 1 else "the answer"
    source = "worked out with numbers" if stated(variant) is None else "for the function in the question"
    message = (
        f"seed {variant.seed}: {what} is {float(written):.6g}{where}, "
        f"but {source} it is {float(computed):.6g}"
    )
    return found("numeric", exercise.fault(message, place, field="answer"))
