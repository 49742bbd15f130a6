"""Grades expressions over arrays, and names what is wrong with a near miss: transposed, a factor, an axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trainer.bank.details import Tensor
from trainer.bank.parts import Part
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.grading.expressions import diagnosed, judged, read_all
from trainer.grading.mistakes import Mistake
from trainer.grading.result import Grade, PartGrade, together, unread
from trainer.grading.tensor_mistakes import wrong_arrays, wrong_shape
from trainer.maths.expr import Expr, Transpose, symbols
from trainer.maths.judging.judge import compare
from trainer.maths.judging.sampling import sample
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import Shape, shape_of

_CLOSE = 1e-9


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of one or several array expressions, judged on random arrays that do not commute."""
    answers, unread_parts = read_all(variant, texts)
    if unread_parts:
        return unread(variant, unread_parts)
    parts = diagnosed(variant, answers, judged(variant, answers))
    variable = variant.detail.variable if isinstance(variant.detail, Tensor) else ""
    named = [
        _near_miss(part, graded, answers[part.name], variant.names, variable)
        for part, graded in zip(variant.parts, parts, strict=True)
    ]
    return together(named)


def _near_miss(part: Part, graded: PartGrade, answer: Expr, names: Names, variable: str) -> PartGrade:
    if graded.verdict.outcome is not Outcome.DIFFERENT or graded.malrule:
        return graded
    mistake = mistake_between(answer, part.reference, names)
    if mistake is not None:
        verdict = replace(graded.verdict, message=mistake.feedback)
        return replace(graded, verdict=verdict, malrule=mistake.rule)
    if graded.verdict.detail == "shape":
        words = wrong_shape(shape_of(answer, names), shape_of(part.reference, names), variable)
        return replace(graded, verdict=replace(graded.verdict, message=words))
    return graded


def mistake_between(answer: Expr, reference: Expr, names: Names) -> Mistake | None:
    """What turns the right array into the answer, where it is one of the usual slips."""
    try:
        given, wanted = shape_of(answer, names), shape_of(reference, names)
        if len(given) == 2 and compare(Transpose(answer), reference, names).outcome is Outcome.EQUAL:
            return Mistake(
                "transposed", "This is the transpose: the gradient has the shape of its parameter."
            )
        ratio = _constant_ratio(answer, reference, names) if given == wanted else None
        return _by_factor(ratio, _sides(reference, names)) or _predicted(answer, given, reference, names)
    except TrainerError:
        return None


def _predicted(answer: Expr, given: Shape, reference: Expr, names: Names) -> Mistake | None:
    """The mistake that makes the answer, or a multiple of it, of the right array."""
    for wrong in wrong_arrays(reference, names):
        if shape_of(wrong.expr, names) == given and _constant_ratio(answer, wrong.expr, names) is not None:
            return wrong.mistake
    return None


def _sides(reference: Expr, names: Names) -> set[int]:
    """The lengths that a mean may have divided by: the sides of all arrays in the right answer."""
    sides: set[int] = set()
    for name in symbols(reference):
        shape: Shape = names.domain(name).shape
        sides |= {*shape, shape[0] * shape[-1]} if shape else set()
    return sides - {1}


def _constant_ratio(answer: Expr, reference: Expr, names: Names) -> float | None:
    """The number that every entry of the right array is multiplied by, if there is one."""
    import numpy as np

    from trainer.maths.values.evaluate import evaluate

    values = sample(names, symbols(answer) | symbols(reference))
    left, right = np.broadcast_arrays(evaluate(answer, values), evaluate(reference, values))
    usable = np.isfinite(left) & np.isfinite(right) & (np.abs(right) > _CLOSE)
    if not usable.any():
        return None
    ratios = left[usable] / right[usable]
    ratio = float(ratios.flat[0])
    return ratio if np.allclose(ratios, ratio, rtol=_CLOSE, atol=0) and ratio else None


def _by_factor(ratio: float | None, sides: set[int]) -> Mistake | None:
    if ratio is None:
        return None
    if abs(ratio + 1) < _CLOSE:
        return Mistake("sign", "The sign is the other way round.")
    if abs(ratio - 0.5) < _CLOSE:
        return Mistake("factor-two-missing", "A factor 2 is missing: it comes down from the square.")
    for side in sorted(sides):
        if abs(ratio - side) < _CLOSE * side:
            return Mistake("mean-missing", f"This is the sum; the mean divides by {side}.")
        if abs(ratio * side - 1) < _CLOSE:
            return Mistake("divided-too-often", f"This is divided by {side} once too often.")
    if abs(ratio - 2) < _CLOSE:
        return Mistake("factor-two-added", "There is a factor 2 too many.")
    return Mistake("factor", f"Only a factor is wrong: this is {ratio:.6g} times the right answer.")
