"""Grades the steps of an algorithm: against the truth first, then against the learner's own earlier numbers.

A step that follows from an earlier wrong number earns its points and says so; a wrong number that makes what
follows trivial (0, 1, or the same number again) earns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.bank.parts import Part
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.grading.expressions import diagnosed, judged, read_all
from trainer.grading.result import Grade, PartGrade, together, unread
from trainer.maths.expr import Expr, substitute, symbols
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.rational import rational
from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

FOLLOWS = "This follows from your earlier number."


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of all steps, errors carried forward."""
    answers, unread_parts = read_all(variant, texts)
    if unread_parts:
        return unread(variant, unread_parts)
    return together(diagnosed(variant, answers, carried_forward(variant, answers, judged(variant, answers))))


def carried_forward(
    variant: Variant, answers: Mapping[str, Expr], parts: Sequence[PartGrade]
) -> list[PartGrade]:
    """The parts with those that follow from the learner's own earlier numbers credited."""
    found: list[PartGrade] = []
    wrong_before = False
    for part, graded in zip(variant.parts, parts, strict=True):
        wrong = graded.verdict.outcome is Outcome.DIFFERENT
        earlier = {before.name: answers[before.name] for before in found}
        if wrong and wrong_before and _follows(part, answers[part.name], earlier, variant.names):
            verdict = replace(graded.verdict, message=FOLLOWS, detail="carried")
            graded = replace(graded, verdict=verdict, score=1.0, carried=True)
        found.append(graded)
        wrong_before = wrong_before or wrong
    return found


def _follows(part: Part, answer: Expr, earlier: Mapping[str, Expr], names: Names) -> bool:
    """Whether `answer` is the step's formula applied to the learner's own earlier numbers."""
    used = {name: earlier[name] for name in symbols(part.formula) if name in earlier}
    if not used:
        return False
    own = substitute(part.formula, used)
    if _is_trivial(own, tuple(used.values())):
        return False
    try:
        return compare(answer, own, names, part.requirement).outcome is Outcome.EQUAL
    except TrainerError:
        return False


def _is_trivial(own: Expr, used: Sequence[Expr]) -> bool:
    result, *before = [_value(expr) for expr in (own, *used)]
    return result is None or result in (0, 1) or result in before or any(value in (0, 1) for value in before)


def _value(expr: Expr) -> Fraction | float | None:
    exact = rational(expr)
    if exact is not None:
        return exact
    try:
        return float(precise(expr, {}))
    except (UndefinedError, TooLargeError, TrainerError):
        return None
