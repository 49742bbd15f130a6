"""Grades the steps of an algorithm: against the truth first, then against the learner's own earlier numbers.

A step that follows from an earlier wrong number earns its points and says so; a wrong number that makes what
follows trivial (0, 1, or the same number again) earns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from trainer.bank.parts import Part
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.grading.expressions import diagnosed, judged, read_all
from trainer.grading.mistakes import listed_forms
from trainer.grading.number_slips import with_number_slips
from trainer.grading.result import Grade, PartGrade, together, unread
from trainer.grading.step_mistakes import with_step_mistakes
from trainer.maths.expr import Expr, substitute, symbols
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.rational import rational
from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

FOLLOWS = "This follows from your earlier number."


@dataclass(slots=True)
class _Earlier:
    """The numbers before a step: the learner's own, the right ones, and which of the own are wrong."""

    own: dict[str, Expr] = field(default_factory=dict)
    right: dict[str, Expr] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of all steps, errors carried forward."""
    answers, unread_parts = read_all(variant, texts)
    if unread_parts:
        return unread(variant, unread_parts)
    parts = diagnosed(variant, answers, carried_forward(variant, answers, judged(variant, answers)))
    listed = next(listed_forms(variant, answers), None)
    parts = with_step_mistakes(variant, answers, parts, listed.texts if listed else ())
    return together(with_number_slips(variant, answers, parts))


def carried_forward(
    variant: Variant, answers: Mapping[str, Expr], parts: Sequence[PartGrade]
) -> list[PartGrade]:
    """The parts with those that follow from the learner's own earlier numbers credited.

    `parts` may be some of the variant's; the right number stands in for an earlier one that is not answered.
    """
    grades = {graded.name: graded for graded in parts}
    found: list[PartGrade] = []
    earlier = _Earlier()
    for part in variant.parts:
        graded = grades.get(part.name)
        if graded is not None:
            wrong = graded.verdict.outcome is Outcome.DIFFERENT
            if wrong and earlier.wrong and _follows(part, answers[part.name], earlier, variant.names):
                verdict = replace(graded.verdict, message=FOLLOWS, detail="carried")
                graded = replace(graded, verdict=verdict, score=1.0, carried=True)
            found.append(graded)
            earlier.wrong |= {part.name} if wrong else set()
        earlier.right[part.name] = part.reference
        earlier.own[part.name] = answers.get(part.name, part.reference)
    return found


def _follows(part: Part, answer: Expr, earlier: _Earlier, names: Names) -> bool:
    """Whether `answer` is the step's formula applied to the learner's own earlier numbers."""
    used = symbols(part.formula) & earlier.own.keys()
    wrong = used & earlier.wrong
    own = substitute(part.formula, {name: earlier.own[name] for name in used})
    if not wrong or _is_trivial(part, own, earlier, wrong):
        return False
    try:
        return compare(answer, own, names, part.requirement).outcome is Outcome.EQUAL
    except TrainerError:
        return False


def _is_trivial(part: Part, own: Expr, earlier: _Earlier, wrong: frozenset[str]) -> bool:
    """Whether wrong numbers leave nothing to compute that the right ones would not have spared as well."""
    result, right = _value(own), _value(part.reference)
    if result is None or result in (0, 1):
        return True
    for name in wrong:
        value = _value(earlier.own[name])
        if value in (0, 1) or (result == value and right != _value(earlier.right[name])):
            return True
    return False


def _value(expr: Expr) -> Fraction | float | None:
    exact = rational(expr)
    if exact is not None:
        return exact
    try:
        return float(precise(expr, {}))
    except (UndefinedError, TooLargeError, TrainerError):
        return None
